// Tells whether a question is about the people of an article, or about somebody whom the base does not know.
import type { Identity, Phrase } from './identity.ts'
import type { WordMatch } from './match.ts'
import type { Question } from './question.ts'

/** How surely a question means an article's own people or event: by a name of its own, by a rare word of its own, by a first name, or not at all. */
export type Meant = 'name' | 'rare' | 'first-name' | 'no'

export interface Strangers {
  /** What the article lacks: words that look like somebody's name, and words that the whole base does not know. */
  readonly names: readonly string[]
  readonly unknown: readonly string[]
}

/** So well a word must stand in an article not to be strange to it. */
const LEAST_HELD = 0.15
const LEAST_NAMED = 0.6
const SAME_WORD = 0.75
/** What is less like any word of the base is unknown to it. */
const LEAST_FAMILIAR = 0.72

/** The words of a question that are strange to an article. */
export function strangersTo(article: number, matches: readonly WordMatch[], question: Question, identity: Identity): Strangers {
  const strange = matches.filter(
    match => question.telling.has(match.skeleton) && !question.places.has(match.skeleton) && !holds(match, article),
  )
  const names = strange.filter(match => looksLikeName(match, question, identity))
  return {
    names: names.map(match => match.skeleton),
    unknown: strange
      .filter(match => !names.includes(match) && !question.places.has(match.skeleton) && isUnknown(match))
      .map(match => match.skeleton),
  }
}

/** Whether an article has a word, in its title or anywhere. */
export function holds(match: WordMatch, article: number): boolean {
  if (SURNAME.test(match.skeleton)) return (match.bySubject[article] as number) >= SAME_WORD
  return (match.bySubject[article] as number) >= LEAST_NAMED || (match.byArticle[article] as number) >= LEAST_HELD
}

export function isUnknown(match: WordMatch): boolean {
  return match.nearest < LEAST_FAMILIAR && match.groups.length === 0 && !/\d/.test(match.skeleton)
}

/** Whether a word is a name of the base, or looks like one that the base does not know. */
export function looksLikeName(match: WordMatch, question: Question, { given, surnames, isProper }: Identity): boolean {
  const [exact] = match.close
  if (question.places.has(match.skeleton)) return false
  const capital = question.names.has(match.skeleton)
  if (match.close.some(term => surnames.has(term) || (given.has(term) && (capital || isProper(term))))) return true
  if (match.nearest === 1) return exact !== undefined && match.groups.length === 0 && isProper(exact)
  if (SURNAME.test(match.skeleton)) return !(match.nearest >= SAME_FORM && question.language === 'ru')
  return capital && match.nearest < SAME_FORM
}

/** A known stem is no stranger's name, whatever it looks like: Russian "активистов" ends as a surname does. */
const SAME_FORM = 0.8

/** Skeletons of surnames in -ov, -eva, -zoda, -bek and their case endings, which phones do not write with a capital. */
const SURNAME = /^\p{L}{2,}(?:[aeio]v(?:a|o|oi|im|oio)?|zoda|zade|bek)(?:[gk]a|n[ie]n?|ni[gn]|d[aei]n?|t[aei]n?|ro|m[ie]|i)?$/u

/** How surely the words mean the article. */
export function meantBy(article: number, matches: readonly WordMatch[], question: Question, identity: Identity): Meant {
  const close = new Set(matches.flatMap(match => match.close))
  if (identity.own[article] !== undefined && [...close].some(term => identity.own[article]?.has(term))) return 'name'
  const phrases = identity.phrases[article] ?? []
  if (phrases.some(phrase => isSaid(phrase, close))) return 'name'
  const inSubject = matches.filter(match => question.words.includes(match.skeleton) && (match.bySubject[article] as number) >= SAME_WORD)
  const others = inSubject.filter(match => !match.close.some(term => identity.given.has(term)))
  if (others.some(match => isAlone(match, article))) return 'rare'
  return inSubject.length > others.length ? 'first-name' : 'no'
}

function isSaid(phrase: Phrase, close: ReadonlySet<number>): boolean {
  return phrase.every(word => word.some(term => close.has(term)))
}

const LEAST_RARE = 5

/** No other article is about this word. */
function isAlone({ skeleton, bySubject }: WordMatch, article: number): boolean {
  return skeleton.length >= LEAST_RARE && bySubject.every((like, other) => other === article || like < LEAST_NAMED)
}
