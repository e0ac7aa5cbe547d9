// SQLite as the archive and the vault use it: one file, no journal that outlives a transaction, nothing deleted that stays.
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely'
import type { Database } from './schema.ts'

// Another process may hold the file for a while: a large message is being written, or the nightly upkeep runs.
const BUSY_MILLISECONDS = 20_000

/** A file that is no database, or whose pages do not fit together. */
export class DamagedFile extends Error {}

/** Opens or makes a database file (0600, in a folder 0700). */
export function openSqlite<Tables>(path: string): Database<Tables> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  makePrivate(path)
  return wrap<Tables>(path, () => {
    const database = new DatabaseSync(path, { timeout: BUSY_MILLISECONDS })
    // WAL kept eight copies of a deleted text until a checkpoint; this keeps none (measured).
    for (const setting of ['journal_mode = DELETE', 'secure_delete = ON', 'synchronous = FULL', 'temp_store = MEMORY', 'foreign_keys = ON'])
      database.exec(`PRAGMA ${setting}`)
    return database
  })
}

/** Opens a file only to read it, after looking through all its pages. */
export function readSqlite<Tables>(path: string): Database<Tables> {
  if (!existsSync(path)) throw new Error(`there is no file at ${path}`)
  return wrap<Tables>(path, () => {
    const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MILLISECONDS })
    const [first] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})
    if (first === 'ok') return database
    database.close()
    throw new DamagedFile(damaged(path))
  })
}

function wrap<Tables>(path: string, open: () => DatabaseSync): Database<Tables> {
  try {
    const dialect = new SqliteDialect({ database: asKyselyExpects(open()) })
    return { kysely: new Kysely<Tables>({ dialect }), flavour: 'sqlite', problems: [] }
  } catch (error) {
    throw isDamage(error) ? new DamagedFile(damaged(path)) : error
  }
}

// The file exists with its rights before the first byte is in it, whatever the process's umask is.
function makePrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
}

function damaged(path: string): string {
  return `${path} is damaged, or no database at all. Put it aside and restore the newest backup`
}

// SQLITE_CORRUPT and SQLITE_NOTADB.
function isDamage(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (error.errcode === 11 || error.errcode === 26)
}

// Kysely was written for better-sqlite3, which takes its parameters as one array and says whether a statement reads.
function asKyselyExpects(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(sql) {
      // A transaction that begins by reading would not wait for another process when it comes to write, but fail.
      const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql)
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
