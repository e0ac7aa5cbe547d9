// Sure, not sure, or silent: the three outcomes.
import type { Identity } from './identity.ts'
import type { WordMatch } from './match.ts'
import type { Question } from './question.ts'
import type { Ranked } from './rank.ts'
import type { Outcome, SearchArticle } from './search.ts'
import { holds, isUnknown, type Meant, meantBy, type Strangers, strangersTo } from './strangers.ts'

/** Below this chance that the first article is the right one it is not shown as the answer. */
const LEAST_TO_ANSWER = 0.6
/** Below this chance that one of the first three is right nothing is shown. */
const LEAST_TO_CHOOSE = 0.5

export interface Found {
  readonly ranked: readonly Ranked[]
  readonly matches: readonly WordMatch[]
  readonly question: Question
  readonly articles: readonly SearchArticle[]
  readonly identity: Identity
}

/**
 * Answer, choices or nothing. A case about people is only answered when the question has a name or a rare word of theirs and nobody else's;
 * a trend only when the base knows every word.
 */
export function decide(found: Found): Outcome {
  const hits = found.ranked.map(({ article, score }) => ({ article, score }))
  const first = found.ranked[0]
  if (first === undefined || !saysAnything(found)) return { kind: 'nothing', hits }
  const signs = weighSigns(found, first)
  const strange = strangersTo(first.number, found.matches, found.question, found.identity)
  if (chance(signs, FIRST_IS_RIGHT) >= LEAST_TO_ANSWER && mayAnswer(found, first, strange)) return { kind: 'answer', hits }
  if (strange.names.length > 0 && signs.best < KNOWN_NAME) return { kind: 'nothing', hits }
  return chance(signs, THREE_HOLD_IT) >= LEAST_TO_CHOOSE ? chooseFrom(found, strange) : { kind: 'nothing', hits }
}

/** So well the best word must stand in a title or an alias beside a stranger's name. */
const KNOWN_NAME = 0.8

/** A town and words that the base has never seen ask for the weather there, or the trains. */
function saysAnything({ matches, question }: Found): boolean {
  const besides = matches.filter(
    match => question.telling.has(match.skeleton) && !question.places.has(match.skeleton) && !/^\d+$/.test(match.skeleton),
  )
  if (besides.length === 0) return question.places.size > 0 || question.countries.size > 0
  return besides.some(match => !isUnknown(match))
}

function mayAnswer(found: Found, first: Ranked, strange: Strangers): boolean {
  const { matches, question, articles, identity } = found
  const kind = articles[first.number]?.kind
  if (!isAboutPeople(kind)) {
    const mayBeSomebody = strange.unknown.length > (kind === 'trend' ? 0 : 1) && !question.personal
    return strange.names.length === 0 && !mayBeSomebody
  }
  const meant = meantBy(first.number, matches, question, identity)
  if (meant === 'rare') return strange.names.length + strange.unknown.length === 0
  return meant === 'name' && strange.names.length === 0 && !hasOtherFirstName(found, first)
}

/** "Maral Achilova" in small letters: a word right before a surname that is no common word, and not the article's, is somebody else's first name. */
function hasOtherFirstName({ matches, question, identity }: Found, first: Ranked): boolean {
  return matches.some(match => {
    if (!match.close.some(term => identity.surnames.has(term))) return false
    const before = matches.find(({ skeleton }) => skeleton === question.before.get(match.skeleton))
    return before !== undefined && before.nearest < 1 && question.telling.has(before.skeleton) && !holds(before, first.number)
  })
}

/** Where a stranger is named, other people's cases are no choice. */
function chooseFrom({ ranked, matches, question, articles, identity }: Found, strange: Strangers): Outcome {
  const allowed: readonly Meant[] = strange.names.length > 0 ? ['name'] : ['name', 'first-name', 'rare']
  const isOthersCase = ({ number }: Ranked) =>
    isAboutPeople(articles[number]?.kind) && !allowed.includes(meantBy(number, matches, question, identity))
  const stranger = strange.names.length > 0 || strange.unknown.length > 1
  const [others, fit] = stranger ? [ranked.filter(isOthersCase), ranked.filter(hit => !isOthersCase(hit))] : [[], ranked]
  const hits = [...fit, ...others].map(({ article, score }) => ({ article, score }))
  return { kind: (fit[0]?.score ?? 0) >= LEAST_OF_FIRST * (ranked[0]?.score ?? 1) ? 'choices' : 'nothing', hits }
}

/** What is further behind the best was not meant. */
const LEAST_OF_FIRST = 0.5

function isAboutPeople(kind: string | undefined): boolean {
  return kind === 'case' || kind === 'event'
}

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

export function weighSigns(
  { ranked, matches, question, articles }: Pick<Found, 'ranked' | 'matches' | 'question' | 'articles'>,
  first: Ranked,
): Signs {
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
