// How fast a bot may speak: about thirty messages a second over all, a burst in one chat, then 429.

export interface Pace {
  /** Messages in one second over all chats. */
  overall: number
  /** Messages in one second in one chat. */
  inOneChat: number
}

export const TELEGRAMS_PACE: Pace = { overall: 30, inOneChat: 20 }

const SECOND = 1000

/** Counts what is sent, in real time; yields the seconds to wait, or 0. What is refused does not count. */
export function createFlood(pace: Pace, now: () => number = () => performance.now()): (chat: number | string) => number {
  let sent: { chat: string; at: number }[] = []
  return chat => {
    const key = String(chat)
    sent = sent.filter(each => now() - each.at < SECOND)
    const here = sent.filter(each => each.chat === key).length
    if (sent.length >= pace.overall || here >= pace.inOneChat) return 1
    sent.push({ chat: key, at: now() })
    return 0
  }
}
