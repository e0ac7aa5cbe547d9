// The bot's queue of updates: each has a rising number and is kept for a day, or until it was taken.
import { randomInt } from 'node:crypto'
import type { Update } from 'grammy/types'

const DAY = 24 * 60 * 60 * 1000
// What a bot gets only if it asks for it by name.
const ONLY_ASKED = ['chat_member', 'message_reaction', 'message_reaction_count']

export interface Pending {
  update: Update
  at: number
}

export interface Updates {
  /** Adds an update; yields its number, or nothing where the bot does not want its kind. */
  add(update: Omit<Update, 'update_id'>): number | undefined
  waiting(): readonly Pending[]
  isPending(id: number): boolean
  /** Takes updates out of the queue: they were confirmed, delivered or given up. */
  take(isTaken: (pending: Pending) => boolean): void
  /** Says which kinds the bot wants from now on; nothing given changes nothing. */
  want(kinds: readonly string[] | undefined): void
  wanted(): readonly string[]
  /** Is told of every new update until the returned function is called. */
  onAdded(listener: () => void): () => void
}

/** An empty queue. `settled` is called whenever updates left it. */
export function openUpdates({ now, settled }: { now: () => number; settled: () => void }): Updates {
  const listeners = new Set<() => void>()
  let queue: Pending[] = []
  let next = randomInt(100_000_000, 900_000_000)
  let kinds: readonly string[] = []

  const take = (isTaken: (pending: Pending) => boolean) => {
    const before = queue.length
    queue = queue.filter(pending => !isTaken(pending))
    if (queue.length < before) settled()
  }
  return {
    add(update) {
      if (!isWanted(update, kinds)) return undefined
      const id = next++
      queue.push({ update: { update_id: id, ...update }, at: now() })
      for (const listener of [...listeners]) listener()
      return id
    },
    waiting() {
      take(pending => now() - pending.at >= DAY)
      return queue
    },
    isPending: id => queue.some(pending => pending.update.update_id === id),
    take,
    want(wished) {
      if (wished) kinds = wished
    },
    wanted: () => kinds,
    onAdded(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function isWanted(update: object, kinds: readonly string[]): boolean {
  return Object.keys(update).some(kind => (kinds.length > 0 ? kinds.includes(kind) : !ONLY_ASKED.includes(kind)))
}
