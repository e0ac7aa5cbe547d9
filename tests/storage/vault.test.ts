import { chmodSync, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test as plainTest } from 'vitest'
import { openVault } from '#storage/vault.ts'
import { folder, kinds, vaultOf } from './places.ts'
import { aThreadId, noise } from './threads.ts'

describe.each(kinds)('the vault on $name', ({ name, test, makePlace }) => {
  const open = async () => vaultOf(await makePlace())

  test('makes one pepper and gives the same ever after, to every process', async () => {
    const place = await makePlace()
    const vaults = await Promise.all(Array.from({ length: name === 'SQLite' ? 1 : 4 }, () => vaultOf(place)))
    const peppers = await Promise.all([...vaults, await vaultOf(place)].map(vault => vault.pepper()))
    expect(peppers[0]).toHaveLength(32)
    for (const pepper of peppers) expect(pepper).toEqual(peppers[0])
    expect(await (await open()).pepper(), 'another vault has another').not.toEqual(peppers[0])
  })

  test('keeps a shred key until it is forgotten', async () => {
    const vault = await open()
    const [id, key] = [aThreadId(), noise(32)]
    await vault.put(id, key, '2026-11-24')
    expect(await vault.shredKey(id)).toEqual(key)
    expect(await vault.ids()).toEqual([id])
    expect(await vault.forget(id)).toBe(true)
    expect(await vault.forget(id)).toBe(false)
    expect(await vault.shredKey(id)).toBeUndefined()
    expect(await vault.ids()).toEqual([])
  })

  test('counts a key as pending until its thread is in, and names only what is older than the day', async () => {
    const vault = await open()
    const [confirmed, old, fresh] = [aThreadId(), aThreadId(), aThreadId()]
    for (const [id, day] of [
      [confirmed, '2026-11-20'],
      [old, '2026-11-21'],
      [fresh, '2026-11-22'],
    ] as const)
      await vault.put(id, noise(32), day)
    await vault.confirm(confirmed)
    await vault.confirm(aThreadId())
    expect(await vault.pending('2026-11-22')).toEqual([old])
    expect(await vault.ids()).toHaveLength(3)
  })

  test('puts the same key twice without harm, and never another key over it', async () => {
    const vault = await open()
    const [id, key] = [aThreadId(), noise(32)]
    await vault.put(id, key, '2026-11-20')
    await vault.confirm(id)
    await vault.put(id, key, '2026-11-24')
    expect(await vault.pending('2026-12-31'), 'what was confirmed stays confirmed').toEqual([])
    await expect(vault.put(id, noise(32), '2026-11-24')).rejects.toThrow('already holds another key')
    expect(await vault.shredKey(id)).toEqual(key)
  })

  test('remembers the newest list of readers that was accepted', async () => {
    const vault = await open()
    expect(await vault.listMark()).toBeUndefined()
    await vault.setListMark({ root: 'aa', version: 1, hash: 'aa' })
    await vault.setListMark({ root: 'aa', version: 1, hash: 'aa' })
    await vault.setListMark({ root: 'aa', version: 3, hash: 'cc' })
    expect(await vault.listMark()).toEqual({ root: 'aa', version: 3, hash: 'cc' })
  })

  test.each([
    ['an older version', { root: 'aa', version: 2, hash: 'bb' }, 'has seen version 3'],
    ['another list of the same version', { root: 'aa', version: 3, hash: 'dd' }, 'has seen version 3'],
    ['the same list as an older version', { root: 'aa', version: 2, hash: 'cc' }, 'has seen version 3'],
    ['another first list', { root: 'ee', version: 9, hash: 'ff' }, 'pinned to another first list'],
  ])('refuses %s', async (_, mark, words) => {
    const vault = await open()
    const kept = { root: 'aa', version: 3, hash: 'cc' }
    await vault.setListMark(kept)
    await expect(vault.setListMark(mark)).rejects.toThrow(words)
    expect(await vault.listMark()).toEqual(kept)
  })

  test('never lets the mark go back, in whatever order lists arrive', async () => {
    const vault = await open()
    let highest = 0
    const check = fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }), async versions => {
      await Promise.allSettled(versions.map(version => vault.setListMark({ root: 'aa', version, hash: `of ${version}` })))
      highest = Math.max(highest, ...versions)
      expect((await vault.listMark())?.version ?? 0).toBe(highest)
    })
    await fc.assert(check, { numRuns: 10, endOnFailure: true })
  })
})

plainTest('the vault is a file of its own that only its owner may read', async () => {
  const dataDir = folder()
  await (await openVault({ dataDir })).close()
  chmodSync(join(dataDir, 'vault', 'vault.db'), 0o644)
  await (await openVault({ dataDir })).close()
  expect(statSync(join(dataDir, 'vault')).mode & 0o777).toBe(0o700)
  expect(statSync(join(dataDir, 'vault', 'vault.db')).mode & 0o777).toBe(0o600)
  expect(existsSync(join(dataDir, 'archive.db'))).toBe(false)
})
