// Puts the house together: knowledge, memory, the Telegram door, and on a machine without a token a Telegram to rehearse with.
// What only some houses have (Redis, webhook, rehearsal) is loaded by those, so that the others start sooner and stay smaller.
import type { Bot } from 'grammy'
import { type BotParts, createBot, createPollingApi } from '#bot/bot.ts'
import type { Chat, Session } from '#bot/chat.ts'
import { describeBot } from '#bot/describe.ts'
import { createIntake, patience } from '#bot/intake.ts'
import { startPolling } from '#bot/polling.ts'
import { type Config, chooseMode, type Mode, Problem } from '#config.ts'
import { describeFault, type Fault } from '#knowledge/fault.ts'
import { type Library, loadLibrary } from '#knowledge/library.ts'
import { sampleSentences } from '#language/samples.ts'
import { createWords } from '#language/words.ts'
import type { Log } from '#log.ts'
import type { Rehearsal } from '#rehearsal/rehearsal.ts'
import { createLock } from '#sealing/lock.ts'
import { type Attempts, openAttempts } from '#storage/attempts.ts'
import { FRESH_MILLISECONDS, sinceBeat, startHeartbeat } from '#storage/heartbeat.ts'
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

type Closer = () => Promise<void> | void

interface HouseParts {
  readonly config: Config
  readonly log: Log
  /** How to talk to Telegram; found from the token unless given. */
  readonly mode?: Mode
}

/** Opens everything and is ready when it answers; a `Problem` says what to mend. Closing goes in reverse order. */
export async function openHouse({ config, log, mode: wanted }: HouseParts): Promise<House> {
  const toClose: Closer[] = []
  const closeAll = async () => {
    for (const close of toClose.splice(0).reverse()) await close()
  }
  try {
    const started = performance.now()
    const shelf = openShelf(config, log)
    const secrets = openSecrets({ ...config, log })
    const mode = wanted ?? chooseMode(config, findToken(config, secrets, log))
    const rehearsal = mode.kind === 'rehearsal' ? await rehearse(mode) : undefined
    if (rehearsal) toClose.push(() => rehearsal.close())
    const memory = await openMemory({ config, secrets, log })
    toClose.push(memory.close)
    const wordsOf = createWords()
    const line =
      mode.kind === 'rehearsal'
        ? { token: rehearsal?.token ?? '', apiRoot: rehearsal?.apiRoot ?? '' }
        : { token: mode.token, apiRoot: mode.apiRoot }
    const bot = createBot({ ...line, library: shelf.library, wordsOf, ...memory, log })
    await greetTelegram(bot)
    const door = await openDoor({ bot, line, mode, config, secrets, log, toClose })
    toClose.push(startHeartbeat(config.dataDir, door.isWell))
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

/** True when the bot with this DATA_DIR beat within the last minute; with polling it beats only while Telegram answers. */
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
  const { openRedisSessions } = await import('#storage/redis-sessions.ts')
  const { sessions, client, close } = await openRedisSessions<Session>({ url: config.redisUrl, lock, log })
  return { sessions, turns: createRedisTurns(client, lock), close }
}

async function rehearse({ port, hasPage }: Extract<Mode, { kind: 'rehearsal' }>): Promise<Rehearsal> {
  const [{ openPage }, { openRehearsal }] = await Promise.all([import('#rehearsal/page.ts'), import('#rehearsal/rehearsal.ts')])
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
}

interface DoorParts {
  readonly bot: Bot<Chat>
  readonly line: { readonly token: string; readonly apiRoot: string }
  readonly mode: Mode
  readonly config: Config
  readonly secrets: Secrets
  readonly log: Log
  /** What is opened is put here at once, so that it is closed also when the next step fails. */
  readonly toClose: Closer[]
}

/** After an unclean end a webhook is careful for so long; polling knows when the waiting updates are through. */
const CAREFUL_MILLISECONDS = 600_000

async function openDoor(parts: DoorParts): Promise<Door> {
  const inHand = openAttempts(parts.config.dataDir)
  parts.toClose.push(inHand.close)
  try {
    return parts.mode.kind === 'webhook' ? await openWebhook(parts, parts.mode, inHand) : await openPolling(parts, inHand)
  } catch (error) {
    throw asProblem(error)
  }
}

async function openPolling({ bot, line, log, toClose }: DoorParts, inHand: Attempts): Promise<Door> {
  await bot.api.deleteWebhook()
  const intake = createIntake({ bot, inHand, log, ...patience.polling })
  const polling = startPolling({ api: createPollingApi(line), intake, inHand, log })
  toClose.push(polling.stop)
  return polling
}

async function openWebhook(
  { bot, secrets, log, toClose }: DoorParts,
  { url, host, port }: Extract<Mode, { kind: 'webhook' }>,
  inHand: Attempts,
): Promise<Door> {
  const { startWebhook } = await import('#bot/webhook.ts')
  const intake = createIntake({ bot, inHand, log, ...patience.webhook })
  const webhook = await startWebhook({ bot, intake, log, url, host, port, secret: secrets.made('webhook.secret') })
  toClose.push(webhook.stop)
  setTimeout(inHand.calm, CAREFUL_MILLISECONDS).unref()
  return { ended: new Promise(() => {}), isWell: () => true }
}

// What can go wrong here lies with the machine or with Telegram; the messages of the libraries can hold the token and are not shown.
function asProblem(error: unknown): Problem {
  const { code, port, error_code: telegram } = error as { code?: string; port?: number; error_code?: number }
  if (code === 'EADDRINUSE') return new Problem(`The port ${port} is taken. Stop what listens there, or set WEBHOOK_PORT to another one.`)
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
    return new Problem('WEBHOOK_HOST and WEBHOOK_PORT cannot be listened on. Set them to what this user may use.')
  if (error instanceof Problem || error instanceof UnsafeSecret) return new Problem(error.message)
  if (telegram === 400)
    return new Problem('Telegram refuses the address in WEBHOOK_URL. It must be a public https address on port 443, 80, 88 or 8443.')
  return new Problem('Telegram does not answer as it should. Check the network of this machine, then start again.')
}
