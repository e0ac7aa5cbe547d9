// A small house for tests of the bot: the real bot and its real polling, against the rehearsal, on the real articles.
import { join } from 'node:path'
import { createBot, createPollingApi } from '#bot/bot.ts'
import type { Session } from '#bot/chat.ts'
import { createIntake, patience } from '#bot/intake.ts'
import { startPolling } from '#bot/polling.ts'
import type { SessionStore } from '#bot/remember.ts'
import { describeFault } from '#knowledge/fault.ts'
import { type Library, loadLibrary } from '#knowledge/library.ts'
import { sampleSentences } from '#language/samples.ts'
import { createWords } from '#language/words.ts'
import { createLog } from '#log.ts'
import { openRehearsal, type Rehearsal } from '#rehearsal/rehearsal.ts'
import { createMemorySessions } from '#storage/sessions.ts'
import { ownTurns } from '#storage/turns.ts'

export const wordsOf = createWords()

let loaded: Library | undefined

/** The real base, loaded once for all tests of a run. */
export function realLibrary(): Library {
  loaded ??= load()
  return loaded
}

export interface ChatHouse {
  readonly telegram: Rehearsal
  readonly log: string[]
  close(): Promise<void>
}

export interface ChatHouseParts {
  readonly sessions?: SessionStore
  readonly library?: () => Library
  readonly telegram?: Rehearsal
}

/** Tests talk faster than people; what Telegram does about that is tested apart. */
const UNHURRIED = { overall: 10_000, inOneChat: 1000 }

export const calm = { isCareful: () => false, begin: () => 'handle' as const, done: () => {}, calm: () => {} }

export async function openChatHouse(parts: ChatHouseParts = {}): Promise<ChatHouse> {
  // Loaded before anybody waits for an answer.
  if (parts.library === undefined) realLibrary()
  const lines: string[] = []
  const log = createLog({ write: line => void lines.push(line) })
  const telegram = parts.telegram ?? (await openRehearsal({ pace: UNHURRIED }))
  const bot = createBot({
    token: telegram.token,
    apiRoot: telegram.apiRoot,
    library: parts.library ?? realLibrary,
    wordsOf,
    sessions: parts.sessions ?? createMemorySessions<Session>(),
    turns: ownTurns,
    log,
  })
  await bot.init()
  const polling = startPolling({
    api: createPollingApi(telegram),
    intake: createIntake({ bot, inHand: calm, log, ...patience.polling }),
    inHand: calm,
    log,
  })
  return {
    telegram,
    log: lines,
    async close() {
      await polling.stop()
      if (parts.telegram === undefined) await telegram.close()
    },
  }
}

function load(): Library {
  const read = loadLibrary(join(import.meta.dirname, '..', '..', 'articles'), sampleSentences())
  if (!read.ok) throw new Error(read.faults.map(describeFault).join('\n'))
  return read.library
}
