// Sessions in Redis, for several processes: telegraf-session-redis as a storage engine, its keys hidden and its values sealed.
import { createRequire } from 'node:module'
import type { Redis, RedisOptions } from 'ioredis'
import type { Log } from '#log.ts'
import type { Lock } from '#sealing/lock.ts'
import { IDLE_HOURS, type Sessions } from './sessions.ts'

// Only these members are used, and never its middleware; its own type declarations are wrong.
interface RedisSession {
  readonly client: Redis
  getSession(key: string): Promise<unknown>
  clearSession(key: string): Promise<void>
}
type RedisSessionClass = new (options: { store: RedisOptions }) => RedisSession

const IDLE_SECONDS = IDLE_HOURS * 3600
const COMMAND_MILLISECONDS = 2000

export interface RedisHouse<T> {
  readonly sessions: Sessions<T>
  readonly client: Redis
  close(): void
}

/** Connects to Redis. Where it does not answer, each read and write fails within two seconds and the log says so; it is tried again for ever. */
export async function openRedisSessions<T>({ url, lock, log }: { url: string; lock: Lock; log: Log }): Promise<RedisHouse<T>> {
  const RedisSession = createRequire(import.meta.url)('telegraf-session-redis') as RedisSessionClass
  const engine = new RedisSession({ store: connection(url) })
  await firstAnswer(engine.client, log)
  return { sessions: sealed(engine, lock), client: engine.client, close: () => engine.client.disconnect() }
}

function sealed<T>(engine: RedisSession, lock: Lock): Sessions<T> {
  const keyOf = async (chat: string) => `erkin:session:${await lock.nameOf(chat)}`
  return {
    async read(chat) {
      const key = await keyOf(chat)
      // The engine gives {} for a missing key and for broken JSON; only a string is one of ours.
      const value = await engine.getSession(key)
      const text = typeof value === 'string' ? await lock.open(value, key) : undefined
      return text === undefined ? undefined : JSON.parse(text)
    },
    async write(chat, value) {
      const key = await keyOf(chat)
      // One command: the engine's own save sets the expiry in a second one, which a crash can lose.
      await engine.client.set(key, JSON.stringify(await lock.seal(JSON.stringify(value), key)), 'EX', IDLE_SECONDS)
    },
    async delete(chat) {
      await engine.clearSession(await keyOf(chat))
    },
  }
}

// ioredis would ignore an address given as `url` and go to localhost, so it is taken apart here.
function connection(address: string): RedisOptions {
  const url = new URL(address)
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 6379),
    ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
    ...(url.password !== '' && { password: decodeURIComponent(url.password) }),
    ...(url.pathname.length > 1 && { db: Number(url.pathname.slice(1)) }),
    ...(url.protocol === 'rediss:' && { tls: {} }),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_MILLISECONDS,
    connectTimeout: COMMAND_MILLISECONDS,
    retryStrategy: attempts => Math.min(attempts * 100, COMMAND_MILLISECONDS),
  }
}

/** Waits for the first connection or the first failure, and from then on notes each loss and each return once. */
function firstAnswer(client: Redis, log: Log): Promise<void> {
  return new Promise(resolve => {
    let lost = false
    client.on('error', () => {
      if (!lost) log.event('sessions.lost')
      lost = true
      resolve()
    })
    client.on('ready', () => {
      if (lost) log.event('sessions.back')
      lost = false
      resolve()
    })
  })
}
