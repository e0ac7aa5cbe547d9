// The vault: pepper, shred keys and the mark of the lists, in a file of its own or on another server.
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import type { ListMark, Vault } from '#tips/vault.ts'
import { migrate, vaultMigrations } from './migrations.ts'
import { openPostgres } from './postgres.ts'
import { type Database, type VaultTables, vaultKeys } from './schema.ts'
import { openSqlite } from './sqlite.ts'
import { asIds, plain } from './tip-rows.ts'
import { tidy } from './upkeep.ts'

export interface OpenedVault extends Vault {
  /** What should be set otherwise on its server, in sentences. */
  readonly problems: readonly string[]
  /** Nightly: nothing forgotten stays in its file. */
  upkeep(): Promise<void>
}

export interface VaultPlace {
  readonly dataDir: string
  /** A PostgreSQL server of its own; without it, a SQLite file under `dataDir`. */
  readonly vaultUrl?: string | undefined
}

/** Opens the vault, or makes it with a new pepper. */
export async function openVault(place: VaultPlace): Promise<OpenedVault> {
  const database = await openVaultDatabase(place)
  await migrate(database, vaultMigrations)
  await database.kysely
    .insertInto('pepper')
    .values({ one: 1, bytes: randomBytes(32) })
    .onConflict(same => same.doNothing())
    .execute()
  return {
    ...createVault(database),
    problems: database.problems,
    upkeep: () => tidy(database, vaultKeys, dirname(vaultFile(place))),
  }
}

export function vaultFile({ dataDir }: VaultPlace): string {
  return join(dataDir, 'vault', 'vault.db')
}

/** The vault's database as it is, for whoever copies it. */
export async function openVaultDatabase(place: VaultPlace): Promise<Database<VaultTables>> {
  return place.vaultUrl === undefined ? openSqlite(vaultFile(place)) : openPostgres(place.vaultUrl, 'VAULT_URL')
}

// Each is one statement: a transaction held over a turn of the event loop, in two files and two processes, could stand still.
function createVault({ kysely: vault, flavour }: Database<VaultTables>): Vault {
  const keys = vault.selectFrom('shred_key')
  return {
    pepper: async () => plain((await vault.selectFrom('pepper').select('bytes').executeTakeFirstOrThrow()).bytes),
    async put(id, shredKey, day) {
      const put = await vault
        .insertInto('shred_key')
        .values({ t: id, bytes: shredKey, pending_since: day })
        // The same again changes nothing; another key for a thread that has one would be its end.
        .onConflict(same => same.column('t').doUpdateSet({ t: id }).where('shred_key.bytes', '=', shredKey))
        .executeTakeFirst()
      if (put.numInsertedOrUpdatedRows !== 1n) throw new Error('the vault already holds another key for this thread')
    },
    async confirm(id) {
      await vault.updateTable('shred_key').set({ pending_since: null }).where('t', '=', id).execute()
    },
    async shredKey(id) {
      const row = await keys.select('bytes').where('t', '=', id).executeTakeFirst()
      return row && plain(row.bytes)
    },
    async forget(id) {
      const gone = await vault.deleteFrom('shred_key').where('t', '=', id).executeTakeFirst()
      // When rows move between pages SQLite leaves copies behind that secure_delete does not reach (seen in about one of
      // ten runs). A key must be gone now and not tonight, and the vault is small enough to be written anew each time.
      if (flavour === 'sqlite') await sql`vacuum`.execute(vault)
      return gone.numDeletedRows === 1n
    },
    pending: async before => asIds(await keys.select('t').where('pending_since', '<', before).orderBy('t').execute()),
    ids: async () => asIds(await keys.select('t').orderBy('t').execute()),
    listMark: () => vault.selectFrom('list_mark').select(['root', 'version', 'hash']).executeTakeFirst(),
    setListMark: mark => setListMark(vault, mark),
    close: () => vault.destroy(),
  }
}

async function setListMark(vault: Database<VaultTables>['kysely'], { root, version, hash }: ListMark): Promise<void> {
  const set = await vault
    .insertInto('list_mark')
    .values({ one: 1, root, version, hash })
    .onConflict(same =>
      same
        .column('one')
        .doUpdateSet({ version, hash })
        .where('list_mark.root', '=', root)
        .where(row => row.or([row('list_mark.version', '<', version), row('list_mark.hash', '=', hash)]))
        .where('list_mark.version', '<=', version),
    )
    .executeTakeFirst()
  if (set.numInsertedOrUpdatedRows === 1n) return
  const kept = await vault.selectFrom('list_mark').select(['root', 'version']).executeTakeFirstOrThrow()
  if (kept.root !== root) throw new Error('the vault is pinned to another first list of readers; it is not replaced in passing')
  throw new Error(`the vault has seen version ${kept.version} of the list of readers; version ${version} of it is older, or another one`)
}
