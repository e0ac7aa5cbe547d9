// The nightly upkeep: rewrites every table in the order of its key, so that nothing deleted stays and no order of arrival shows.
import { sql } from 'kysely'
import type { Database } from './schema.ts'

/** `folder` is where SQLite may put its temporary file: beside the data, never in the machine's /tmp. */
export async function tidy<Tables>(database: Database<Tables>, keys: Record<string, readonly string[]>, folder: string): Promise<void> {
  if (database.flavour === 'sqlite') return vacuum(database, folder)
  for (const table of Object.keys(keys)) {
    await sql`cluster ${sql.table(table)} using ${sql.ref(`${table}_pkey`)}`.execute(database.kysely)
  }
}

// In memory the copy would take as much as the whole archive.
function vacuum<Tables>({ kysely }: Database<Tables>, folder: string): Promise<void> {
  return kysely.connection().execute(async connection => {
    await sql`pragma temp_store_directory = ${sql.lit(folder)}`.execute(connection)
    await sql`pragma temp_store = file`.execute(connection)
    try {
      await sql`vacuum`.execute(connection)
    } finally {
      await sql`pragma temp_store = memory`.execute(connection)
    }
  })
}
