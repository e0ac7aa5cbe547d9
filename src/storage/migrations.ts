// Brings a database to the newest schema, forward only, one numbered step after the other.
import { sql, type Transaction } from 'kysely'
import { type Database, type Flavour, inTransaction } from './schema.ts'

/** The statements of a step; never changed once released, what is new is a further step. */
export type Step = (flavour: Flavour) => readonly string[]

/** The steps of one kind of database, and the table that remembers how many were taken. */
export interface Migrations {
  readonly of: 'archive' | 'vault'
  readonly versionTable: string
  readonly steps: readonly Step[]
}

export const archiveMigrations: Migrations = { of: 'archive', versionTable: 'schema_version', steps: [firstArchive] }
export const vaultMigrations: Migrations = { of: 'vault', versionTable: 'vault_version', steps: [firstVault] }

/** Runs what is missing, each step in a transaction of its own; two processes that start at once do it once. Gives back the version. */
export async function migrate<Tables>(database: Database<Tables>, migrations: Migrations): Promise<number> {
  for (;;) {
    const reached = await inTransaction(database, inside => takeStep(inside, database.flavour, migrations))
    if (reached !== undefined) return reached
  }
}

/** The version a database has; undefined where it is none of ours. */
export async function versionOf<Tables>({ kysely, flavour }: Database<Tables>, { versionTable }: Migrations): Promise<number | undefined> {
  const there =
    flavour === 'sqlite'
      ? await sql`select 1 from sqlite_schema where name = ${versionTable}`.execute(kysely)
      : await sql`select 1 where to_regclass(${versionTable}) is not null`.execute(kysely)
  if (there.rows.length === 0) return undefined
  const { rows } = await sql<{ version: number }>`select version from ${sql.table(versionTable)}`.execute(kysely)
  return rows[0]?.version
}

async function takeStep<Tables>(inside: Transaction<Tables>, flavour: Flavour, migrations: Migrations): Promise<number | undefined> {
  const { of, versionTable, steps } = migrations
  // On SQLite the transaction itself lets nobody else in; the number is any, but the same for all of ours.
  if (flavour === 'postgres') await sql`select pg_advisory_xact_lock(4137)`.execute(inside)
  const current = await versionOf({ kysely: inside, flavour, problems: [] }, migrations)
  if (current === undefined && flavour === 'sqlite') await refuseForeign(inside, of)
  if (current !== undefined && current > steps.length)
    throw new Error(`this ${of} is of a newer Erkin (schema ${current}, here ${steps.length}): start that one, or restore a backup`)
  const step = steps[current ?? 0]
  if (step === undefined) return current
  for (const text of step(flavour)) await sql.raw(text).execute(inside)
  if (current === undefined) await sql.raw(`create table ${versionTable} (version integer primary key)${end(flavour)}`).execute(inside)
  await sql`delete from ${sql.table(versionTable)}`.execute(inside)
  await sql`insert into ${sql.table(versionTable)} (version) values (${(current ?? 0) + 1})`.execute(inside)
  return undefined
}

async function refuseForeign<Tables>(inside: Transaction<Tables>, of: string): Promise<void> {
  const { rows } = await sql`select 1 from sqlite_schema limit 1`.execute(inside)
  if (rows.length > 0) throw new Error(`this file is a database of another program, not Erkin's ${of}: name another place`)
}

// A rowid would be the order of arrival.
function end(flavour: Flavour): string {
  return flavour === 'sqlite' ? ' without rowid' : ''
}

// "C": the order of ids and days, and with it the indexes, must not change when the server's language data do.
function types(flavour: Flavour): { bytes: string; text: string } {
  return flavour === 'sqlite' ? { bytes: 'blob', text: 'text' } : { bytes: 'bytea', text: 'text collate "C"' }
}

function firstArchive(flavour: Flavour): readonly string[] {
  const { bytes, text } = types(flavour)
  const tables = [
    `create table thread (
      t ${text} primary key, lookup ${bytes} not null unique,
      thread_recipient ${text} not null, answer_recipient ${text} not null, write_public ${bytes} not null,
      kind ${text} not null, "group" ${text} not null, state ${text} not null,
      opened_day ${text} not null, last_day ${text} not null, due_day ${text} not null)`,
    `create table wrap (
      t ${text} not null references thread (t), member ${text} not null, bytes ${bytes} not null, primary key (t, member))`,
    `create table message (
      t ${text} not null references thread (t), direction integer not null, number integer not null,
      signer ${text}, signature ${bytes} not null, mark ${bytes}, day ${text} not null, primary key (t, direction, number))`,
    `create table piece (
      t ${text} not null, direction integer not null, number integer not null, n integer not null, bytes ${bytes} not null,
      primary key (t, direction, number, n), foreign key (t, direction, number) references message (t, direction, number))`,
    `create table list (version integer primary key, bytes ${bytes} not null)`,
    `create table list_signature (
      version integer not null references list (version), member ${text} not null, signature ${bytes} not null,
      primary key (version, member))`,
  ].map(table => table + end(flavour))
  const indexes = [
    'create unique index message_mark on message (t, mark) where mark is not null',
    // In the order of the list, with all that lists and counts ask for: a row has 4 KB of keys that they need not read.
    'create index thread_active on thread (last_day desc, t, "group", state, kind)',
    'create index thread_due on thread (due_day)',
  ]
  // What is sealed does not get smaller, so the server should not try.
  const asTheyAre = ['wrap', 'piece'].map(table => `alter table ${table} alter column bytes set storage external`)
  return [...tables, ...indexes, ...(flavour === 'postgres' ? asTheyAre : [])]
}

function firstVault(flavour: Flavour): readonly string[] {
  const { bytes, text } = types(flavour)
  return [
    `create table pepper (one integer primary key check (one = 1), bytes ${bytes} not null)`,
    `create table list_mark (
      one integer primary key check (one = 1), root ${text} not null, version integer not null, hash ${text} not null)`,
    `create table shred_key (t ${text} primary key, bytes ${bytes} not null, pending_since ${text})`,
  ].map(table => table + end(flavour))
}
