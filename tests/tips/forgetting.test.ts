import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backUpArchive } from '#storage/backup.ts'
import { archiveOf, folder } from '#tests/storage/places.ts'
import { createDesk } from '#tips/desk.ts'
import { due } from '#tips/forgetting.ts'
import { comeBack } from '#tips/return.ts'
import { answers, aTip, openHouse, quickArgon2id, readsAll, tell } from './house.ts'

test('a thread is forgotten on its day, not the day before', async () => {
  const home = await openHouse()
  const { receipt, id } = await aTip(home)
  expect(await due(home.store, '2027-02-22')).toEqual([id])
  home.house.today = '2027-02-21'
  expect(await home.night()).toEqual({ threads: 0, strays: 0 })
  home.house.today = '2027-02-22'
  expect(await home.night()).toEqual({ threads: 1, strays: 0 })
  expect(await home.comesBack(receipt)).toEqual({ ok: false, why: 'unknown' })
  expect([await home.store.ids(), await home.vault.ids()]).toEqual([[], []])
})

test('a night on which nothing was done in between takes all that became due', async () => {
  const home = await openHouse()
  for (const today of ['2026-11-24', '2026-11-25', '2026-11-26']) {
    home.house.today = today
    await aTip(home)
  }
  home.house.today = '2027-02-23'
  expect((await home.night()).threads).toBe(2)
  expect(await home.store.ids()).toHaveLength(1)
})

test('marks older than a day go every night, those of today stay', async () => {
  const home = await openHouse()
  const { thread } = await aTip(home)
  home.house.today = '2026-11-26'
  await tell(home.conversation, thread, 'more', 2)
  await home.night()
  expect(home.tamper('update message set mark = mark where mark is null and number = 1')).toBe(1)
  expect(home.tamper('update message set mark = mark where mark is not null and number = 2')).toBe(1)
})

test('an archive that is empty by accident does not empty the vault', async () => {
  const home = await openHouse()
  const { id } = await aTip(home)
  for (const table of ['piece', 'message', 'wrap', 'thread']) home.tamper(`delete from ${table}`)
  home.house.today = '2026-12-24'
  expect(await home.night()).toEqual({ threads: 0, strays: 0 })
  expect(await home.vault.ids()).toEqual([id])
})

test('a key whose thread is in, but which a kill left pending, is confirmed and stays', async () => {
  const home = await openHouse()
  const { id } = await aTip(home)
  const shredKey = (await home.vault.shredKey(id)) ?? new Uint8Array()
  await home.vault.forget(id)
  await home.vault.put(id, shredKey, '2026-11-24')
  expect(await home.vault.pending('2026-11-25')).toEqual([id])
  home.house.today = '2026-11-27'
  expect(await home.night()).toEqual({ threads: 0, strays: 0 })
  expect(await home.vault.pending('9999-12-31')).toEqual([])
  expect(await home.vault.ids()).toEqual([id])
})

test('a kill between vault and rows leaves noise: no receipt and no reader opens it, and its day takes it', async () => {
  const home = await openHouse()
  const { receipt, id } = await aTip(home)
  await answers(home, home.aigul, id)
  await home.vault.forget(id)
  expect(await home.comesBack(receipt)).toEqual({ ok: false, why: 'unknown' })
  expect(await readsAll(home.desk, home.aigul, id)).toEqual([])
  home.house.today = '2027-02-22'
  expect((await home.night()).threads).toBe(1)
  expect(await home.store.ids()).toEqual([])
})

test('in the oldest backup, beside the vault of today, a forgotten thread opens for nobody', async () => {
  const home = await openHouse()
  const [gone, stays] = [await aTip(home, 'withdrawn'), await aTip(home, 'kept')]
  for (const { id } of [gone, stays]) await answers(home, home.aigul, id, { text: 'an answer' })
  const backup = await backUpArchive({ dataDir: home.dataDir, day: '2026-11-24' })
  await home.conversation.withdraw(gone.thread)

  const dataDir = folder()
  copyFileSync(backup, join(dataDir, 'archive.db'))
  const { tips: store } = await archiveOf({ dataDir })
  const desk = createDesk({ store, vault: home.vault })
  const signerKey = async () => home.aigul.signingKey
  const back = (receipt: typeof gone.receipt) => comeBack(receipt, { store, vault: home.vault, argon2id: quickArgon2id, signerKey })
  expect(await store.byId(gone.id), 'its rows are all there').toBeDefined()
  expect(await readsAll(desk, home.aigul, gone.id)).toEqual([])
  expect(await back(gone.receipt)).toEqual({ ok: false, why: 'unknown' })
  expect(await readsAll(desk, home.aigul, stays.id)).toEqual(['kept'])
  expect(await back(stays.receipt)).toMatchObject({ ok: true, view: { answers: [{ text: 'an answer' }] } })
})
