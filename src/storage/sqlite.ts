// SQLite as the archive and the vault use it: one file, no journal that outlives a transaction, nothing deleted that stays.
import { closeSync, existsSync, fchmodSync, mkdirSync, openSync } from 'node:fs'
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
  return open<Tables>(path, { readOnly: false }, database => {
    // WAL kept eight copies of a deleted text until a checkpoint; this keeps none (measured).
    for (const setting of ['journal_mode = DELETE', 'secure_delete = ON', 'synchronous = FULL', 'temp_store = MEMORY', 'foreign_keys = ON'])
      database.exec(`PRAGMA ${setting}`)
  })
}

/** Opens a file only to read it, after looking through all its pages. */
export function readSqlite<Tables>(path: string): Database<Tables> {
  if (!existsSync(path)) throw new Error(`there is no file at ${path}`)
  return open<Tables>(path, { readOnly: true }, database => {
    const [first] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})
    if (first !== 'ok') throw new DamagedFile(damaged(path))
  })
}

function open<Tables>(path: string, options: { readOnly: boolean }, prepare: (database: DatabaseSync) => void): Database<Tables> {
  const database = new DatabaseSync(path, { ...options, timeout: BUSY_MILLISECONDS })
  try {
    prepare(database)
  } catch (error) {
    database.close()
    throw isDamage(error) ? new DamagedFile(damaged(path)) : error
  }
  return {
    kysely: new Kysely<Tables>({ dialect: new SqliteDialect({ database: asKyselyExpects(database) }) }),
    flavour: 'sqlite',
    problems: [],
  }
}

// The file has its rights before the first byte is in it, whatever the process's umask is and whoever put it there.
function makePrivate(path: string): void {
  const file = openSync(path, 'a', 0o600)
  fchmodSync(file, 0o600)
  closeSync(file)
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
