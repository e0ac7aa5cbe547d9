// Handles one update to its end, however it came in; only then does Telegram hear that it may forget it.

import { setTimeout as wait } from 'node:timers/promises'
import type { Bot } from 'grammy'
import type { Update } from 'grammy/types'
import type { Log } from '#log.ts'
import type { Chat } from './chat.ts'

/** Which update is in hand, remembered over a crash (storage gives it; see there). */
export interface UpdatesInHand {
  isCareful(): boolean
  begin(update: number): 'handle' | 'drop'
  done(update: number): void
  calm(): void
}

/** Resolves to true when the update is done with, to false when the process is stopping and Telegram shall keep it. */
export type Intake = (update: Update, stopping?: AbortSignal) => Promise<boolean>

const MOST_TRIES = 4
const FIRST_WAIT_MILLISECONDS = 500

/** An update that cannot reach Telegram is tried again, each time twice as late; after four tries, or when it brought the process down three times, it is dropped. */
export function createIntake({ bot, inHand, log }: { bot: Bot<Chat>; inHand: UpdatesInHand; log: Log }): Intake {
  return async (update, stopping) => {
    if (inHand.begin(update.update_id) === 'drop') {
      log.event('update.dropped', { attempts: 3 })
      inHand.done(update.update_id)
      return true
    }
    const isDone = await tryToHandle(update, stopping)
    inHand.done(update.update_id)
    return isDone
  }

  async function tryToHandle(update: Update, stopping: AbortSignal | undefined): Promise<boolean> {
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      try {
        await bot.handleUpdate(update)
        return true
      } catch {
        // The boundary lets only one thing through: Telegram could not be reached.
        log.event('bot.error', { kind: 'network', code: 0 })
        if (stopping?.aborted) return false
        if (tries < MOST_TRIES) await wait(FIRST_WAIT_MILLISECONDS * 2 ** tries)
      }
    }
    log.event('update.failed', { attempts: MOST_TRIES })
    return true
  }
}
