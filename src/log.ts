// What Erkin writes down about itself: declared events with declared fields, and nothing else.
import pino, { type DestinationStream } from 'pino'

/**
 * The whole vocabulary of the log. A field is a number, a yes or no, or one word out of a list;
 * none can hold free text, an id of Telegram, an address, a token or anything a person wrote.
 */
export const events = {
  'app.started': { mode: ['rehearsal', 'polling', 'webhook'], articles: 'number', milliseconds: 'number' },
  'app.stopping': { signal: ['SIGINT', 'SIGTERM', 'failure'] },
  'app.stopped': { milliseconds: 'number' },
  'app.token-in-environment': {},
  'secret.made': { name: ['session.key', 'webhook.secret'] },
  'articles.reloaded': { articles: 'number', milliseconds: 'number' },
  'articles.broken': { faults: 'number' },
  'bot.described': { languages: 'number' },
  'bot.error': { kind: ['telegram', 'network', 'bug'], code: 'number' },
  'bot.left-group': {},
  'bot.limited': {},
  'update.failed': { attempts: 'number' },
  'update.dropped': { attempts: 'number' },
  'polling.failed': { code: 'number', wait: 'number' },
  'polling.conflict': {},
  'webhook.refused': { why: ['secret', 'size', 'json'] },
  'sessions.lost': {},
  'sessions.back': {},
  'archive.opened': { kind: ['sqlite', 'postgres'], version: 'number', problems: 'number' },
  'rehearsal.open': { port: 'number' },
} as const satisfies Record<string, Record<string, Field>>

type Field = 'number' | 'boolean' | readonly string[]
type FieldValue<F> = F extends 'number' ? number : F extends 'boolean' ? boolean : F extends readonly string[] ? F[number] : never
export type EventName = keyof typeof events
export type EventFields<N extends EventName> = { -readonly [K in keyof (typeof events)[N]]: FieldValue<(typeof events)[N][K]> }

export interface Log {
  event<N extends EventName>(name: N, ...fields: keyof EventFields<N> extends never ? [] : [EventFields<N>]): void
}

/** A log that writes one JSON line for each event to `destination` (standard output unless given). What is not declared is left out. */
export function createLog(destination: DestinationStream = pino.destination({ dest: 1, sync: true })): Log {
  const logger = pino({ base: null, timestamp: hourOnly, formatters: { level: level => ({ level }) } }, destination)
  return {
    event(name, ...[fields]) {
      logger.info({ event: name, ...declaredOnly(name, fields ?? {}) })
    },
  }
}

/** A log that keeps nothing, for tests and for commands that print their own words. */
export const silentLog: Log = { event: () => {} }

// Types end where JavaScript begins: a value that slipped through is dropped here, not written.
function declaredOnly(name: EventName, fields: Record<string, unknown>): Record<string, unknown> {
  const declared: Record<string, Field> = events[name]
  return Object.fromEntries(Object.entries(fields).filter(([key, value]) => fits(declared[key], value)))
}

function fits(field: Field | undefined, value: unknown): boolean {
  if (field === undefined) return false
  return typeof field === 'string' ? typeof value === field : field.includes(value as string)
}

// A finer time would let whoever takes the log match it with Telegram's own.
function hourOnly(): string {
  return `,"hour":"${new Date().toISOString().slice(0, 13)}"`
}
