// Backups: the archive to a dated file, the vault to one slot that is overwritten. Both are SQLite files, wherever the rows came from.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Day } from '#tips/tip.ts'
import { type ArchivePlace, archiveFile, openArchiveDatabase } from './archive.ts'
import { copyTables } from './copy.ts'
import { archiveMigrations, type Migrations, migrate, vaultMigrations, versionOf } from './migrations.ts'
import { archiveKeys, type Database, vaultKeys } from './schema.ts'
import { openSqlite } from './sqlite.ts'
import { openVaultDatabase, type VaultPlace, vaultFile } from './vault.ts'
import { replaceFile } from './whole-file.ts'

/** Where backups go unless another folder is named. */
export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups')
}

/** Copies the archive to `erkin-<day>.db`, in the order of its keys, and gives back the path. The same day again replaces it. */
export async function backUpArchive(place: ArchivePlace & { readonly day: Day; readonly folder?: string }): Promise<string> {
  if (place.databaseUrl === undefined) mustBeThere(archiveFile(place), 'archive')
  const path = join(place.folder ?? backupFolder(place.dataDir), `erkin-${place.day}.db`)
  const database = await openArchiveDatabase(place)
  return backUp(database, { path, migrations: archiveMigrations, keys: archiveKeys, old: 'leave' })
}

/** Copies the vault to its one slot. The slot's storage must keep no versions, or nothing is ever forgotten. */
export async function backUpVault(place: VaultPlace & { readonly folder?: string }): Promise<string> {
  if (place.vaultUrl === undefined) mustBeThere(vaultFile(place), 'vault')
  const path = join(place.folder ?? backupFolder(place.dataDir), 'vault-slot.db')
  const database = await openVaultDatabase(place)
  return backUp(database, { path, migrations: vaultMigrations, keys: vaultKeys, old: 'overwrite' })
}

// Opening would make an empty one, and a backup of that says that all is well.
function mustBeThere(path: string, of: string): void {
  if (!existsSync(path)) throw new Error(`there is no ${of} at ${path}: is DATA_DIR the folder that Erkin runs with?`)
}

interface BackingUp {
  readonly path: string
  readonly migrations: Migrations
  readonly keys: Record<string, readonly string[]>
  readonly old: 'leave' | 'overwrite'
}

async function backUp<Tables>(database: Database<Tables>, { path, migrations, keys, old }: BackingUp): Promise<string> {
  try {
    const version = await versionOf(database, migrations)
    if (version !== migrations.steps.length)
      throw new Error(
        `the ${migrations.of} has schema ${version ?? 'none'}, this Erkin has ${migrations.steps.length}: start it once, then back up`,
      )
    const write = (aside: string) =>
      database.flavour === 'sqlite' ? copyFile(database, aside) : copyRows(database, aside, migrations, keys)
    await replaceFile(path, write, old)
    return path
  } finally {
    await database.kysely.destroy()
  }
}

/** SQLite writes a whole new file, in the order of the keys and with nothing of what was deleted. */
async function copyFile<Tables>({ kysely }: Database<Tables>, aside: string): Promise<void> {
  await sql`vacuum into ${aside}`.execute(kysely)
}

async function copyRows<Tables>(database: Database<Tables>, aside: string, migrations: Migrations, keys: BackingUp['keys']): Promise<void> {
  const copy = openSqlite<Tables>(aside)
  try {
    await migrate(copy, migrations)
    // One reading of one moment, whatever is written meanwhile.
    const snapshot = database.kysely.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
    await snapshot.execute(from => copy.kysely.transaction().execute(to => copyTables({ from, to, keys })))
  } finally {
    await copy.kysely.destroy()
  }
}
