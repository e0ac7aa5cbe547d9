import { describe, expect } from 'vitest'
import type { ThreadFilter, TipStore } from '#tips/store.ts'
import { groups, states, type Thread, threadKinds } from '#tips/tip.ts'
import { archiveOf, kinds } from './places.ts'
import { aMessage, aThread } from './threads.ts'

describe.each(kinds)('the list of threads on $name', ({ test, makePlace }) => {
  const open = async () => {
    const { tips } = await archiveOf(await makePlace())
    const threads = Array.from({ length: 24 }, (_, n) =>
      aThread({
        group: groups[n % 6] ?? 'all',
        state: states[(n + Math.floor(n / 6)) % 6] ?? 'new',
        kind: threadKinds[n % 2] ?? 'tip',
        lastDay: `2026-11-${10 + (n % 5)}`,
      }),
    )
    await Promise.all(threads.map(thread => tips.create(thread, [], aMessage(1))))
    return { tips, threads }
  }

  test('shows the lately active first, each thread once, however small the page is', async () => {
    const { tips, threads } = await open()
    const all = [...threads].sort((one, other) => other.lastDay.localeCompare(one.lastDay) || (one.id < other.id ? -1 : 1))
    for (const most of [1, 7, 24, 50]) expect(await pages(tips, { groups, most })).toEqual(all)
  })

  test('shows only threads of the own groups', async () => {
    const { tips, threads } = await open()
    const own = await tips.list({ groups: ['kz', 'all'], most: 99 })
    expect(own.map(thread => thread.id).sort()).toEqual(idsOf(threads, thread => thread.group === 'kz' || thread.group === 'all'))
    expect(await tips.list({ groups: [], most: 99 })).toEqual([])
  })

  test('narrows by state and kind', async () => {
    const { tips, threads } = await open()
    const found = await tips.list({ groups, states: ['new', 'spam'], kind: 'question', most: 99 })
    expect(found.map(thread => thread.id).sort()).toEqual(
      idsOf(threads, ({ state, kind }) => (state === 'new' || state === 'spam') && kind === 'question'),
    )
    expect(await tips.list({ groups, states: [], most: 99 })).toEqual([])
  })

  test('counts by day, kind, group and state, and the counts add up', async () => {
    const { tips, threads } = await open()
    const counts = await tips.counts()
    expect(counts.reduce((sum, count) => sum + count.threads, 0)).toBe(threads.length)
    for (const { day, kind, group, state, threads: counted } of counts) {
      const same = threads.filter(each => each.lastDay === day && each.kind === kind && each.group === group && each.state === state)
      expect(same).toHaveLength(counted)
    }
  })
})

async function pages(tips: TipStore, filter: ThreadFilter): Promise<Thread[]> {
  const all: Thread[] = []
  for (;;) {
    const last = all.at(-1)
    const page = await tips.list({ ...filter, ...(last && { after: { lastDay: last.lastDay, id: last.id } }) })
    if (page.length === 0) return all
    expect(page.length).toBeLessThanOrEqual(filter.most)
    all.push(...page)
  }
}

function idsOf(threads: readonly Thread[], fits: (thread: Thread) => boolean): string[] {
  return threads
    .filter(fits)
    .map(thread => thread.id)
    .sort()
}
