// What a button carries: a place to go, checked when it comes back, within Telegram's 64 bytes.
import { z } from 'zod'
import { places, topics } from '#knowledge/article.ts'
import { type Language, languages } from '#language/languages.ts'

const id = z.string().regex(/^[a-z0-9-]{1,40}$/)
const number = z.coerce.number().int().min(0).max(999)
const place = z.enum(places)
/** Topics travel as their number in `topics`, which is only ever added to at its end. */
const topic = z.coerce
  .number()
  .int()
  .min(0)
  .max(topics.length - 1)
/** The list from which an article was opened, so that "back" leads there. */
const from = { place: place.exactOptional(), topic: topic.exactOptional(), page: number.exactOptional() }

const button = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('card'), id, part: number.exactOptional(), ...from }),
  z.strictObject({ to: z.literal('timeline'), id, part: number, ...from }),
  z.strictObject({ to: z.literal('related'), id, ...from }),
  z.strictObject({ to: z.literal('languages'), id, ...from }),
  z.strictObject({ to: z.literal('places') }),
  z.strictObject({ to: z.literal('topics'), place }),
  z.strictObject({ to: z.literal('list'), place, topic: topic.exactOptional(), page: number }),
  z.strictObject({ to: z.literal('info'), about: z.enum(['menu', 'help', 'about', 'privacy', 'sources', 'language']) }),
  z.strictObject({ to: z.literal('speak') }),
  z.strictObject({ to: z.literal('none') }),
  z.strictObject({ to: z.literal('forget') }),
])

export type Button = z.infer<typeof button>
export type From = { place?: (typeof places)[number]; topic?: number; page?: number }

// A letter for each kind and the order of its fields: changing either makes old buttons explain themselves.
const FORMS = {
  card: ['c', 'id', 'part', 'place', 'topic', 'page'],
  timeline: ['t', 'id', 'part', 'place', 'topic', 'page'],
  related: ['r', 'id', 'place', 'topic', 'page'],
  languages: ['l', 'id', 'place', 'topic', 'page'],
  places: ['p'],
  topics: ['o', 'place'],
  list: ['a', 'place', 'topic', 'page'],
  info: ['i', 'about'],
  speak: ['s'],
  none: ['n'],
  forget: ['f'],
} as const satisfies Record<Button['to'], readonly [string, ...string[]]>

/** Writes a button as `kk.c.kz-bloody-january`: the language it speaks, its letter, its fields; empty ones at the end are left out. */
export function encodeButton(language: Language, target: Button): string {
  const [letter, ...fields] = FORMS[target.to]
  const values = fields.map(field => String((target as Record<string, unknown>)[field] ?? ''))
  return [language, letter, ...values].join('.').replace(/\.+$/, '')
}

/** Reads a button of ours; undefined for one of an earlier version or of nobody. */
export function decodeButton(data: string): { language: Language; target: Button } | undefined {
  const [code, letter, ...values] = data.split('.')
  const language = languages.find(known => known === code)
  const form = Object.entries(FORMS).find(([, [known]]) => known === letter)
  if (language === undefined || form === undefined) return undefined
  const [to, [, ...fields]] = form
  if (values.length > fields.length) return undefined
  const given = fields.map((field, index) => [field, values[index] ?? ''] as const).filter(([, value]) => value !== '')
  const result = button.safeParse({ to, ...Object.fromEntries(given) })
  return result.success ? { language, target: result.data } : undefined
}
