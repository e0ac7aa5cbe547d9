// Where a chat's language and place are kept between two messages; this one keeps them in memory.

import { hash, randomBytes } from 'node:crypto'

/** What grammY's `session()` asks of a store. A value that was not touched for the idle time is gone. */
export interface Sessions<T> {
  read(chat: string): Promise<T | undefined>
  write(chat: string, value: T): Promise<void>
  delete(chat: string): Promise<void>
}

export const IDLE_HOURS = 24
const HOUR = 3_600_000
/** About 100 bytes each; the chat that was silent longest goes first. */
const MOST_CHATS = 200_000

/** Keeps sessions in this process; `now` in milliseconds. What is given back is a copy. */
export function createMemorySessions<T>({ now = Date.now, most = MOST_CHATS }: { now?: () => number; most?: number } = {}): Sessions<T> {
  // A Map remembers the order of insertion, so its first key is the chat that was silent longest.
  const kept = new Map<string, { until: number; json: string }>()
  // A chat's id is a person's id: not even in memory does it stand there as it is.
  const secret = randomBytes(32).toString('base64')
  const nameOf = (chat: string) => hash('sha256', secret + chat, 'base64')
  const dropSilent = () => {
    for (const [chat, { until }] of kept) {
      if (until > now() && kept.size <= most) return
      kept.delete(chat)
    }
  }
  setInterval(dropSilent, HOUR / 6).unref()
  return {
    async read(chat) {
      const found = kept.get(nameOf(chat))
      return found === undefined || found.until <= now() ? undefined : JSON.parse(found.json)
    },
    async write(chat, value) {
      const name = nameOf(chat)
      kept.delete(name)
      kept.set(name, { until: now() + IDLE_HOURS * HOUR, json: JSON.stringify(value) })
      dropSilent()
    },
    async delete(chat) {
      kept.delete(nameOf(chat))
    },
  }
}
