// Puts the house together: knowledge, memory, the Telegram door, and on a machine without a token a Telegram to rehearse with.
import type { Bot } from 'grammy'
import { type BotParts, createBot } from '#bot/bot.ts'
import type { Chat, Session } from '#bot/chat.ts'
import { describeBot } from '#bot/describe.ts'
import { createIntake } from '#bot/intake.ts'
import { startPolling } from '#bot/polling.ts'
import { startWebhook } from '#bot/webhook.ts'
import { type Config, chooseMode, type Mode, Problem } from '#config.ts'
import { describeFault, type Fault } from '#knowledge/fault.ts'
import { type Library, loadLibrary } from '#knowledge/library.ts'
import { sampleSentences } from '#language/samples.ts'
import { createWords } from '#language/words.ts'
import type { Log } from '#log.ts'
import { openPage } from '#rehearsal/page.ts'
import { openRehearsal, type Rehearsal } from '#rehearsal/rehearsal.ts'
import { createLock } from '#sealing/lock.ts'
import { openAttempts } from '#storage/attempts.ts'
import { FRESH_MILLISECONDS, sinceBeat, startHeartbeat } from '#storage/heartbeat.ts'
import { openRedisSessions } from '#storage/redis-sessions.ts'
import { openSecrets, type Secrets, UnsafeSecret } from '#storage/secrets.ts'
import { createMemorySessions } from '#storage/sessions.ts'
import { createRedisTurns, ownTurns } from '#storage/turns.ts'

export interface House {
  readonly mode: Mode['kind']
  readonly rehearsal: Rehearsal | undefined
  readonly library: () => Library
  /** Reads the articles again; where one is broken, the ones before stay and its faults are given back. */
  reload(): readonly Fault[]
  /** Rejects when a door fails for good: Telegram refuses the token. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

export interface HouseParts {
  readonly config: Config
  readonly log: Log
  /** How to talk to Telegram; found from the token unless given. */
  readonly mode?: Mode
}

/** Opens everything and is ready when it answers; a `Problem` says what to mend. Closing goes in reverse order. */
export async function openHouse({ config, log, mode: wanted }: HouseParts): Promise<House> {
  const opening: (() => Promise<void> | void)[] = []
  const closeAll = async () => {
    for (const close of opening.splice(0).reverse()) await close()
  }
  try {
    const started = performance.now()
    const shelf = openShelf(config, log)
    const secrets = openSecrets({ ...config, log })
    const mode = wanted ?? chooseMode(config, findToken(config, secrets, log))
    const rehearsal = mode.kind === 'rehearsal' ? await rehearse(mode) : undefined
    if (rehearsal) opening.push(() => rehearsal.close())
    const memory = await openMemory({ config, secrets, log })
    opening.push(memory.close)
    const wordsOf = createWords()
    const line = mode.kind === 'rehearsal' ? { token: rehearsal?.token ?? '', apiRoot: rehearsal?.apiRoot ?? '' } : mode
    const bot = createBot({ token: line.token, apiRoot: line.apiRoot, library: shelf.library, wordsOf, ...memory, log })
    await greetTelegram(bot)
    const door = await openDoor({ bot, mode, config, secrets, log })
    opening.push(door.close)
    opening.push(startHeartbeat(config.dataDir, door.isWell))
    void describeBot(bot, wordsOf, log).catch(() => log.event('bot.error', { kind: 'telegram', code: 0 }))
    const { articles } = shelf.library()
    log.event('app.started', { mode: mode.kind, articles: articles.length, milliseconds: Math.round(performance.now() - started) })
    return { mode: mode.kind, rehearsal, library: shelf.library, reload: shelf.reload, ended: door.ended, close: closeAll }
  } catch (error) {
    await closeAll()
    throw error instanceof UnsafeSecret ? new Problem(error.message) : error
  }
}

/** Loads the articles alone, for commands that need no chat. */
export function openLibrary(config: Config): Library {
  const loaded = loadLibrary(config.articlesDir, sampleSentences())
  if (!loaded.ok) throw brokenArticles(loaded.faults)
  return loaded.library
}

/** True when a bot with this DATA_DIR beat within the last minute. */
export function isWell(config: Config): boolean {
  return (sinceBeat(config.dataDir) ?? Number.POSITIVE_INFINITY) < FRESH_MILLISECONDS
}

function openShelf(config: Config, log: Log): { library: () => Library; reload: () => readonly Fault[] } {
  let library = openLibrary(config)
  const reload = () => {
    const started = performance.now()
    const loaded = loadLibrary(config.articlesDir, sampleSentences())
    if (!loaded.ok) {
      log.event('articles.broken', { faults: loaded.faults.length })
      return loaded.faults
    }
    library = loaded.library
    log.event('articles.reloaded', { articles: library.articles.length, milliseconds: Math.round(performance.now() - started) })
    return []
  }
  return { library: () => library, reload }
}

function brokenArticles(faults: readonly Fault[]): Problem {
  return new Problem(
    `The articles cannot be read:\n${faults
      .slice(0, 20)
      .map(fault => `  ${describeFault(fault)}`)
      .join('\n')}`,
  )
}

function findToken(config: Config, secrets: Secrets, log: Log): string | undefined {
  const kept = secrets.given('bot.token')
  if (kept === undefined && config.token !== undefined) log.event('app.token-in-environment')
  return kept ?? config.token
}

type Memory = Pick<BotParts, 'sessions' | 'turns'> & { close: () => void }

async function openMemory({ config, secrets, log }: { config: Config; secrets: Secrets; log: Log }): Promise<Memory> {
  if (config.redisUrl === undefined) return { sessions: createMemorySessions<Session>(), turns: ownTurns, close: () => {} }
  const lock = await createLock(new Uint8Array(Buffer.from(secrets.made('session.key'), 'hex')))
  const { sessions, client, close } = await openRedisSessions<Session>({ url: config.redisUrl, lock, log })
  return { sessions, turns: createRedisTurns(client, lock), close }
}

async function rehearse({ port, hasPage }: Extract<Mode, { kind: 'rehearsal' }>): Promise<Rehearsal> {
  try {
    return await openRehearsal({ port, ...(hasPage && { page: openPage() }) })
  } catch (error) {
    throw new Problem((error as Error).message)
  }
}

// The first call with the token: a wrong one ends here, in a sentence that does not hold it.
async function greetTelegram(bot: Bot<Chat>): Promise<void> {
  try {
    // Not `bot.init()`, which asks for ever when nobody answers.
    bot.botInfo = await bot.api.getMe()
  } catch (error) {
    const code = (error as { error_code?: number }).error_code
    if (code === 401 || code === 404)
      throw new Problem('Telegram does not know this token. Copy it anew from BotFather into the file secrets/bot.token under DATA_DIR.')
    throw new Problem('Telegram does not answer. Check the network of this machine and TELEGRAM_API_ROOT, then start again.')
  }
}

interface Door {
  /** Telegram was reached not long ago. */
  readonly isWell: () => boolean
  readonly ended: Promise<void>
  readonly close: () => Promise<void>
}

async function openDoor({
  bot,
  mode,
  config,
  secrets,
  log,
}: {
  bot: Bot<Chat>
  mode: Mode
  config: Config
  secrets: Secrets
  log: Log
}): Promise<Door> {
  const inHand = openAttempts(config.dataDir)
  const intake = createIntake({ bot, inHand, log })
  if (mode.kind === 'webhook') {
    const webhook = await startWebhook({ bot, intake, log, url: mode.url, port: mode.port, secret: secrets.made('webhook.secret') })
    const close = async () => {
      await webhook.stop()
      inHand.close()
    }
    return { ended: new Promise(() => {}), isWell: () => true, close }
  }
  await bot.api.deleteWebhook()
  const polling = startPolling({ bot, intake, inHand, log })
  const close = async () => {
    await polling.stop()
    inHand.close()
  }
  return { ended: polling.ended, isWell: polling.isWell, close }
}
