// Opens the archive: a SQLite file under the data folder, or a PostgreSQL server.
import { join } from 'node:path'
import type { Log } from '#log.ts'
import type { StaffStore } from '#staff/store.ts'
import type { TipStore } from '#tips/store.ts'
import { archiveMigrations, migrate } from './migrations.ts'
import { openPostgres } from './postgres.ts'
import { type ArchiveTables, archiveKeys, type Database } from './schema.ts'
import { openSqlite } from './sqlite.ts'
import { createStaffStore } from './staff-store.ts'
import { createTipStore } from './tip-store.ts'
import { tidy } from './upkeep.ts'

export interface Archive {
  readonly tips: TipStore
  readonly staff: StaffStore
  /** What should be set otherwise on the database's server, in sentences, for `doctor`. */
  readonly problems: readonly string[]
  /** Nightly: nothing deleted stays, and no order of arrival shows. */
  upkeep(): Promise<void>
  close(): Promise<void>
}

export interface ArchivePlace {
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
}

/** Opens the archive and brings its schema up to date. */
export async function openArchive(place: ArchivePlace & { readonly log: Log }): Promise<Archive> {
  const database = await openArchiveDatabase(place)
  const version = await migrate(database, archiveMigrations)
  place.log.event('archive.opened', { kind: database.flavour, version, problems: database.problems.length })
  return {
    tips: createTipStore(database),
    staff: createStaffStore(database),
    problems: database.problems,
    upkeep: () => tidy(database, archiveKeys, place.dataDir),
    close: () => database.kysely.destroy(),
  }
}

export function archiveFile({ dataDir }: ArchivePlace): string {
  return join(dataDir, 'archive.db')
}

/** The archive's database as it is, for whoever copies it. */
export async function openArchiveDatabase(place: ArchivePlace): Promise<Database<ArchiveTables>> {
  return place.databaseUrl === undefined ? openSqlite(archiveFile(place)) : openPostgres(place.databaseUrl, 'DATABASE_URL')
}
