// Handles one update to its end, however it came in; only then does Telegram hear that it may forget it.
import { setTimeout as wait } from 'node:timers/promises'
import { type Bot, BotError, GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import type { Log } from '#log.ts'
import type { Chat } from './chat.ts'

/** Which updates are in hand, remembered over a crash (storage gives it; see there). */
export interface UpdatesInHand {
  isCareful(): boolean
  /** `busy`: this very update is being handled already. */
  begin(update: number): 'handle' | 'drop' | 'busy'
  done(update: number): void
  calm(): void
}

/** Resolves to true when the update is done with, to false when Telegram shall keep it and give it again. */
export type Intake = (update: Update, stopping?: AbortSignal) => Promise<boolean>

export interface IntakeParts {
  readonly bot: Pick<Bot<Chat>, 'handleUpdate'>
  readonly inHand: UpdatesInHand
  readonly log: Log
  /** How often an update that cannot reach Telegram is tried here, before it is given back (webhook) or dropped (polling). */
  readonly tries: number
  /** What becomes of it then. */
  readonly afterwards: 'give-back' | 'drop'
}

const FIRST_WAIT_MILLISECONDS = 500
const LONGEST_WAIT_MILLISECONDS = 30_000

/** Polling can wait out an outage of minutes; a webhook must answer within ten seconds, and Telegram then repeats. */
export const patience = {
  polling: { tries: 30, afterwards: 'drop' },
  webhook: { tries: 3, afterwards: 'give-back' },
} as const

export function createIntake({ bot, inHand, log, tries, afterwards }: IntakeParts): Intake {
  return async (update, stopping) => {
    const begun = inHand.begin(update.update_id)
    if (begun === 'busy') return false
    if (begun === 'drop') log.event('update.dropped', { attempts: 3 })
    const isDone = begun === 'drop' || (await tryToHandle(update, stopping))
    inHand.done(update.update_id)
    return isDone
  }

  async function tryToHandle(update: Update, stopping: AbortSignal | undefined): Promise<boolean> {
    for (let attempt = 1; attempt <= tries; attempt++) {
      try {
        await bot.handleUpdate(update)
        return true
      } catch (error) {
        // The boundary lets through only what Telegram could not take; the error itself is not logged, it can hold the token.
        log.event('bot.error', { kind: 'network', code: codeOf(error) })
        if (stopping?.aborted) return false
        if (attempt < tries) await wait(pause(error, attempt), undefined, { ...(stopping && { signal: stopping }) }).catch(() => {})
        if (stopping?.aborted) return false
      }
    }
    log.event('update.failed', { attempts: tries })
    return afterwards === 'drop'
  }
}

/** Twice as long each time, or as long as Telegram asks. */
function pause(error: unknown, attempt: number): number {
  const cause = error instanceof BotError ? error.error : error
  const asked = cause instanceof GrammyError ? (cause.parameters.retry_after ?? 0) * 1000 : 0
  return Math.max(asked, Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** (attempt - 1)))
}

function codeOf(error: unknown): number {
  const cause = error instanceof BotError ? error.error : error
  return cause instanceof GrammyError ? cause.error_code : 0
}
