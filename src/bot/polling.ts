// Long polling that confirms an update only when it was handled: Telegram is the queue, and nothing of it is kept here.
import { setTimeout as wait } from 'node:timers/promises'
import { type Bot, GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import type { Log } from '#log.ts'
import { allowedUpdates } from './bot.ts'
import type { Chat } from './chat.ts'
import type { Intake, UpdatesInHand } from './intake.ts'

const LONG_POLL_SECONDS = 30
/** How many updates are handled side by side; one at a time for each chat. */
const MOST_IN_HAND = 100
/** While something is unfinished Telegram gives the same updates again at once, so the loop breathes between two looks. */
const BREATH_MILLISECONDS = 20
const LONGEST_WAIT_SECONDS = 30
/** Two long polls without an answer. */
const SILENCE_MILLISECONDS = 2 * LONG_POLL_SECONDS * 1000

// grammY types its signal after another library; at run time it is this one.
const signalFor = (signal: AbortSignal) => signal as unknown as Parameters<Bot['api']['getUpdates']>[1]

export interface Polling {
  /** Settles when polling ended by `stop`, or rejects when Telegram refuses the token. */
  readonly ended: Promise<void>
  /** True while Telegram answered not long ago. */
  isWell(): boolean
  /** Finishes what is in hand, confirms it and ends. */
  stop(): Promise<void>
}

export interface PollingParts {
  readonly bot: Bot<Chat>
  readonly intake: Intake
  readonly inHand: UpdatesInHand
  readonly log: Log
}

/**
 * Asks for updates from the lowest unfinished one on, so a kill at any moment loses none of them (grammY's own
 * loop handles one at a time; its runner confirms what it has only fetched).
 */
export function startPolling({ bot, intake, inHand, log }: PollingParts): Polling {
  const stopping = new AbortController()
  const unfinished = new Map<number, Promise<void>>()
  let next = 0
  let lastAnswer = performance.now()
  const ended = poll()
  return {
    ended,
    isWell: () => performance.now() - lastAnswer < SILENCE_MILLISECONDS,
    async stop() {
      stopping.abort()
      await ended
    },
  }

  async function poll(): Promise<void> {
    let failures = 0
    while (!stopping.signal.aborted) {
      try {
        take(await fetchUpdates())
        lastAnswer = performance.now()
        failures = 0
      } catch (error) {
        if (stopping.signal.aborted) break
        failures++
        await recover(error, failures)
      }
    }
    await Promise.allSettled(unfinished.values())
    await confirm()
  }

  async function fetchUpdates(): Promise<Update[]> {
    const isBusy = unfinished.size > 0
    if (isBusy) await Promise.race([...unfinished.values(), wait(BREATH_MILLISECONDS)])
    const most = inHand.isCareful() ? 1 : MOST_IN_HAND
    while (unfinished.size >= most) await Promise.race(unfinished.values())
    const timeout = unfinished.size > 0 ? 0 : LONG_POLL_SECONDS
    const updates = await bot.api.getUpdates(
      { offset: lowestUnfinished(), limit: 100, timeout, allowed_updates: allowedUpdates },
      signalFor(stopping.signal),
    )
    const fresh = updates.filter(update => update.update_id >= next)
    if (updates.length === 0 && inHand.isCareful()) inHand.calm()
    return fresh.slice(0, most - unfinished.size)
  }

  function lowestUnfinished(): number {
    return unfinished.size > 0 ? Math.min(...unfinished.keys()) : next
  }

  function take(updates: readonly Update[]): void {
    for (const update of updates) {
      next = Math.max(next, update.update_id + 1)
      const work = intake(update, stopping.signal).then(isDone => {
        if (isDone) unfinished.delete(update.update_id)
      })
      unfinished.set(update.update_id, work)
    }
  }

  async function recover(error: unknown, failures: number): Promise<void> {
    const code = error instanceof GrammyError ? error.error_code : 0
    // A wrong token stays wrong; everything else may pass.
    if (code === 401 || code === 404) throw error
    if (code === 409) log.event('polling.conflict')
    const asked = error instanceof GrammyError ? error.parameters.retry_after : undefined
    const seconds = asked ?? Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(failures, 5))
    log.event('polling.failed', { code, wait: seconds })
    await wait(seconds * 1000, undefined, { signal: stopping.signal }).catch(() => {})
  }

  // The last word to Telegram, so that what was handled is not sent again after the start.
  async function confirm(): Promise<void> {
    const offset = lowestUnfinished()
    if (offset > 0) await bot.api.getUpdates({ offset, limit: 1, timeout: 0 }).catch(() => {})
  }
}
