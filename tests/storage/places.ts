// Where a store can stand in tests: SQLite in a folder of its own, PostgreSQL in a schema of its own; both are gone after the test.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { onTestFinished, test } from 'vitest'
import { silentLog } from '#log.ts'
import { type Archive, openArchive } from '#storage/archive.ts'
import { type OpenedVault, openVault } from '#storage/vault.ts'
import { postgresUrl, testWithPostgres } from '#tests/services.ts'

/** Where archive and vault stand; both addresses are undefined on SQLite. */
export interface Place {
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly vaultUrl?: string
}

/** The two kinds of place, each with the test function that knows whether it is there. */
export const kinds = [
  { name: 'SQLite', test, makePlace: async (): Promise<Place> => ({ dataDir: folder() }) },
  { name: 'PostgreSQL', test: testWithPostgres, makePlace: makePostgresPlace },
] as const

/** A folder that is removed after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'erkin-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** Opens the archive of a place and closes it after the test. */
export async function archiveOf(place: Place): Promise<Archive> {
  const archive = await openArchive({ ...place, log: silentLog })
  onTestFinished(() => archive.close())
  return archive
}

/** Opens the vault of a place and closes it after the test. */
export async function vaultOf(place: Place): Promise<OpenedVault> {
  const vault = await openVault(place)
  onTestFinished(() => vault.close())
  return vault
}

async function makePostgresPlace(): Promise<Place> {
  const name = `erkin_test_${randomBytes(6).toString('hex')}`
  const schemas = [name, `${name}_vault`]
  await ask(postgresUrl, schemas.map(schema => `create schema ${schema}`).join(';'))
  onTestFinished(async () => {
    await ask(postgresUrl, schemas.map(schema => `drop schema ${schema} cascade`).join(';'))
  })
  return { dataDir: folder(), databaseUrl: inSchema(name), vaultUrl: inSchema(`${name}_vault`) }
}

function inSchema(schema: string): string {
  const url = new URL(postgresUrl)
  url.searchParams.set('options', `-c search_path=${schema}`)
  return url.href
}

/** Asks PostgreSQL on a connection of its own. */
export async function ask<Row extends pg.QueryResultRow>(url: string, text: string, values?: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}
