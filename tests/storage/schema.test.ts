import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { testWithPostgres } from '#tests/services.ts'
import { archiveOf, ask, folder, kinds, type Place, vaultOf } from './places.ts'
import { aMessage, aThread, noise } from './threads.ts'

// The whole of what may stand in the clear; a further column is a decision about people, not about code.
const archive = {
  thread:
    't text, lookup bytes, thread_recipient text, answer_recipient text, write_public bytes, kind text, group text, state text, opened_day text, last_day text, due_day text',
  wrap: 't text, member text, bytes bytes',
  message: 't text, direction number, number number, signer text, signature bytes, mark bytes, day text',
  piece: 't text, direction number, number number, n number, bytes bytes',
  list: 'version number, bytes bytes',
  list_signature: 'version number, member text, signature bytes',
  // Not of the archive but of the program: how many steps of migration were taken.
  schema_version: 'version number',
}

const vault = {
  pepper: 'one number, bytes bytes',
  list_mark: 'one number, root text, version number, hash text',
  shred_key: 't text, bytes bytes, pending_since text',
  vault_version: 'version number',
}

test('on SQLite there are exactly the columns that may be there', async () => {
  const files = await makeFiles()
  expect(sqliteTables(files.archive)).toEqual(archive)
  expect(sqliteTables(files.vault)).toEqual(vault)
})

test('on SQLite no table has a rowid, a counter, a default or a trigger that would keep an order of arrival', async () => {
  const files = await makeFiles()
  for (const path of [files.archive, files.vault]) {
    const database = new DatabaseSync(path, { readOnly: true })
    const tables = database.prepare("select name, wr from pragma_table_list where schema = 'main' and name not like 'sqlite_%'").all()
    expect(tables.length).toBeGreaterThan(3)
    for (const { name, wr } of tables) expect([name, wr]).toEqual([name, 1])
    const texts = database
      .prepare('select type, sql from sqlite_schema')
      .all()
      .map(({ type, sql }) => `${type} ${sql}`)
    expect(texts.filter(text => /autoincrement|default|timestamp|datetime|^trigger|^view/i.test(text))).toEqual([])
    database.close()
  }
})

test('on SQLite what is deleted is overwritten, and no journal outlives its transaction', async () => {
  const files = await makeFiles()
  const database = new DatabaseSync(files.archive, { readOnly: true })
  expect(Object.values(database.prepare('pragma journal_mode').get() ?? {})).toEqual(['delete'])
  database.close()
})

test('an envelope lies in pieces of at most 256 KiB, numbered from 0', async () => {
  const place = { dataDir: folder() }
  const { tips } = await archiveOf(place)
  await tips.create(aThread(), [], aMessage(1, { envelope: noise(700_000) }))
  const database = new DatabaseSync(join(place.dataDir, 'archive.db'), { readOnly: true })
  const pieces = database.prepare('select n, length(bytes) as bytes from piece order by n').all()
  database.close()
  expect(pieces.map(({ n, bytes }) => [n, bytes])).toEqual([
    [0, 262_144],
    [1, 262_144],
    [2, 175_712],
  ])
})

testWithPostgres('on PostgreSQL there are exactly the columns that may be there', async () => {
  const place = await kinds[1].makePlace()
  await archiveOf(place)
  await vaultOf(place)
  expect(await postgresTables(place.databaseUrl)).toEqual(archive)
  expect(await postgresTables(place.vaultUrl)).toEqual(vault)
})

testWithPostgres('on PostgreSQL there is no sequence, default, identity, trigger or type that knows a time', async () => {
  const place = await kinds[1].makePlace()
  await archiveOf(place)
  await vaultOf(place)
  for (const url of [place.databaseUrl, place.vaultUrl]) {
    const odd = await ask(
      url ?? '',
      `select relname as name from pg_class where relnamespace = current_schema::regnamespace and relkind not in ('r', 'i')
       union all select column_name from information_schema.columns where table_schema = current_schema
         and (column_default is not null or is_identity = 'YES' or is_generated = 'ALWAYS' or data_type not in ('text', 'bytea', 'integer'))
       union all select tgname from pg_trigger join pg_class on tgrelid = pg_class.oid
         where relnamespace = current_schema::regnamespace and not tgisinternal`,
    )
    expect(odd).toEqual([])
  }
})

async function makeFiles() {
  const place: Place = { dataDir: folder() }
  await archiveOf(place)
  await vaultOf(place)
  return { archive: join(place.dataDir, 'archive.db'), vault: join(place.dataDir, 'vault', 'vault.db') }
}

const WORDS: Record<string, string> = { blob: 'bytes', bytea: 'bytes', integer: 'number', text: 'text' }

function sqliteTables(path: string): Record<string, string> {
  const database = new DatabaseSync(path, { readOnly: true })
  const rows = database
    .prepare(`select m.name as "table", c.name as name, lower(c.type) as type from sqlite_schema m, pragma_table_xinfo(m.name) c
      where m.type = 'table' order by m.rowid, c.cid`)
    .all()
  database.close()
  return describeTables(rows as unknown as Column[])
}

async function postgresTables(url = ''): Promise<Record<string, string>> {
  return describeTables(
    await ask<Column>(
      url,
      `select table_name as table, column_name as name, data_type as type from information_schema.columns
       where table_schema = current_schema order by table_name, ordinal_position`,
    ),
  )
}

interface Column {
  table: string
  name: string
  type: string
}

function describeTables(columns: readonly Column[]): Record<string, string> {
  const tables: Record<string, string> = {}
  for (const { table, name, type } of columns) {
    const column = `${name} ${WORDS[type] ?? type}`
    tables[table] = tables[table] === undefined ? column : `${tables[table]}, ${column}`
  }
  return tables
}
