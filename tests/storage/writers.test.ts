import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { Appended, TipStore } from '#tips/store.ts'
import type { StoredMessage, Thread } from '#tips/tip.ts'
import { archiveOf, ask, kinds } from './places.ts'
import { aMessage, aThread, aWrap, noise } from './threads.ts'

describe.each(kinds)('many writers on $name', ({ name, test, makePlace }) => {
  const open = async () => {
    const place = await makePlace()
    return { place, tips: (await archiveOf(place)).tips }
  }

  test('200 messages at once: each number goes to exactly one, and the others are told', async () => {
    const { tips } = await open()
    const threads = await Promise.all(Array.from({ length: 20 }, () => created(tips)))
    const results = await Promise.all(threads.flatMap(({ id }) => Array.from({ length: 10 }, () => tips.append(id, aMessage(2), {}))))
    expect(results.filter(result => result === 'appended')).toHaveLength(20)
    expect(results.filter(result => result === 'number-taken')).toHaveLength(180)
    for (const { id } of threads) expect(await tips.highest(id, 0)).toBe(2)
  })

  test('40 messages at once into 10 threads all get in, without a gap, when the losers try again', async () => {
    const { tips } = await open()
    const threads = await Promise.all(Array.from({ length: 10 }, () => created(tips)))
    await Promise.all(threads.flatMap(({ id }) => Array.from({ length: 4 }, () => appendSomehow(tips, id))))
    for (const { id } of threads) {
      expect((await tips.messages(id)).map(row => row.number)).toEqual([1, 2, 3, 4, 5])
    }
  })

  test('the same update delivered ten times at once is stored once', async () => {
    const { tips } = await open()
    const thread = await created(tips)
    const mark = noise(16)
    const results = await Promise.all(Array.from({ length: 10 }, () => tips.append(thread.id, aMessage(2, { mark }), {})))
    expect(results.sort()).toEqual([...Array(9).fill('already-there'), 'appended'])
  })

  test('two first messages for one receipt make one thread', async () => {
    const { tips } = await open()
    const lookup = noise(32)
    const results = await Promise.all(Array.from({ length: 8 }, () => tips.create(aThread({ lookup }), [aWrap()], aMessage(1))))
    expect(results.filter(result => result === 'created')).toHaveLength(1)
    expect(await tips.ids()).toHaveLength(1)
  })

  test('forgetting beside writing leaves neither a half thread nor a lost piece', async () => {
    const { tips, place } = await open()
    for (let round = 0; round < 8; round++) {
      const { id } = await created(tips)
      await Promise.all([
        ...Array.from({ length: 4 }, () => appendSomehow(tips, id)),
        tips.putWrap(id, aWrap()),
        tips.forget(id),
        tips.change(id, { state: 'closed' }),
      ])
      expect(await tips.messages(id)).toEqual([])
      expect(await tips.envelope(id, 0, 2)).toBeUndefined()
    }
    expect(await tips.ids()).toEqual([])
    if (place.databaseUrl === undefined) return
    for (const table of ['thread', 'wrap', 'message', 'piece'])
      expect(await ask(place.databaseUrl, `select count(*)::int as left from ${table}`), table).toEqual([{ left: 0 }])
  })

  test('whatever is done in whatever order, the archive answers as a list of messages would', async () => {
    const { tips } = await open()
    const marks = [noise(16), noise(16), noise(16)]
    const step = fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          direction: fc.constantFrom(0, 1, 2),
          ahead: fc.integer({ min: -1, max: 2 }),
          mark: fc.integer({ min: 0, max: 3 }),
        }),
      },
      { weight: 1, arbitrary: fc.constantFrom('forget' as const, 'end of session' as const) },
    )
    const check = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async steps => {
      const thread = await created(tips)
      const model = createModel()
      for (const each of steps) {
        if (each === 'forget') expect(await tips.forget(thread.id)).toBe(model.forget())
        else if (each === 'end of session') await Promise.all([tips.clearMarks({ thread: thread.id }), model.clearMarks()])
        else {
          const direction = each.direction as StoredMessage['direction']
          const message = aMessage(model.highest(direction) + each.ahead, { direction, mark: marks[each.mark] ?? null })
          expect(await tips.append(thread.id, message, {})).toBe(model.append(message))
        }
        for (const direction of [0, 1, 2] as const) expect(await tips.highest(thread.id, direction)).toBe(model.highest(direction))
      }
    })
    await fc.assert(check, { numRuns: name === 'SQLite' ? 12 : 6, endOnFailure: true })
  })
})

/** What the archive should answer, in a few lines. The first message has a mark of its own. */
function createModel() {
  let messages: { direction: number; mark: Uint8Array | null }[] | undefined = [{ direction: 0, mark: null }]
  const highest = (direction: number) => messages?.filter(each => each.direction === direction).length ?? 0
  return {
    highest,
    append({ direction, number, mark }: StoredMessage): Appended {
      if (messages === undefined) return 'no-thread'
      if (mark !== null && messages.some(each => each.mark === mark)) return 'already-there'
      if (number !== highest(direction) + 1) return 'number-taken'
      messages.push({ direction, mark })
      return 'appended'
    },
    forget() {
      const wasThere = messages !== undefined
      messages = undefined
      return wasThere
    },
    clearMarks() {
      messages = messages?.map(each => ({ ...each, mark: null }))
    },
  }
}

async function created(tips: TipStore): Promise<Thread> {
  const thread = aThread()
  await tips.create(thread, [aWrap()], aMessage(1))
  return thread
}

async function appendSomehow(tips: TipStore, id: Thread['id']): Promise<void> {
  for (;;) {
    const result = await tips.append(id, aMessage((await tips.highest(id, 0)) + 1), { state: 'open' })
    if (result !== 'number-taken') return
  }
}
