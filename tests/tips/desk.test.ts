import { expect, test } from 'vitest'
import { randomBytes } from '#sealing/derive.ts'
import { unwrapSeed, wrapSeed } from '#sealing/wrap.ts'
import { answers, aReader, aTip, openHouse, readsAll, sealed, tell } from './house.ts'

test('for a reader only threads of the own groups exist', async () => {
  const house = await openHouse()
  const { desk, aigul, store } = house
  const { id } = await aTip(house, 'Toshkentda', 'uz')
  const own = await aTip(house)
  expect((await desk.list(aigul, { most: 9 })).map(thread => thread.id)).toEqual([own.id])
  expect(await desk.thread(aigul, id)).toBeUndefined()
  expect(await desk.envelope(aigul, id, 0, 1)).toBeUndefined()
  expect(await desk.wrap(aigul, id)).toBeUndefined()
  expect(await answers(house, aigul, id)).toEqual({ ok: false, why: 'no-thread' })
  expect(await desk.resolve(aigul, id, 'closed')).toBe(false)
  expect(await desk.keepLonger(aigul, id)).toBe(false)
  expect(await desk.rewrap(aigul, id, aigul.id, await wrapSeed(id, randomBytes(32), aigul.recipient))).toBe(false)
  expect(await store.byId(id)).toMatchObject({ state: 'new', dueDay: '2027-02-22' })
  expect(await store.highest(id, 1)).toBe(0)
})

test('the first reader who asks for the key opens the thread', async () => {
  const house = await openHouse()
  const { id } = await aTip(house)
  expect(await house.desk.thread(house.aigul, id)).toMatchObject({ thread: { state: 'new' } })
  await house.desk.wrap(house.aigul, id)
  expect(await house.store.byId(id)).toMatchObject({ state: 'open' })
})

test('an answer changes the state, a note does not', async () => {
  const house = await openHouse()
  const { desk, aigul, botir, store } = house
  const { id } = await aTip(house)
  house.house.today = '2026-11-30'
  const note = await sealed(house, aigul, id, {
    kind: 'note',
    direction: 2,
    to: [(await store.byId(id))?.threadRecipient ?? aigul.recipient],
  })
  expect(await desk.post(aigul, id, note)).toEqual({ ok: true })
  expect(await store.byId(id)).toMatchObject({ state: 'new', lastDay: '2026-11-24' })
  expect(await answers(house, botir, id, { asks: true })).toEqual({ ok: true })
  expect(await store.byId(id)).toMatchObject({ state: 'waiting', lastDay: '2026-11-30', dueDay: '2027-02-28' })
  expect(await answers(house, aigul, id)).toEqual({ ok: true })
  expect(await store.byId(id)).toMatchObject({ state: 'answered' })
  expect((await store.messages(id)).map(row => row.signer)).toEqual([null, botir.id, aigul.id, aigul.id])
})

test('what is not signed by the reader who posts it is not stored', async () => {
  const house = await openHouse()
  const { desk, aigul, botir, store } = house
  const { id } = await aTip(house)
  const other = await aTip(house)
  const posting = await sealed(house, aigul, id)
  const refused = { ok: false, why: 'wrong-signature' }
  expect(await desk.post(botir, id, posting)).toEqual(refused)
  expect(await desk.post(aigul, other.id, posting)).toEqual(refused)
  expect(await desk.post(aigul, id, { ...posting, number: 2 })).toEqual(refused)
  expect(await desk.post(aigul, id, { ...posting, direction: 2 })).toEqual(refused)
  expect([await store.highest(id, 1), await store.highest(id, 2)]).toEqual([0, 0])
  expect(await desk.post(aigul, id, posting)).toEqual({ ok: true })
  expect(await desk.post(aigul, id, posting), 'once').toEqual({ ok: false, why: 'number-taken' })
})

test('two readers who answer at once: one is in, the other seals again', async () => {
  const house = await openHouse()
  const { desk, aigul, botir, store } = house
  const { id } = await aTip(house)
  const postings = [await sealed(house, aigul, id), await sealed(house, botir, id)] as const
  const posted = await Promise.all([desk.post(aigul, id, postings[0]), desk.post(botir, id, postings[1])])
  expect(posted.map(each => (each.ok ? 'in' : each.why)).sort()).toEqual(['in', 'number-taken'])
  expect(await store.highest(id, 1)).toBe(1)
})

test('closing brings the day of forgetting nearer, opening again and keeping longer put it off', async () => {
  const house = await openHouse()
  const { desk, aigul, store } = house
  const { id } = await aTip(house)
  const due = async () => (await store.byId(id))?.dueDay
  await desk.resolve(aigul, id, 'closed')
  expect(await due()).toBe('2026-12-24')
  await desk.resolve(aigul, id, 'open')
  expect(await due()).toBe('2027-02-22')
  await desk.keepLonger(aigul, id)
  await desk.keepLonger(aigul, id)
  expect(await due()).toBe('2027-08-21')
})

test('a reader who came later reads after a colleague wrapped the key for them, and not before', async () => {
  const house = await openHouse()
  const { desk, aigul, store } = house
  const { id } = await aTip(house, 'Barak.')
  const dilnoza = aReader('kz')
  expect(await readsAll(desk, dilnoza, id)).toEqual([])
  expect(await store.withoutWrap(dilnoza.id, ['kz'])).toEqual([id])
  const thread = await store.byId(id)
  const unwrapped = await unwrapSeed((await desk.wrap(aigul, id)) ?? new Uint8Array(), aigul.seed, {
    thread: id,
    threadRecipient: thread?.threadRecipient ?? aigul.recipient,
  })
  if (!unwrapped.ok) throw new Error(unwrapped.why)
  expect(await desk.rewrap(aigul, id, dilnoza.id, await wrapSeed(id, unwrapped.seed, dilnoza.recipient))).toBe(true)
  expect(await readsAll(desk, dilnoza, id)).toEqual(['Barak.'])
})

test.each([
  ['with another seed', 'seed-of-another-thread'],
  ['of another thread', 'wrap-of-another-thread'],
  ['to somebody else', 'not-sealed-to-this-reader'],
] as const)("a colleague's wrap %s is named by the reader's own machine", async (how, why) => {
  const house = await openHouse()
  const { desk, aigul, botir } = house
  const { id } = await aTip(house)
  const other = await aTip(house)
  const seed = randomBytes(32)
  const bad = {
    'with another seed': () => wrapSeed(id, seed, botir.recipient),
    'of another thread': () => wrapSeed(other.id, seed, botir.recipient),
    'to somebody else': () => wrapSeed(id, seed, aigul.recipient),
  }
  await desk.rewrap(aigul, id, botir.id, await bad[how]())
  expect(await readsAll(desk, botir, id)).toEqual([why])
})

test('wraps that were moved in the database, to another reader or another thread, unlock nothing', async () => {
  const house = await openHouse()
  const { desk, aigul, botir, tamper } = house
  const [one, two] = [await aTip(house), await aTip(house)]
  const between = 'update wrap set bytes = (select bytes from wrap where t = ? and member = ?) where t = ? and member = ?'
  expect(tamper(between, one.id, botir.id, one.id, aigul.id)).toBe(1)
  expect(tamper(between, two.id, botir.id, one.id, botir.id)).toBe(1)
  expect(await desk.wrap(aigul, one.id)).toBeUndefined()
  expect(await desk.wrap(botir, one.id)).toBeUndefined()
  expect(await readsAll(desk, aigul, two.id)).toEqual(['They took my brother.'])
})

test('messages that were changed, swapped or moved in the database are named one by one, and the others are read', async () => {
  const house = await openHouse()
  const { desk, aigul, tamper, conversation } = house
  const { id, thread } = await aTip(house, 'one')
  for (const [update, text] of [
    [2, 'two'],
    [3, 'three'],
    [4, 'four'],
  ] as const)
    await tell(conversation, thread, text, update)
  expect(tamper("update piece set bytes = substr(bytes, 1, 3000) || x'00' || substr(bytes, 3002) where t = ? and number = 2", id)).toBe(1)
  expect(tamper('update piece set bytes = (select bytes from piece where t = ?1 and number = 4) where t = ?1 and number = 3', id)).toBe(1)
  expect(await readsAll(desk, aigul, id)).toEqual(['one', 'wrong-signature', 'wrong-signature', 'four'])
})
