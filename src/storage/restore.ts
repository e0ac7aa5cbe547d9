// Brings a backup back into an empty place, without the threads that the vault has forgotten meanwhile.
import { sql, type Transaction } from 'kysely'
import type { ThreadId } from '#sealing/thread.ts'
import type { Vault } from '#tips/vault.ts'
import { type ArchivePlace, openArchiveDatabase } from './archive.ts'
import { copyTables } from './copy.ts'
import { archiveMigrations, type Migrations, migrate, vaultMigrations, versionOf } from './migrations.ts'
import { type ArchiveTables, archiveKeys, type Database, inTransaction, type VaultTables, vaultKeys } from './schema.ts'
import { DamagedFile, readSqlite } from './sqlite.ts'
import { openVaultDatabase, type VaultPlace } from './vault.ts'

/** What a backup holds, and how many of its threads this vault does not know (any more): those do not come back. */
export interface BackupContent {
  readonly threads: number
  readonly unknown: number
}

export type Restored = { readonly ok: true } | { readonly ok: false; readonly why: 'not-empty' }

type KnownThreads = Pick<Vault, 'ids'>

/** Looks into a backup and changes nothing, so that a person can be asked when more than a tenth would be dropped. */
export async function lookIntoBackup(path: string, vault: KnownThreads): Promise<BackupContent> {
  const known = new Set(await vault.ids())
  return withBackup<ArchiveTables, BackupContent>(path, archiveMigrations, async ({ kysely }) => {
    const threads = await kysely.selectFrom('thread').select('t').execute()
    return { threads: threads.length, unknown: threads.filter(({ t }) => !known.has(t as ThreadId)).length }
  })
}

/** Restores the archive: all that the vault knows, or nothing; a kill leaves the place empty, and the backup is never touched. */
export async function restoreArchive(path: string, vault: KnownThreads, place: ArchivePlace): Promise<Restored> {
  const known = new Set(await vault.ids())
  const keep = ({ t }: Record<string, unknown>) => t === undefined || known.has(t as ThreadId)
  return withBackup<ArchiveTables, Restored>(path, archiveMigrations, async (backup, version) =>
    restore({ backup, version, into: await openArchiveDatabase(place), migrations: archiveMigrations, keys: archiveKeys, keep }),
  )
}

/** Restores the vault out of its slot where there is none; a vault that stands has forgotten more than any copy, and is left alone. */
export function restoreVault(slot: string, place: VaultPlace): Promise<Restored> {
  return withBackup<VaultTables, Restored>(slot, vaultMigrations, async (backup, version) =>
    restore({ backup, version, into: await openVaultDatabase(place), migrations: vaultMigrations, keys: vaultKeys, keep: () => true }),
  )
}

async function withBackup<Tables, T>(
  path: string,
  migrations: Migrations,
  work: (backup: Database<Tables>, version: number) => Promise<T>,
): Promise<T> {
  const backup = readSqlite<Tables>(path)
  try {
    const version = await versionOf(backup, migrations)
    if (version === undefined) throw new DamagedFile(`${path} is a database of another program, not a backup of Erkin's ${migrations.of}`)
    if (version > migrations.steps.length)
      throw new Error(`${path} was made by a newer Erkin (schema ${version}): restore it with that one`)
    return await work(backup, version)
  } finally {
    await backup.kysely.destroy()
  }
}

interface Restoring<Tables> {
  readonly backup: Database<Tables>
  readonly version: number
  readonly into: Database<Tables>
  readonly migrations: Migrations
  readonly keys: Record<string, readonly string[]>
  readonly keep: (row: Record<string, unknown>) => boolean
}

// The place first gets the schema that the backup has, then the rows, and last what is newer.
async function restore<Tables>({ backup, version, into, migrations, keys, keep }: Restoring<Tables>): Promise<Restored> {
  try {
    const asBackup = { ...migrations, steps: migrations.steps.slice(0, version) }
    if ((await versionOf(into, migrations)) === undefined) await migrate(into, asBackup)
    const restored = await inTransaction(into, async (to): Promise<Restored> => {
      if (!(await isEmpty(to, keys))) return { ok: false, why: 'not-empty' }
      await copyTables({ from: backup.kysely, to, keys, keep })
      return { ok: true }
    })
    await migrate(into, migrations)
    return restored
  } finally {
    await into.kysely.destroy()
  }
}

async function isEmpty<Tables>(place: Transaction<Tables>, keys: Record<string, readonly string[]>): Promise<boolean> {
  for (const table of Object.keys(keys)) {
    if ((await sql`select 1 from ${sql.table(table)} limit 1`.execute(place)).rows.length > 0) return false
  }
  return true
}
