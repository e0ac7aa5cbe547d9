import { describe, expect } from 'vitest'
import type { TipStore } from '#tips/store.ts'
import { archiveOf, kinds } from './places.ts'
import { aMember, aMessage, aThread, aThreadId, aWrap, noise } from './threads.ts'

describe.each(kinds)('the archive of threads on $name', ({ test, makePlace }) => {
  const open = async () => (await archiveOf(await makePlace())).tips

  test('gives a thread back as it was created, by its id and by what the receipt finds', async () => {
    const tips = await open()
    const [thread, wrap, first] = [aThread({ group: 'tm', kind: 'question' }), aWrap(), aMessage(1)]
    expect(await tips.create(thread, [wrap], first)).toBe('created')
    expect(await tips.byId(thread.id)).toEqual(thread)
    expect(await tips.byLookup(thread.lookup)).toEqual(thread)
    expect(await tips.wrap(thread.id, wrap.member)).toEqual(wrap.bytes)
    const { envelope, mark: _, ...row } = first
    expect(await tips.messages(thread.id)).toEqual([row])
    expect(await tips.envelope(thread.id, 0, 1)).toEqual(envelope)
  })

  test('knows nothing of what is not there', async () => {
    const tips = await open()
    const id = aThreadId()
    expect(await tips.byId(id)).toBeUndefined()
    expect(await tips.byLookup(noise(32))).toBeUndefined()
    expect(await tips.wrap(id, aMember())).toBeUndefined()
    expect(await tips.envelope(id, 0, 1)).toBeUndefined()
    expect(await tips.messages(id)).toEqual([])
    expect(await tips.highest(id, 0)).toBe(0)
    expect(await tips.change(id, { state: 'closed' })).toBe(false)
    expect(await tips.append(id, aMessage(1), {})).toBe('no-thread')
    expect(await tips.forget(id)).toBe(false)
    expect([await tips.ids(), await tips.counts(), await tips.list({ groups: [], most: 9 })]).toEqual([[], [], []])
  })

  test('refuses a second thread with the same id or for the same receipt, and keeps nothing of it', async () => {
    const tips = await open()
    const [thread, stranger] = [aThread(), aWrap()]
    await tips.create(thread, [aWrap()], aMessage(1))
    expect(await tips.create(aThread({ lookup: thread.lookup }), [stranger], aMessage(1))).toBe('exists')
    expect(await tips.create(aThread({ id: thread.id }), [stranger], aMessage(1))).toBe('exists')
    expect(await tips.ids()).toEqual([thread.id])
    expect(await tips.wrap(thread.id, stranger.member)).toBeUndefined()
  })

  test('creates all of a thread or nothing', async () => {
    const tips = await open()
    const [thread, wrap] = [aThread(), aWrap()]
    await expect(tips.create(thread, [wrap, wrap], aMessage(1))).rejects.toThrow()
    expect(await tips.byId(thread.id)).toBeUndefined()
    expect(await tips.wrap(thread.id, wrap.member)).toBeUndefined()
    expect(await tips.create(thread, [wrap], aMessage(1))).toBe('created')
  })

  test('adds the next message and changes the thread with it', async () => {
    const tips = await open()
    const thread = await created(tips)
    expect(await tips.append(thread.id, aMessage(2), { state: 'open', lastDay: '2026-12-01', dueDay: '2027-03-01' })).toBe('appended')
    expect(await tips.byId(thread.id)).toEqual({ ...thread, state: 'open', lastDay: '2026-12-01', dueDay: '2027-03-01' })
    expect(await tips.highest(thread.id, 0)).toBe(2)
  })

  test('counts each direction for itself and keeps who signed', async () => {
    const tips = await open()
    const [thread, signer] = [await created(tips), aMember()]
    expect(await tips.append(thread.id, aMessage(1, { direction: 2, signer, mark: null }), {})).toBe('appended')
    expect(await tips.append(thread.id, aMessage(1, { direction: 1, signer, mark: null }), {})).toBe('appended')
    expect(await tips.append(thread.id, aMessage(2), {})).toBe('appended')
    const rows = (await tips.messages(thread.id)).map(row => [row.direction, row.number, row.signer])
    expect(rows).toEqual([
      [0, 1, null],
      [0, 2, null],
      [1, 1, signer],
      [2, 1, signer],
    ])
  })

  test.each([1, 3, 0])('refuses number %i after message 1 and leaves the thread unchanged', async number => {
    const tips = await open()
    const thread = await created(tips)
    expect(await tips.append(thread.id, aMessage(number), { state: 'closed', dueDay: '2026-11-25' })).toBe('number-taken')
    expect(await tips.byId(thread.id)).toEqual(thread)
    expect(await tips.messages(thread.id)).toHaveLength(1)
  })

  test('knows an update that was handled before, whatever number it comes with, and leaves the thread unchanged', async () => {
    const tips = await open()
    const [thread, mark] = [aThread(), noise(16)]
    await tips.create(thread, [], aMessage(1, { mark }))
    for (const number of [1, 2]) expect(await tips.append(thread.id, aMessage(number, { mark }), { state: 'closed' })).toBe('already-there')
    expect(await tips.byId(thread.id)).toEqual(thread)
    const other = await created(tips)
    expect(await tips.append(other.id, aMessage(2, { mark }), {}), 'in another thread it says nothing').toBe('appended')
  })

  test('takes the marks of one thread away when its session ends', async () => {
    const tips = await open()
    const [mine, other, mark] = [aThread(), aThread(), noise(16)]
    for (const thread of [mine, other]) await tips.create(thread, [], aMessage(1, { mark }))
    await tips.clearMarks({ thread: mine.id })
    expect(await tips.append(mine.id, aMessage(2, { mark }), {})).toBe('appended')
    expect(await tips.append(other.id, aMessage(2, { mark }), {})).toBe('already-there')
  })

  test('takes the marks of older days away and keeps those of the day', async () => {
    const tips = await open()
    const [old, fresh] = [noise(16), noise(16)]
    const thread = aThread()
    await tips.create(thread, [], aMessage(1, { mark: old, day: '2026-11-22' }))
    await tips.append(thread.id, aMessage(2, { mark: fresh, day: '2026-11-23' }), {})
    await tips.clearMarks({ before: '2026-11-23' })
    expect(await tips.append(thread.id, aMessage(3, { mark: fresh }), {})).toBe('already-there')
    expect(await tips.append(thread.id, aMessage(3, { mark: old }), {})).toBe('appended')
  })

  test('keeps a file of 20 MB byte for byte', async () => {
    const tips = await open()
    const [thread, envelope] = [aThread(), noise(20.5 * 1024 * 1024 + 1999)]
    await tips.create(thread, [], aMessage(1, { envelope }))
    const back = await tips.envelope(thread.id, 0, 1)
    expect(back !== undefined && Buffer.compare(back, envelope)).toBe(0)
  })

  test('gives and takes wraps: a new one replaces, and a member who leaves reads no more', async () => {
    const tips = await open()
    const [aigul, botir] = [aMember(), aMember()]
    const kazakh = aThread({ group: 'kz' })
    const uzbek = aThread({ group: 'uz' })
    for (const thread of [kazakh, uzbek]) await tips.create(thread, [aWrap(aigul)], aMessage(1))
    expect(await tips.withoutWrap(botir, ['kz', 'uz'])).toEqual([kazakh.id, uzbek.id].sort())
    expect(await tips.withoutWrap(botir, [])).toEqual([])
    const [before, after] = [aWrap(botir), aWrap(botir)]
    await tips.putWrap(kazakh.id, before)
    await tips.putWrap(kazakh.id, after)
    expect(await tips.wrap(kazakh.id, botir)).toEqual(after.bytes)
    expect(await tips.withoutWrap(botir, ['kz', 'uz'])).toEqual([uzbek.id])
    expect(await tips.dropWraps(aigul)).toBe(2)
    expect(await tips.withoutWrap(aigul, ['kz'])).toEqual([kazakh.id])
    expect(await tips.wrap(kazakh.id, botir)).toEqual(after.bytes)
  })

  test('gives no wrap to a thread that was forgotten meanwhile', async () => {
    const tips = await open()
    const [id, wrap] = [aThreadId(), aWrap()]
    await tips.putWrap(id, wrap)
    expect(await tips.wrap(id, wrap.member)).toBeUndefined()
  })

  test('forgets one thread with all that belongs to it, and no other', async () => {
    const tips = await open()
    const [gone, stays] = [await created(tips), await created(tips)]
    await tips.append(gone.id, aMessage(2), {})
    expect(await tips.forget(gone.id)).toBe(true)
    expect(await tips.forget(gone.id)).toBe(false)
    expect([await tips.byId(gone.id), await tips.byLookup(gone.lookup), await tips.envelope(gone.id, 0, 2)]).toEqual(
      Array(3).fill(undefined),
    )
    expect(await tips.messages(gone.id)).toEqual([])
    expect(await tips.ids()).toEqual([stays.id])
  })

  test('names the threads whose day has come', async () => {
    const tips = await open()
    const [yesterday, today, tomorrow] = ['2026-11-23', '2026-11-24', '2026-11-25'].map(dueDay => aThread({ dueDay }))
    for (const thread of [yesterday, today, tomorrow]) if (thread) await tips.create(thread, [], aMessage(1))
    expect(await tips.due('2026-11-24')).toEqual([yesterday?.id, today?.id].sort())
  })
})

async function created(tips: TipStore) {
  const thread = aThread()
  await tips.create(thread, [aWrap()], aMessage(1))
  return thread
}
