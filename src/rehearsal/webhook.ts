// Delivery by webhook: one update after the other in each chat, repeated until the bot takes it.
import type { Update, WebhookInfo } from 'grammy/types'
import type { Given } from './parameters.ts'
import { type Answer, badRequest, granted } from './refusal.ts'
import type { Pending, Updates } from './updates.ts'

export interface Delivery {
  /** How long the bot may take to answer, in milliseconds. */
  patience: number
  /** The wait before attempt `n` (2 is the first repetition), in milliseconds. */
  pause: (attempt: number) => number
}

export const TELEGRAMS_DELIVERY: Delivery = { patience: 10_000, pause: attempt => Math.min(1000 * 2 ** (attempt - 2), 60_000) }

export interface Webhook {
  /** Sets the address, or removes it where `url` is empty. Only addresses on this machine are taken: nothing leaves it. */
  set(given: Given<'setWebhook'>): Answer
  isSet(): boolean
  info(): WebhookInfo
  close(): void
}

interface Options {
  updates: Updates
  now: () => number
  delivery: Delivery
  /** Carries out a call that came as the answer to a delivery. */
  answered: (method: string, parameters: Record<string, unknown>) => void
}

interface Hook {
  url: string
  secret: string | undefined
  atOnce: number
  fault?: { date: number; message: string }
  closed: AbortController
}

/** No webhook, until one is set. */
export function openWebhook(options: Options): Webhook {
  const { updates } = options
  let hook: Hook | undefined
  const close = () => {
    hook?.closed.abort()
    hook = undefined
  }
  return {
    set(given) {
      if (given.url !== '' && !isOnThisMachine(given.url))
        return badRequest('bad webhook: the rehearsal delivers to 127.0.0.1 and localhost only')
      close()
      updates.want(given.allowed_updates)
      if (given.drop_pending_updates) updates.take(() => true)
      if (given.url === '') return granted(true)
      hook = { url: given.url, secret: given.secret_token, atOnce: given.max_connections ?? 40, closed: new AbortController() }
      startDelivery(options, hook)
      return granted(true)
    },
    isSet: () => hook !== undefined,
    info: () => infoOf(updates, hook),
    close,
  }
}

function startDelivery(options: Options, hook: Hook): void {
  const { updates } = options
  const underWay = new Set<string>()
  const pump = () => {
    if (hook.closed.signal.aborted) return
    for (const pending of updates.waiting()) {
      const lane = laneOf(pending.update)
      if (underWay.size >= hook.atOnce) return
      if (underWay.has(lane)) continue
      underWay.add(lane)
      void deliver(options, hook, pending).finally(() => {
        underWay.delete(lane)
        pump()
      })
    }
  }
  const forget = updates.onAdded(pump)
  hook.closed.signal.addEventListener('abort', forget)
  pump()
}

/** Delivers one update, however often it takes, until it is taken, too old, or the webhook is gone. */
async function deliver(options: Options, hook: Hook, { update }: Pending): Promise<void> {
  for (let attempt = 1; !hook.closed.signal.aborted && options.updates.isPending(update.update_id); attempt++) {
    if (attempt > 1) await pause(options.delivery.pause(attempt), hook.closed.signal)
    if (hook.closed.signal.aborted) return
    const fault = await attemptDelivery(options, hook, update)
    if (fault === undefined) options.updates.take(pending => pending.update.update_id === update.update_id)
    else hook.fault = { date: Math.floor(options.now() / 1000), message: fault }
  }
}

/** Posts the update; yields what went wrong, or nothing. */
async function attemptDelivery({ delivery, answered }: Options, hook: Hook, update: Update): Promise<string | undefined> {
  const headers = { 'content-type': 'application/json', ...(hook.secret && { 'X-Telegram-Bot-Api-Secret-Token': hook.secret }) }
  const signal = AbortSignal.any([hook.closed.signal, AbortSignal.timeout(delivery.patience)])
  try {
    const response = await fetch(hook.url, { method: 'POST', headers, body: JSON.stringify(update), signal, redirect: 'error' })
    const body = await response.text()
    if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`
    answerWith(body, answered)
    return undefined
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError' ? 'Read timeout expired' : 'Connection refused'
  }
}

// A bot may answer the delivery with one call; what is no call is ignored, as Telegram does.
function answerWith(body: string, answered: Options['answered']): void {
  if (!body.startsWith('{')) return
  try {
    const { method, ...parameters }: Record<string, unknown> = JSON.parse(body)
    if (typeof method === 'string') answered(method, parameters)
  } catch {}
}

function infoOf(updates: Updates, hook: Hook | undefined): WebhookInfo {
  const base = { url: hook?.url ?? '', has_custom_certificate: false, pending_update_count: updates.waiting().length }
  if (!hook) return base
  const fault = hook.fault && { last_error_date: hook.fault.date, last_error_message: hook.fault.message }
  const wanted = updates.wanted() as NonNullable<WebhookInfo['allowed_updates']>
  return { ...base, ip_address: '127.0.0.1', max_connections: hook.atOnce, ...fault, ...(wanted.length > 0 && { allowed_updates: wanted }) }
}

// Updates of one chat must not overtake each other.
function laneOf(update: Update): string {
  const chat = update.message?.chat ?? update.edited_message?.chat ?? update.callback_query?.message?.chat ?? update.my_chat_member?.chat
  return String(chat?.id ?? 'none')
}

function pause(milliseconds: number, ended: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds)
    ended.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function isOnThisMachine(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && /^https?:$/.test(url.protocol) && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
}
