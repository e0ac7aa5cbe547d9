import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ThreadId } from '#sealing/thread.ts'
import { PIECE_BYTES } from '#storage/schema.ts'
import { testWithPostgres } from '#tests/services.ts'
import { archiveOf, ask, folder, kinds, vaultOf } from './places.ts'
import { aMember, aMessage, aThread, aThreadId, noise } from './threads.ts'

/** Bytes that are found wherever a page begins or ends: the mark over and over. */
const filledWith = (mark: Uint8Array, length: number) => Uint8Array.from({ length }, (_, at) => mark[at % mark.length] ?? 0)

function bytesIn(path: string): Buffer {
  return Buffer.concat(
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(join(entry.parentPath, entry.name))),
  )
}

function marked() {
  const marks = { envelope: noise(16), wrap: noise(16), signature: noise(16), lookup: noise(16), mark: noise(16), small: noise(16) }
  const thread = aThread({ lookup: filledWith(marks.lookup, 32) })
  const wrap = { member: aMember(), bytes: filledWith(marks.wrap, 2000) }
  const signature = filledWith(marks.signature, 64)
  const first = aMessage(1, { envelope: filledWith(marks.envelope, PIECE_BYTES * 2 + 5000), signature, mark: marks.mark })
  const second = aMessage(2, { envelope: filledWith(marks.small, 900) })
  const texts = [thread.id, wrap.member].map(text => Buffer.from(text))
  return { thread, wrap, first, second, marks: [...Object.values(marks).map(mark => Buffer.from(mark)), ...texts] }
}

test('after a thread is forgotten and the night has written the archive anew, no byte of it is left in the file or beside it, and its neighbours are whole', async () => {
  const dataDir = folder()
  const { tips, upkeep } = await archiveOf({ dataDir })
  const { thread, wrap, first, second, marks } = marked()
  const neighbours = Array.from({ length: 20 }, () => ({ thread: aThread(), message: aMessage(1, { envelope: noise(7000) }) }))
  for (const neighbour of neighbours.slice(10)) await tips.create(neighbour.thread, [], neighbour.message)
  await tips.create(thread, [wrap], first)
  await tips.append(thread.id, second, {})
  for (const neighbour of neighbours.slice(0, 10)) await tips.create(neighbour.thread, [], neighbour.message)
  for (const mark of marks) expect(bytesIn(dataDir).includes(mark)).toBe(true)

  await tips.forget(thread.id)
  // SQLite can leave copies behind when rows move between pages; until the night they are sealed bytes whose key is gone.
  await upkeep()
  expect(readdirSync(dataDir)).toEqual(['archive.db'])
  for (const mark of marks) expect(bytesIn(dataDir).includes(mark)).toBe(false)
  for (const neighbour of neighbours) expect(await tips.envelope(neighbour.thread.id, 0, 1)).toEqual(neighbour.message.envelope)
})

test('a shred key that is forgotten is nowhere in the vault', async () => {
  const dataDir = folder()
  const vault = await vaultOf({ dataDir })
  const ids = Array.from({ length: 60 }, aThreadId)
  for (const id of ids) await vault.put(id, noise(32), '2026-11-24')
  const id = ids[33] as ThreadId
  const key = Buffer.from((await vault.shredKey(id)) ?? '')
  expect(bytesIn(dataDir).includes(key)).toBe(true)
  await vault.forget(id)
  expect(bytesIn(dataDir).includes(key)).toBe(false)
  expect(bytesIn(dataDir).includes(Buffer.from(id))).toBe(false)
  expect(await vault.ids()).toHaveLength(59)
})

test('the nightly upkeep makes the file small again, keeps every row and leaves nothing beside it', async () => {
  const dataDir = folder()
  const archive = await archiveOf({ dataDir })
  const vault = await vaultOf({ dataDir })
  const [large, stays] = [aThread(), aThread()]
  const message = aMessage(1)
  await archive.tips.create(large, [], aMessage(1, { envelope: noise(2_000_000) }))
  await archive.tips.create(stays, [], message)
  await vault.put(stays.id, noise(32), '2026-11-24')
  await archive.tips.forget(large.id)
  const before = readFileSync(join(dataDir, 'archive.db')).length
  await archive.upkeep()
  await vault.upkeep()
  expect(readFileSync(join(dataDir, 'archive.db')).length).toBeLessThan(before / 10)
  expect(await archive.tips.envelope(stays.id, 0, 1)).toEqual(message.envelope)
  expect(await vault.ids()).toEqual([stays.id])
  expect(readdirSync(dataDir, { recursive: true }).sort()).toEqual(['archive.db', 'vault', join('vault', 'vault.db')])
})

testWithPostgres(
  'on PostgreSQL the tables hold nothing of a forgotten thread after the nightly upkeep, and lie in the order of their keys',
  async () => {
    const place = await kinds[1].makePlace()
    const archive = await archiveOf(place)
    const { thread, wrap, first, second, marks } = marked()
    await archive.tips.create(thread, [wrap], first)
    await archive.tips.append(thread.id, second, {})
    for (let n = 0; n < 8; n++) await archive.tips.create(aThread(), [], aMessage(1))
    const before = await relationBytes(place.databaseUrl)
    for (const mark of marks) expect(before.includes(mark)).toBe(true)

    await archive.tips.forget(thread.id)
    await archive.upkeep()
    const after = await relationBytes(place.databaseUrl)
    for (const mark of marks) expect(after.includes(mark)).toBe(false)
    const order = await ask<{ t: string }>(place.databaseUrl ?? '', 'select t from thread order by ctid')
    expect(order.map(row => row.t)).toEqual((await archive.tips.ids()).slice())
  },
)

// Tables, their indexes and where they keep long values, as they lie on the disk.
async function relationBytes(url = ''): Promise<Buffer> {
  await ask(url, 'checkpoint')
  const files = await ask<{ bytes: Buffer }>(
    url,
    `select pg_read_binary_file(pg_relation_filepath(c.oid)) as bytes from pg_class c
     where relkind in ('r', 'i', 't') and (relnamespace = current_schema::regnamespace
       or oid in (select reltoastrelid from pg_class where relnamespace = current_schema::regnamespace))`,
  )
  return Buffer.concat(files.map(file => file.bytes))
}
