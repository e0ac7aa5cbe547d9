// The webhook: Telegram calls us, and is answered when the update's effect is done.
import { timingSafeEqual } from 'node:crypto'
import { type ServerType, serve } from '@hono/node-server'
import type { Bot } from 'grammy'
import type { Update } from 'grammy/types'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import type { Log } from '#log.ts'
import { allowedUpdates } from './bot.ts'
import type { Chat } from './chat.ts'
import type { Intake } from './intake.ts'

/** Telegram's own updates stay far below this. */
const MOST_BYTES = 1_000_000
const MOST_CONNECTIONS = 100
const SECRET_HEADER = 'x-telegram-bot-api-secret-token'

const anyUpdate = z.looseObject({ update_id: z.int() })

export interface WebhookParts {
  readonly bot: Bot<Chat>
  readonly intake: Intake
  readonly log: Log
  readonly url: string
  /** The address to listen on. */
  readonly host: string
  readonly port: number
  readonly secret: string
}

export interface Webhook {
  readonly port: number
  stop(): Promise<void>
}

/** Listens on `port`, tells Telegram the address, and answers each update after it was handled. TLS is the proxy's. */
export async function startWebhook({ bot, intake, log, url, host, port, secret }: WebhookParts): Promise<Webhook> {
  const path = new URL(url).pathname
  const server = await listen(webhookApp({ intake, log, path, secret }), host, port)
  try {
    await bot.api.setWebhook(url, { secret_token: secret, allowed_updates: allowedUpdates, max_connections: MOST_CONNECTIONS })
  } catch (error) {
    server.close()
    throw error
  }
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  }
}

export function webhookApp({ intake, log, path, secret }: Pick<WebhookParts, 'intake' | 'log' | 'secret'> & { path: string }): Hono {
  const app = new Hono()
  const tooLarge = bodyLimit({ maxSize: MOST_BYTES, onError: chat => refuse('size', () => chat.body(null, 413)) })
  app.post(path, tooLarge, async chat => {
    if (!sameSecret(chat.req.header(SECRET_HEADER) ?? '', secret)) return refuse('secret', () => chat.body(null, 401))
    const update = anyUpdate.safeParse(await chat.req.json().catch(() => undefined))
    if (!update.success) return refuse('json', () => chat.body(null, 400))
    return chat.body(null, (await intake(update.data as Update)) ? 200 : 503)
  })
  app.get('/healthz', chat => chat.body(null, 204))
  app.onError((_error, chat) => chat.body(null, 500))
  return app

  function refuse<T>(why: 'secret' | 'size' | 'json', answer: () => T): T {
    log.event('webhook.refused', { why })
    return answer()
  }
}

function sameSecret(given: string, secret: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(secret)]
  return one.length === other.length && timingSafeEqual(one, other)
}

function listen(app: Hono, hostname: string, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname, port }, () => resolve(server))
    server.once('error', reject)
  })
}
