import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test as plainTest } from 'vitest'
import { silentLog } from '#log.ts'
import { openArchive } from '#storage/archive.ts'
import { archiveMigrations, type Migrations, migrate, versionOf } from '#storage/migrations.ts'
import { openPostgres } from '#storage/postgres.ts'
import { openSqlite } from '#storage/sqlite.ts'
import { folder, kinds, type Place } from './places.ts'

const later: Migrations = {
  ...archiveMigrations,
  steps: [
    ...archiveMigrations.steps,
    () => ["alter table list add column colour text not null default 'green'"],
    () => ['create table shelf (name text primary key)', "insert into shelf (name) values ('top')"],
  ],
}
const upTo = (version: number): Migrations => ({ ...later, steps: later.steps.slice(0, version) })

describe.each(kinds)('a database on $name', ({ name, test, makePlace }) => {
  const open = async (place: Place) => {
    const database =
      place.databaseUrl === undefined
        ? openSqlite(join(place.dataDir, 'archive.db'))
        : await openPostgres(place.databaseUrl, 'DATABASE_URL')
    onTestFinished(() => database.kysely.destroy())
    return database
  }

  test.each([0, 1, 2, 3])('comes from schema %i to the newest, and keeps its rows', async version => {
    const database = await open(await makePlace())
    expect(await versionOf(database, later)).toBeUndefined()
    if (version > 0) {
      expect(await migrate(database, upTo(version))).toBe(version)
      await sql`insert into list (version, bytes) values (7, ${new Uint8Array([1])})`.execute(database.kysely)
    }
    expect(await migrate(database, later)).toBe(3)
    expect(await migrate(database, later)).toBe(3)
    const { rows } = await sql`select version, colour from list`.execute(database.kysely)
    expect(rows).toEqual(version > 0 ? [{ version: 7, colour: 'green' }] : [])
    expect((await sql`select name from shelf`.execute(database.kysely)).rows).toEqual([{ name: 'top' }])
  })

  test('stays as it was when a step fails half-way, and goes on from there', async () => {
    const database = await open(await makePlace())
    const broken = { ...later, steps: [...upTo(1).steps, () => ['create table half (name text primary key)', 'no such statement']] }
    await expect(migrate(database, broken)).rejects.toThrow()
    expect(await versionOf(database, later)).toBe(1)
    await expect(sql`select * from half`.execute(database.kysely)).rejects.toThrow()
    expect(await migrate(database, later)).toBe(3)
  })

  test('of a newer Erkin is left alone, with a word of what to do', async () => {
    const place = await makePlace()
    await migrate(await open(place), later)
    await expect(openArchive({ ...place, log: silentLog })).rejects.toThrow('newer Erkin (schema 3, here 1)')
  })

  // Several processes on one SQLite file: processes.test.ts.
  if (name === 'PostgreSQL')
    test('is brought up to date once when several start at the same moment', async () => {
      const place = await makePlace()
      const databases = await Promise.all(Array.from({ length: 4 }, () => open(place)))
      expect(await Promise.all(databases.map(database => migrate(database, later)))).toEqual([3, 3, 3, 3])
    })
})

plainTest('a file that is no database is named, with what to do', async () => {
  const dataDir = folder()
  writeFileSync(join(dataDir, 'archive.db'), 'a letter, not a database, and long enough to have a header of its own. '.repeat(20))
  await expect(openArchive({ dataDir, log: silentLog })).rejects.toThrow(/archive\.db is damaged, or no database at all\..*restore/)
})

plainTest('a database of another program is not written into', async () => {
  const dataDir = folder()
  const other = new DatabaseSync(join(dataDir, 'archive.db'))
  other.exec('create table thread (subject text)')
  await expect(openArchive({ dataDir, log: silentLog })).rejects.toThrow('another program')
  expect(other.prepare('select name from sqlite_schema').all()).toHaveLength(1)
  other.close()
})
