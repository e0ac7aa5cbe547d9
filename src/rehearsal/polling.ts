// getUpdates: the next offset confirms what went before, an empty queue is waited on, and only one may wait.
import { type Answer, conflict, granted } from './refusal.ts'
import type { Updates } from './updates.ts'

const ANOTHER = 'terminated by other getUpdates request; make sure that only one bot instance is running'
const LONGEST_WAIT = 50

export interface Fetch {
  offset?: number
  limit?: number
  timeout?: number
  allowed_updates?: string[]
}

export interface Polling {
  /** Answers at once if something is there, else when something comes or the time is over. `gone` is the caller hanging up. */
  fetch(wish: Fetch, gone: AbortSignal): Promise<Answer>
  /** Ends the call that waits now. */
  end(answer: Answer): void
}

/** Polling over a queue of updates. */
export function openPolling(updates: Updates): Polling {
  let waiting: ((answer: Answer) => void) | undefined
  return {
    async fetch(wish, gone) {
      waiting?.(conflict(ANOTHER))
      updates.want(wish.allowed_updates)
      const ready = next(updates, wish)
      if (ready.length > 0 || !wish.timeout) return granted(ready)
      const answer = new Promise<Answer>(resolve => {
        waiting = resolve
      })
      const mine = waiting
      const stop = wakeLater(updates, wish, gone, result => mine?.(result))
      return answer.finally(() => {
        stop()
        if (waiting === mine) waiting = undefined
      })
    },
    end: answer => waiting?.(answer),
  }
}

function wakeLater(updates: Updates, wish: Fetch, gone: AbortSignal, wake: (answer: Answer) => void): () => void {
  const empty = () => wake(granted([]))
  const timer = setTimeout(empty, Math.min(wish.timeout ?? 0, LONGEST_WAIT) * 1000)
  const forget = updates.onAdded(() => wake(granted(next(updates, wish))))
  if (gone.aborted) empty()
  gone.addEventListener('abort', empty)
  return () => {
    clearTimeout(timer)
    forget()
    gone.removeEventListener('abort', empty)
  }
}

function next(updates: Updates, { offset = 0, limit = 100 }: Fetch) {
  if (offset > 0) updates.take(pending => pending.update.update_id < offset)
  if (offset < 0) {
    const kept = new Set(updates.waiting().slice(offset))
    updates.take(pending => !kept.has(pending))
  }
  return updates
    .waiting()
    .slice(0, Math.min(Math.max(limit, 1), 100))
    .map(pending => pending.update)
}
