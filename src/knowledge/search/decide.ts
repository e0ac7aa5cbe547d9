// Sure, not sure, or silent: the three outcomes.
import type { WordMatch } from './match.ts'
import type { Question } from './question.ts'
import type { Ranked } from './rank.ts'
import type { Outcome, SearchArticle } from './search.ts'

/** Below this chance that the first article is the right one it is not shown as the answer. */
const LEAST_TO_ANSWER = 0.6
/** Below this chance that one of the first three is right nothing is shown. */
const LEAST_TO_CHOOSE = 0.5

export interface Found {
  readonly ranked: readonly Ranked[]
  readonly matches: readonly WordMatch[]
  readonly question: Question
  readonly articles: readonly SearchArticle[]
}

/** Answer, choices or nothing. A name that the base does not know is never answered by the other words around it. */
export function decide(found: Found): Outcome {
  const hits = found.ranked.map(({ article, score }) => ({ article, score }))
  const first = found.ranked[0]
  if (first === undefined) return { kind: 'nothing', hits }
  const signs = weighSigns(found, first)
  const stranger = found.matches.some(match => !match.known && found.question.names.has(match.skeleton))
  if (stranger && signs.best < KNOWN_NAME) return { kind: 'nothing', hits }
  if (!stranger && chance(signs, FIRST_IS_RIGHT) >= LEAST_TO_ANSWER) return { kind: 'answer', hits }
  return { kind: chance(signs, THREE_HOLD_IT) >= LEAST_TO_CHOOSE ? 'choices' : 'nothing', hits }
}

/** So well the best word must stand in a title or an alias beside an unknown name. */
const KNOWN_NAME = 0.8

/** What speaks for and against the first article, each 0..1. */
export interface Signs {
  readonly always: 1
  readonly score: number
  /** How far the second article stays behind. */
  readonly margin: number
  /** The share of the question, by idf, that stands in the title or aliases, and the best such word. */
  readonly subject: number
  readonly best: number
  /** The share of the question that the article lacks, and that the whole base lacks. */
  readonly missing: number
  readonly unknown: number
  readonly country: number
  readonly elsewhere: number
  /** How much the question says: five words, or the idf of three and a half that no article has, are all one can wish. */
  readonly words: number
  readonly weight: number
}

// Logistic regression, fitted to the example questions of 34 articles in eight languages, each held out of the index and every second one
// also mistyped, and to questions that no article answers; half of them were kept aside to check it.
const FIRST_IS_RIGHT: Readonly<Record<keyof Signs, number>> = {
  always: -7.8,
  score: 5.9,
  margin: 2.8,
  subject: 1.6,
  best: 0.7,
  missing: -0.8,
  unknown: -1,
  country: 1.8,
  elsewhere: -0.8,
  words: 1.6,
  weight: 3.7,
}
const THREE_HOLD_IT: Readonly<Record<keyof Signs, number>> = {
  always: -8.2,
  score: 7.4,
  margin: 1.2,
  subject: 1.1,
  best: 1,
  missing: -1.7,
  unknown: -0.4,
  country: 2.1,
  elsewhere: -1.3,
  words: 3,
  weight: 4.1,
}

function chance(signs: Signs, weights: Readonly<Record<keyof Signs, number>>): number {
  let sum = 0
  for (const sign of Object.keys(weights) as (keyof Signs)[]) sum += signs[sign] * weights[sign]
  return 1 / (1 + Math.exp(-sum))
}

const LACKS = 0.15
const MANY_WORDS = 5
const MUCH_IDF = 3.5

export function weighSigns({ ranked, matches, question, articles }: Found, first: Ranked): Signs {
  const second = ranked[1]
  // That the city is right says little while all else is amiss: "train to Bishkek".
  const besides = matches.filter(match => !question.places.has(match.skeleton))
  const telling = besides.length > 0 ? besides : matches
  const all = telling.reduce((sum, match) => sum + match.idf, 0)
  const share = (of: (match: WordMatch) => number) => (all === 0 ? 0 : telling.reduce((sum, match) => sum + match.idf * of(match), 0) / all)
  const inSubject = (match: WordMatch) => match.bySubject[first.number] as number
  const country = articles[first.number]?.country
  return {
    always: 1,
    score: first.score,
    margin: second === undefined ? 1 : (first.score - second.score) / first.score,
    subject: share(inSubject),
    best: telling.reduce((most, match) => Math.max(most, inSubject(match)), 0),
    missing: share(match => ((match.byArticle[first.number] as number) < LACKS ? 1 : 0)),
    unknown: share(match => (match.known ? 0 : 1)),
    country: [...question.countries].some(where => where === country) ? 1 : 0,
    elsewhere: question.countries.has('elsewhere') ? 1 : 0,
    words: Math.min(1, telling.length / MANY_WORDS),
    weight: Math.min(1, all / MUCH_IDF),
  }
}
