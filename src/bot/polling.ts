// Long polling that confirms an update only when it was handled: Telegram is the queue, and nothing of it is kept here.
import { setTimeout as wait } from 'node:timers/promises'
import { type Api, GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import type { Log } from '#log.ts'
import { allowedUpdates } from './bot.ts'
import type { Intake, UpdatesInHand } from './intake.ts'

const LONG_POLL_SECONDS = 30
/** How many updates are handled side by side; one at a time for each chat. */
const MOST_IN_HAND = 100
/** While something is unfinished Telegram gives the same updates again at once, so the loop breathes between two looks. */
const BREATH_MILLISECONDS = 20
const LONGEST_WAIT_SECONDS = 30
/** What was given back is not asked for again at once. */
const AGAIN_MILLISECONDS = 1000
/** Two long polls without an answer. */
const SILENCE_MILLISECONDS = 2 * LONG_POLL_SECONDS * 1000

export interface Polling {
  /** Settles when polling ended by `stop`, or rejects when Telegram refuses the token. */
  readonly ended: Promise<void>
  /** True while Telegram answered within the last minute. */
  isWell(): boolean
  /** Finishes what is in hand, confirms it and ends. */
  stop(): Promise<void>
}

interface PollingParts {
  readonly api: Api
  readonly intake: Intake
  readonly inHand: Pick<UpdatesInHand, 'isCareful' | 'calm'>
  readonly log: Log
}

/**
 * Asks for updates from the lowest unfinished one on, so a kill at any moment loses none of them (grammY's own
 * loop handles one at a time; its runner confirms what it has only fetched).
 */
export function startPolling({ api, intake, inHand, log }: PollingParts): Polling {
  const stopping = new AbortController()
  const hands = createHands(intake, stopping.signal)
  let lastAnswer = performance.now()
  const ended = poll()
  return {
    ended,
    isWell: () => performance.now() - lastAnswer < SILENCE_MILLISECONDS,
    async stop() {
      stopping.abort()
      await ended.catch(() => {})
    },
  }

  async function poll(): Promise<void> {
    let failures = 0
    while (!stopping.signal.aborted) {
      try {
        hands.take(await fetchUpdates())
        lastAnswer = performance.now()
        failures = 0
      } catch (error) {
        if (stopping.signal.aborted) break
        await recover(error, ++failures, log, stopping.signal)
      }
    }
    await hands.empty()
    // The last word to Telegram, so that what was handled is not sent again after the start.
    if (hands.offset() > 0) await api.getUpdates({ offset: hands.offset(), limit: 1, timeout: 0 }).catch(() => {})
  }

  async function fetchUpdates(): Promise<Update[]> {
    const most = inHand.isCareful() ? 1 : MOST_IN_HAND
    if (hands.count() > 0) await hands.oneIsDone(wait(BREATH_MILLISECONDS))
    if (hands.hasGivenBack()) await wait(AGAIN_MILLISECONDS, undefined, { signal: stopping.signal })
    while (hands.count() >= most && !stopping.signal.aborted) await hands.oneIsDone()
    const timeout = hands.count() > 0 ? 0 : LONG_POLL_SECONDS
    const updates = await api.getUpdates(
      { offset: hands.offset(), limit: 100, timeout, allowed_updates: allowedUpdates },
      forGrammy(stopping.signal),
    )
    if (updates.length === 0 && inHand.isCareful()) inHand.calm()
    return updates.filter(update => hands.isNew(update)).slice(0, most - hands.count())
  }
}

interface Hands {
  take(updates: readonly Update[]): void
  isNew(update: Update): boolean
  count(): number
  hasGivenBack(): boolean
  /** The lowest update that Telegram must keep: unfinished, or given back. */
  offset(): number
  oneIsDone(or?: Promise<unknown>): Promise<void>
  empty(): Promise<void>
}

/** The updates in hand, and those that were given back because the process is stopping. */
function createHands(intake: Intake, stopping: AbortSignal): Hands {
  const unfinished = new Map<number, Promise<void>>()
  const givenBack = new Set<number>()
  const stopped = new Promise<void>(resolve => stopping.addEventListener('abort', () => resolve(), { once: true }))
  let next = 0
  return {
    take(updates) {
      for (const update of updates) {
        const id = update.update_id
        next = Math.max(next, id + 1)
        // A failure of our own (a full disk, say) must not end polling: the update stays with Telegram.
        const work = intake(update, stopping).catch(() => false)
        unfinished.set(
          id,
          work.then(isDone => {
            unfinished.delete(id)
            if (!isDone) givenBack.add(id)
          }),
        )
      }
    },
    isNew: update => update.update_id >= next || givenBack.delete(update.update_id),
    count: () => unfinished.size,
    hasGivenBack: () => givenBack.size > 0,
    offset: () => Math.min(next, ...unfinished.keys(), ...givenBack),
    async oneIsDone(or = stopped) {
      await Promise.race([...unfinished.values(), stopped, or])
    },
    async empty() {
      await Promise.allSettled(unfinished.values())
    },
  }
}

async function recover(error: unknown, failures: number, log: Log, stopping: AbortSignal): Promise<void> {
  const code = error instanceof GrammyError ? error.error_code : 0
  // A wrong token stays wrong; everything else may pass.
  if (code === 401 || code === 404) throw error
  if (code === 409) log.event('polling.conflict')
  const asked = error instanceof GrammyError ? error.parameters.retry_after : undefined
  const seconds = asked ?? Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(failures, 5))
  log.event('polling.failed', { code, wait: seconds })
  await wait(seconds * 1000, undefined, { signal: stopping }).catch(() => {})
}

// grammY types its signal after another library; at run time it is this one.
function forGrammy(signal: AbortSignal): Parameters<Api['getUpdates']>[1] {
  return signal as unknown as Parameters<Api['getUpdates']>[1]
}
