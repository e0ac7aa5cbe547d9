import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test as plainTest } from 'vitest'
import type { Archive } from '#storage/archive.ts'
import { backUpArchive, backUpVault } from '#storage/backup.ts'
import { lookIntoBackup, restoreArchive, restoreVault } from '#storage/restore.ts'
import { PIECE_BYTES } from '#storage/schema.ts'
import { archiveOf, folder, kinds, type Place, vaultOf } from './places.ts'
import { aMember, aMessage, aThread, aThreadId, aWrap, noise } from './threads.ts'

const day = '2026-11-24'
// More than are copied at once.
const members = Array.from({ length: 70 }, aMember)
const member = members[0] ?? aMember()

describe.each(kinds)('a backup from $name', ({ test, makePlace }) => {
  test('brings everything back, on the same kind of database and on the other', async () => {
    const place = await makePlace()
    const { archive, vault } = await filled(place, 5)
    const path = await backUpArchive({ ...place, day })
    expect(path).toBe(join(place.dataDir, 'backups', 'erkin-2026-11-24.db'))
    for (const target of [await makePlace(), { dataDir: folder() }]) {
      expect(await restoreArchive(path, vault, target)).toEqual({ ok: true })
      expect(await contentOf(await archiveOf(target))).toEqual(await contentOf(archive))
    }
  })

  test('leaves out what the vault has forgotten since, and says before how much that is', async () => {
    const place = await makePlace()
    const { archive, vault } = await filled(place, 10)
    const path = await backUpArchive({ ...place, day })
    const [gone, ...stay] = await archive.tips.ids()
    await vault.forget(gone ?? aThreadId())
    expect(await lookIntoBackup(path, vault)).toEqual({ threads: 10, unknown: 1 })
    const target = await makePlace()
    await restoreArchive(path, vault, target)
    const restored = await archiveOf(target)
    expect(await restored.tips.ids()).toEqual(stay)
    expect((await restored.staff.lists()).length).toBe(1)
    if (target.databaseUrl === undefined) expect(readFileSync(join(target.dataDir, 'archive.db')).includes(gone ?? '')).toBe(false)
  })

  test('is not restored over what is there', async () => {
    const place = await makePlace()
    const { archive, vault } = await filled(place, 2)
    const path = await backUpArchive({ ...place, day })
    const [first] = await archive.tips.ids()
    await archive.tips.forget(first ?? aThreadId())
    const before = await contentOf(archive)
    expect(await restoreArchive(path, vault, place)).toEqual({ ok: false, why: 'not-empty' })
    expect(await contentOf(archive)).toEqual(before)
  })

  test('of the vault lies in one slot: what was forgotten is gone from it, and from the bytes of the slot before', async () => {
    const place = await makePlace()
    const vault = await vaultOf(place)
    const [gone, stays] = [aThreadId(), aThreadId()]
    for (const id of [gone, stays]) await vault.put(id, noise(32), day)
    await vault.confirm(stays)
    await vault.setListMark({ root: 'aa', version: 3, hash: 'cc' })
    const slot = await backUpVault(place)
    const before = openSync(slot, 'r')
    await vault.forget(gone)
    expect(await backUpVault(place)).toBe(slot)
    expect(readFileSync(slot).includes(gone)).toBe(false)
    expect(readdirSync(join(place.dataDir, 'backups'))).toEqual(['vault-slot.db'])
    const old = Buffer.alloc(4096)
    readSync(before, old, 0, old.length, 0)
    closeSync(before)
    expect(old.every(byte => byte === 0)).toBe(true)

    const target = await makePlace()
    expect(await restoreVault(slot, target)).toEqual({ ok: true })
    const restored = await vaultOf(target)
    expect([await restored.pepper(), await restored.ids(), await restored.shredKey(stays), await restored.listMark()]).toEqual([
      await vault.pepper(),
      [stays],
      await vault.shredKey(stays),
      await vault.listMark(),
    ])
    expect(await restored.pending('9999-12-31')).toEqual([])
    expect(await restoreVault(slot, target), 'a vault that stands is left alone').toEqual({ ok: false, why: 'not-empty' })
  })
})

plainTest('backups are for their owner only, and the same day again replaces the file', async () => {
  const place = { dataDir: folder() }
  const { archive, vault } = await filled(place, 1)
  const path = await backUpArchive({ ...place, day })
  await archive.tips.create(aThread(), [], aMessage(1))
  await backUpArchive({ ...place, day })
  await backUpVault(place)
  expect((await lookIntoBackup(path, vault)).threads).toBe(2)
  for (const name of readdirSync(join(place.dataDir, 'backups')))
    expect(statSync(join(place.dataDir, 'backups', name)).mode & 0o777, name).toBe(0o600)
  expect(statSync(join(place.dataDir, 'backups')).mode & 0o777).toBe(0o700)
})

plainTest('a file that is damaged, foreign, of the vault or not there is named, and nothing is made of it', async () => {
  const source = { dataDir: folder() }
  const { vault } = await filled(source, 3)
  const files = {
    cut: await backUpArchive({ ...source, day }),
    vault: await backUpVault(source),
    letter: join(source.dataDir, 'letter.db'),
    foreign: join(source.dataDir, 'foreign.db'),
    none: join(source.dataDir, 'none.db'),
  }
  truncateSync(files.cut, statSync(files.cut).size / 2)
  writeFileSync(files.letter, 'a letter to the editor, of some length. '.repeat(100))
  const other = new DatabaseSync(files.foreign)
  other.exec('create table thread (t text)')
  other.close()
  const words = { cut: 'is damaged', vault: 'another program', letter: 'is damaged', foreign: 'another program', none: 'no file at' }
  for (const [kind, path] of Object.entries(files)) {
    const target = { dataDir: folder() }
    await expect(lookIntoBackup(path, vault), kind).rejects.toThrow(words[kind as keyof typeof words])
    await expect(restoreArchive(path, vault, target), kind).rejects.toThrow(words[kind as keyof typeof words])
    expect(readdirSync(target.dataDir)).toEqual([])
  }
})

plainTest('without an archive there is no backup that would say all is well', async () => {
  const dataDir = folder()
  await expect(backUpArchive({ dataDir, day })).rejects.toThrow('there is no archive')
  await expect(backUpVault({ dataDir })).rejects.toThrow('there is no vault')
  expect(readdirSync(dataDir)).toEqual([])
})

async function filled(place: Place, threads: number) {
  const [archive, vault] = [await archiveOf(place), await vaultOf(place)]
  for (let n = 0; n < threads; n++) {
    const thread = aThread()
    const wraps = members.slice(0, n === 0 ? 70 : 1).map(aWrap)
    await vault.put(thread.id, noise(32), day)
    await archive.tips.create(thread, wraps, aMessage(1, { envelope: noise(n === 0 ? PIECE_BYTES * 3 : 50) }))
    if (n % 9 === 0) await archive.tips.append(thread.id, aMessage(1, { direction: 1, signer: member, mark: null }), { state: 'answered' })
  }
  await archive.staff.addList({ version: 1, bytes: noise(300), signatures: [{ member, signature: noise(64) }] })
  return { archive, vault }
}

async function contentOf({ tips, staff }: Archive) {
  const threads = await Promise.all(
    (await tips.ids()).map(async id => ({
      thread: await tips.byId(id),
      messages: await tips.messages(id),
      wraps: await Promise.all(members.map(member => tips.wrap(id, member))),
      envelopes: [await tips.envelope(id, 0, 1), await tips.envelope(id, 1, 1)].map(
        bytes => bytes && Buffer.from(bytes).toString('base64'),
      ),
    })),
  )
  return { threads, lists: await staff.lists() }
}
