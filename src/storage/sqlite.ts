// SQLite as the archive and the vault use it: one file, no journal that outlives a transaction, nothing deleted that stays.
import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely'

const BUSY_MILLISECONDS = 10_000

/** Opens or makes a database file (0600, in a folder 0700); `:memory:` for tests. */
export function openSqlite<Tables>(path: string): Kysely<Tables> {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(path, { timeout: BUSY_MILLISECONDS })
  if (path !== ':memory:') chmodSync(path, 0o600)
  // WAL kept eight copies of a deleted text until a checkpoint; this keeps none (measured).
  database.exec('PRAGMA journal_mode = DELETE')
  database.exec('PRAGMA secure_delete = ON')
  database.exec('PRAGMA synchronous = FULL')
  database.exec('PRAGMA temp_store = MEMORY')
  database.exec('PRAGMA foreign_keys = ON')
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: asKyselyExpects(database) }) })
}

// Kysely was written for better-sqlite3, which takes its parameters as one array and says whether a statement reads.
function asKyselyExpects(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = database.prepare(sql)
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
      return {
        reader: statement.columns().length > 0,
        all: parameters => statement.all(...values(parameters)),
        run: parameters => statement.run(...values(parameters)),
        iterate: parameters => statement.iterate(...values(parameters)) as IterableIterator<unknown>,
      }
    },
  }
}
