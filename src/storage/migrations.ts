// Brings a database to the newest schema, forward only, one numbered step after the other.
import { type Kysely, sql } from 'kysely'
import type { ArchiveTables } from './schema.ts'

/** Which of the two an SQL text is for. */
export type Flavour = 'sqlite' | 'postgres'

type Step = (flavour: Flavour) => readonly string[]

/** Never changed once released; what is new is a further step. */
export const steps: readonly Step[] = [firstTables]

const VERSION_TABLE = 'create table if not exists schema_version (version integer not null)'

/** Runs what is missing, each step in a transaction of its own; two processes that start at once do it once. Gives back the version. */
export async function migrate(database: Kysely<ArchiveTables>, flavour: Flavour, upTo = steps.length): Promise<number> {
  for (;;) {
    const version = await database.transaction().execute(async transaction => {
      if (flavour === 'postgres') await sql`select pg_advisory_xact_lock(4137)`.execute(transaction)
      await sql.raw(VERSION_TABLE).execute(transaction)
      const { rows } = await sql<{ version: number }>`select version from schema_version`.execute(transaction)
      const current = Number(rows[0]?.version ?? 0)
      if (current > steps.length)
        throw new Error(`this archive is of a newer Erkin (schema ${current}); start that one, or restore a backup`)
      const step = current < upTo ? steps[current] : undefined
      if (step === undefined) return current
      for (const text of step(flavour)) await sql.raw(text).execute(transaction)
      await sql.raw('delete from schema_version').execute(transaction)
      await sql`insert into schema_version (version) values (${current + 1})`.execute(transaction)
      return undefined
    })
    if (version !== undefined) return version
  }
}

function firstTables(flavour: Flavour): readonly string[] {
  const bytes = flavour === 'sqlite' ? 'blob' : 'bytea'
  // A rowid would be the order of arrival.
  const end = flavour === 'sqlite' ? ') without rowid' : ')'
  return [
    `create table thread (
      t text primary key, lookup ${bytes} not null unique,
      thread_recipient text not null, answer_recipient text not null, write_public ${bytes} not null,
      kind text not null, "group" text not null, state text not null,
      opened_day text not null, last_day text not null, due_day text not null${end}`,
    `create table wrap (t text not null references thread (t), member text not null, bytes ${bytes} not null, primary key (t, member)${end}`,
    `create table message (
      t text not null references thread (t), direction integer not null, number integer not null,
      signer text, signature ${bytes} not null, mark ${bytes}, day text not null, primary key (t, direction, number)${end}`,
    'create unique index message_mark on message (t, mark)',
    `create table piece (
      t text not null, direction integer not null, number integer not null, n integer not null, bytes ${bytes} not null,
      primary key (t, direction, number, n)${end}`,
    `create table list (version integer primary key, bytes ${bytes} not null${end}`,
    `create table list_signature (
      version integer not null references list (version), member text not null, signature ${bytes} not null,
      primary key (version, member)${end}`,
  ]
}
