// A Telegram on this machine: opens it, lets people in, closes it.
import { randomBytes } from 'node:crypto'
import type { User, UserFromGetMe } from 'grammy/types'
import type { Log } from '#log.ts'
import { carryOut, type House } from './calls.ts'
import { addChatRoutes } from './chat-routes.ts'
import { until } from './ears.ts'
import { createFaults, type Fault } from './faults.ts'
import { createFlood, type Pace, TELEGRAMS_PACE } from './flood.ts'
import { createGroup, type Group } from './group.ts'
import type { Method } from './official.ts'
import type { Page } from './page.ts'
import { arrive, type Someone } from './people.ts'
import { createPerson, type Person } from './person.ts'
import { openPolling } from './polling.ts'
import { type Answer, granted } from './refusal.ts'
import { createServer, listen } from './server.ts'
import { type Delivery, openWebhook, TELEGRAMS_DELIVERY } from './webhook.ts'
import { createWorld, type World } from './world.ts'

export interface RehearsalOptions {
  /** 0, the default, takes a free port. One that is taken rejects with a sentence for people. */
  port?: number
  /** Random unless given. */
  token?: string
  now?: () => number
  bot?: { name?: string; username?: string }
  /** The phones for a browser: `openPage()`. Without it there is only the Bot API. */
  page?: Page
  pace?: Pace
  log?: Log
  delivery?: Delivery
}

/** A call the bot made, as it came and as it was answered. */
export interface Noted {
  method: Method
  parameters: Record<string, unknown>
  answer: Answer
}

export interface Rehearsal {
  /** For grammY's `client: { apiRoot }`. */
  readonly apiRoot: string
  readonly token: string
  readonly port: number
  /** Where a person opens the phones. */
  readonly pageUrl: string
  /** Everybody who is in this Telegram, in the order they came. */
  readonly people: readonly Person[]
  person(someone: Someone): Person
  group(title: string): Group
  /** Makes the next call(s) of a method fail. */
  provoke(method: Method, fault: Fault, times?: number): void
  /** The last thousand well-formed calls, of one method or of all but getUpdates. */
  calls(method?: Method): Noted[]
  /** Resolves when the bot has finished with every update; rejects after `patience` milliseconds (5,000). */
  settled(options?: { patience?: number }): Promise<void>
  close(): Promise<void>
}

/** Opens a Telegram on 127.0.0.1 with one bot and nobody else in it. */
export async function openRehearsal(options: RehearsalOptions = {}): Promise<Rehearsal> {
  const token = options.token ?? newToken()
  const world = createWorld({ now: options.now ?? Date.now, bot: botUser(token, options.bot) })
  const noted: Noted[] = []
  const house = furnish(world, options, call => {
    if (call.method !== 'getUpdates') noted.push(call)
    if (noted.length > 1000) noted.shift()
  })
  const people: Person[] = []
  const person = (someone: Someone) => {
    const room = arrive(world, someone)
    const arrived = createPerson(world, room, world.users.get(room.chat.id) as User)
    people.push(arrived)
    return arrived
  }
  const app = createServer(house, token)
  addChatRoutes(app, { world, page: options.page, letIn: person })
  const served = await listen(app, options.port ?? 0)
  options.log?.event('rehearsal.open', { port: served.port })
  const apiRoot = `http://127.0.0.1:${served.port}`
  return {
    apiRoot,
    token,
    port: served.port,
    pageUrl: `${apiRoot}/chat/`,
    people,
    person,
    group: title => createGroup(world, title),
    provoke: house.faults.provoke,
    calls: method => noted.filter(call => method === undefined || call.method === method),
    settled: ({ patience = 5000 } = {}) => settle(world, patience),
    async close() {
      house.webhook.close()
      house.polling.end(granted([]))
      await served.close()
    },
  }
}

async function settle(world: World, patience: number): Promise<void> {
  if (await until(world, () => world.updates.waiting().length === 0, patience)) return
  throw new Error(`After ${patience} ms the bot has not finished with ${world.updates.waiting().length} update(s).`)
}

function furnish(world: World, options: RehearsalOptions, note: (call: Noted) => void): House {
  const house: House = {
    world,
    polling: openPolling(world.updates),
    faults: createFaults(),
    flood: createFlood(options.pace ?? TELEGRAMS_PACE),
    noted: (method, parameters, answer) => note({ method, parameters, answer }),
    webhook: openWebhook({
      updates: world.updates,
      now: world.now,
      delivery: options.delivery ?? TELEGRAMS_DELIVERY,
      answered: (method, parameters) => void carryOut(house, { method, parameters, form: 'json', gone: new AbortController().signal }),
    }),
  }
  return house
}

function newToken(): string {
  return `${1_000_000_000 + (randomBytes(4).readUInt32BE() % 8_000_000_000)}:AA${randomBytes(25).toString('base64url').slice(0, 33)}`
}

function botUser(
  token: string,
  { name = 'Erkin', username = 'erkin_rehearsal_bot' }: { name?: string; username?: string } = {},
): UserFromGetMe {
  return {
    id: Number.parseInt(token, 10) || 1,
    is_bot: true,
    first_name: name,
    username,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  }
}
