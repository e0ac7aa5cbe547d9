import { expect, test } from 'vitest'
import { argon2id } from '#tests/sealing/argon2.ts'
import { answers, aTip, openHouse, readsAll, tell, words } from './house.ts'

test('a person tells, a reader reads and answers, the person comes back and withdraws (with the real Argon2id)', async () => {
  const house = await openHouse({ argon2id })
  const { conversation, desk, aigul, comesBack } = house
  const { receipt, thread, id } = await aTip(house, 'Алматыда ағамды ұстап кетті.')
  await tell(conversation, thread, 'Түнде болды.', 2)
  await conversation.leave(thread)

  expect(await readsAll(desk, aigul, id)).toEqual(['Алматыда ағамды ұстап кетті.', 'Түнде болды.'])
  expect(await answers(house, aigul, id, { text: 'Қай көшеде?', asks: true, seen: 2 })).toEqual({ ok: true })

  const back = await comesBack(receipt)
  if (!back.ok) throw new Error(back.why)
  expect(back.view).toMatchObject({ state: 'waiting', sealed: 2, readUpTo: 2 })
  expect(back.view.answers).toEqual([{ ok: true, number: 1, day: '2026-11-24', text: 'Қай көшеде?', asks: true }])

  await tell(conversation, back.view.thread, 'Абай көшесінде.', 9)
  expect(await readsAll(desk, aigul, id)).toHaveLength(3)
  expect(await conversation.withdraw(back.view.thread)).toBe(true)
  expect(await comesBack(receipt)).toEqual({ ok: false, why: 'unknown' })
  expect([await house.store.ids(), await house.vault.ids()]).toEqual([[], []])
})

test('before the first message nothing is stored anywhere', async () => {
  const { conversation, store, vault } = await openHouse()
  const begun = await conversation.begin({ kind: 'question', group: 'uz' })
  expect(begun.ok).toBe(true)
  expect([await store.ids(), await vault.ids()]).toEqual([[], []])
})

test('while nobody could open them, no tip is begun and no message taken', async () => {
  const home = await openHouse()
  const { conversation, house, store, vault } = home
  const begun = await conversation.begin({ kind: 'tip', group: 'kz' })
  const { thread } = await aTip(home)
  house.isClosed = true
  expect(await conversation.begin({ kind: 'tip', group: 'kz' })).toEqual({ ok: false, why: 'tips-are-closed' })
  expect(begun.ok && (await conversation.tell(begun.draft, words('a'), 1))).toEqual({ ok: false, why: 'tips-are-closed' })
  expect(await conversation.tell(thread, words('b'), 2)).toEqual({ ok: false, why: 'tips-are-closed' })
  expect(await store.highest(thread.id, 0)).toBe(1)
  expect(await vault.ids()).toEqual([thread.id])
})

test('an update that Telegram delivers again is sealed once, and so is the very first one', async () => {
  const house = await openHouse()
  const { conversation, store } = house
  const { draft, thread } = await aTip(house)
  expect(await conversation.tell(draft, words('They took my brother.'), 1)).toMatchObject({ ok: true, number: 1 })
  for (const _ of [1, 2, 3]) expect(await conversation.tell(thread, words('At the bridge.'), 2)).toMatchObject({ ok: true, number: 2 })
  expect(await store.messages(thread.id)).toHaveLength(2)
  expect(await store.ids()).toHaveLength(1)
})

test('two first messages at once become one thread, and both can be read', async () => {
  const { conversation, store, vault, desk, aigul } = await openHouse()
  const begun = await conversation.begin({ kind: 'tip', group: 'kz' })
  if (!begun.ok) throw new Error(begun.why)
  const told = await Promise.all([conversation.tell(begun.draft, words('one'), 1), conversation.tell(begun.draft, words('two'), 2)])
  expect(told.map(each => each.ok && each.number).sort()).toEqual([1, 2])
  const [id] = await store.ids()
  expect(await vault.ids()).toEqual([id])
  expect(await vault.pending('9999-12-31')).toEqual([])
  expect(id && (await readsAll(desk, aigul, id)).sort()).toEqual(['one', 'two'])
})

test('the first update delivered twice at once is one message', async () => {
  const { conversation, store, vault } = await openHouse()
  const begun = await conversation.begin({ kind: 'tip', group: 'kz' })
  if (!begun.ok) throw new Error(begun.why)
  await Promise.all([1, 1, 1].map(update => conversation.tell(begun.draft, words('one'), update)))
  const [id, ...more] = await store.ids()
  expect(more).toEqual([])
  expect(id && (await store.messages(id)).length).toBe(1)
  expect(await vault.ids()).toEqual([id])
})

test('ten messages at once get ten numbers, or the person is told to try again and nothing of it is kept', async () => {
  const house = await openHouse()
  const { thread } = await aTip(house)
  const told = await Promise.all(Array.from({ length: 10 }, (_, n) => house.conversation.tell(thread, words(`no. ${n}`), n + 2)))
  const numbers = told.flatMap(each => (each.ok ? [each.number] : []))
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(told.filter(each => !each.ok)).toEqual(Array(10 - numbers.length).fill({ ok: false, why: 'busy' }))
  expect(await house.store.highest(thread.id, 0)).toBe(numbers.length + 1)
})

test('to a thread that was withdrawn nothing can be added', async () => {
  const house = await openHouse()
  const { thread } = await aTip(house)
  await house.conversation.withdraw(thread)
  expect(await house.conversation.tell(thread, words('more'), 2)).toEqual({ ok: false, why: 'no-thread' })
  expect(await house.conversation.withdraw(thread)).toBe(false)
})

test('what is told comes back to the readers, and the day of forgetting moves with it', async () => {
  const home = await openHouse()
  const { thread, id } = await aTip(home)
  expect(await home.store.byId(id)).toMatchObject({ state: 'new', dueDay: '2027-02-22' })
  await tell(home.conversation, thread, 'more', 2)
  expect(await home.store.byId(id)).toMatchObject({ state: 'new' })
  await answers(home, home.aigul, id)
  home.house.today = '2026-12-04'
  await tell(home.conversation, thread, 'and more', 3)
  expect(await home.store.byId(id)).toMatchObject({ state: 'open', openedDay: '2026-11-24', lastDay: '2026-12-04', dueDay: '2027-03-04' })
})

test('when the session ends, nothing joins its updates to its messages any more', async () => {
  const house = await openHouse()
  const { thread } = await aTip(house)
  const marked = () => house.tamper('update message set mark = mark where mark is not null')
  expect(marked()).toBe(1)
  await house.conversation.leave(thread)
  expect(marked()).toBe(0)
})
