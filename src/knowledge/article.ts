// What an answer is: a curated article, its sources, and its text in each language.
import { z } from 'zod'
import type { Language } from '#language/languages.ts'

export const countries = ['kz', 'kg', 'tj', 'tm', 'uz'] as const
export type Country = (typeof countries)[number]
/** Where an article belongs when people browse: a country, or the region as a whole. */
export const places = [...countries, 'region'] as const
export type Place = (typeof places)[number]

export const kinds = ['trend', 'case', 'event', 'law', 'rating', 'organisation', 'guide', 'term'] as const
export const topics = [
  'persecution',
  'media',
  'internet',
  'assembly',
  'ngo',
  'torture',
  'accountability',
  'law',
  'rating',
  'rights',
  'safety',
  'method',
] as const
export type Kind = (typeof kinds)[number]
export type Topic = (typeof topics)[number]

const roles = [
  'journalist',
  'blogger',
  'lawyer',
  'activist',
  'politician',
  'human-rights-defender',
  'outlet',
  'organisation',
  'protester',
  'citizen',
] as const
const outcomes = [
  'imprisoned',
  'released',
  'suspended-sentence',
  'house-arrest',
  'fined',
  'on-trial',
  'detained',
  'disappeared',
  'deported',
  'exiled',
  'killed',
  'died-in-custody',
  'closed',
  'blocked',
  'acquitted',
  'wanted',
  'forced-treatment',
  'unknown',
] as const

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and single hyphens')
/** A year, month or day: `2024`, `2024-08`, `2024-08-02`. YAML reads a bare year as a number. */
const day = z.union([z.string(), z.int().transform(String)]).pipe(
  z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'write a date as 2024, 2024-08 or 2024-08-02')
    .refine(isCalendarDay, 'there is no such day'),
)

const source = z.strictObject({
  id,
  publisher: z.string().min(1),
  title: z.string().min(1),
  date: day.nullable(),
  url: z.url({ protocol: /^https?$/ }),
})

/** What can be counted in a case; `in` names the article that already counts the same people. */
const count = z.strictObject({
  people: z.int().positive().nullable(),
  roles: z.array(z.enum(roles)).min(1),
  outcome: z.enum(outcomes),
  since: day.nullable(),
  sentence_years: z.number().positive().nullable(),
  in: id.exactOptional(),
})

/** The shape of `article.yaml`. */
export const articleFile = z
  .strictObject({
    kind: z.enum(kinds),
    country: z.enum(countries).nullable(),
    topics: z.array(z.enum(topics)).min(1),
    as_of: day,
    count: count.exactOptional(),
    names: z.array(id),
    aliases: z.array(z.string().min(2)),
    related: z.array(id),
    sources: z.array(source).min(1),
  })
  .refine(file => file.kind !== 'case' || file.count !== undefined, {
    path: ['count'],
    message: 'a case needs count: people, roles, outcome, since, sentence_years',
  })

const review = z.strictObject({ by: z.string().regex(/^\p{Lu}{2,4}$/u, 'write the initials of the reviewer, as AB'), on: day })

/** The shape of the front matter of `<code>.md`. */
export const frontMatter = z.strictObject({
  title: z.string().min(3).max(80),
  status: z.string().min(3).max(160),
  questions: z.array(z.string().min(3)).min(4),
  reviewed: z.union([z.literal(false), review]),
})

export type Source = z.infer<typeof source>
type Count = z.infer<typeof count>

/** A stretch of text and the ids of the sources that stand behind it. */
export interface Statement {
  readonly text: string
  readonly sources: readonly string[]
}
export type Paragraph = readonly Statement[]

/** What happened in order, or in a guide the steps: `date` is missing where the line has no day of its own. */
export interface Timeline {
  readonly heading: string
  readonly entries: readonly { readonly date?: string; readonly text: Paragraph }[]
}

export interface ArticleText {
  readonly title: string
  readonly status: string
  readonly questions: readonly string[]
  readonly reviewed: boolean
  readonly lead: readonly Paragraph[]
  readonly timeline?: Timeline
}

export interface Article {
  readonly id: string
  readonly kind: Kind
  readonly country: Country | null
  readonly topics: readonly Topic[]
  readonly asOf: string
  readonly count?: Count
  readonly names: readonly string[]
  readonly aliases: readonly string[]
  readonly related: readonly string[]
  readonly sources: readonly Source[]
  readonly texts: Readonly<Partial<Record<Language, ArticleText>>>
}

/** The words of paragraphs without their marks, for the search and for checks. */
export function plainText(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map(statements => statements.map(statement => statement.text).join('')).join('\n')
}

function isCalendarDay(text: string): boolean {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number)
  const parsed = new Date(Date.UTC(year, month - 1, date))
  return parsed.getUTCMonth() === month - 1 && parsed.getUTCDate() === date
}
