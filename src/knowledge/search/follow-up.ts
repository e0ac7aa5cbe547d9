// A short further question takes what it leaves out from the conversation: "and in Tajikistan?", "why?", "when was she freed?".
import type { WordMatch } from './match.ts'
import type { Question } from './question.ts'
import type { Context, Hit, Outcome, SearchArticle } from './search.ts'
import { holds } from './strangers.ts'

/** What a further question is judged by: `matches` are its words, in the order of `question.words`. */
export interface Further {
  readonly question: Question
  readonly matches: readonly WordMatch[]
  readonly context: Context | undefined
  readonly articles: readonly SearchArticle[]
}

/**
 * What a question comes to that leaves its subject out: one that names nothing but a country asks for the like of the last article there,
 * one with "he", "she" or "it", or with nothing but a question word, for the last article, if that has all else it speaks of.
 * Undefined when the question stands on its own.
 */
export function followUp({ question, matches, context, articles }: Further): Outcome | undefined {
  const number = articles.findIndex(article => article.id === context?.articles[0])
  const last = articles[number]
  if (last === undefined || !isShort(question)) return undefined
  const besides = matches.filter(match => question.telling.has(match.skeleton))
  if (question.countries.size > 0) {
    return besides.every(match => question.places.has(match.skeleton)) ? inCountries(question, last, articles) : undefined
  }
  const leans = question.refersBack || (question.asks && besides.length === 0)
  if (!leans || !isAbout(number, besides)) return undefined
  return { kind: 'answer', hits: [{ article: last.id, score: 1 }] }
}

/** A short question that leans to the article just shown, but not surely enough on its own, is about that article. */
export function leanOn(outcome: Outcome, { question, matches, context, articles }: Further): Outcome {
  const last = articles.findIndex(article => article.id === context?.articles[0])
  if (last === -1 || outcome.kind === 'answer' || question.countries.size > 0 || !isShort(question)) return outcome
  const besides = matches.filter(match => question.telling.has(match.skeleton))
  const id = (articles[last] as SearchArticle).id
  const near = outcome.hits.slice(0, outcome.kind === 'choices' ? 3 : 1).find(hit => hit.article === id)
  if (!isAbout(last, besides) || !(question.asks || (near?.score ?? 0) >= LEAST_LEANING)) return outcome
  return { kind: 'answer', hits: [near ?? { article: id, score: LEAST_LEANING }, ...outcome.hits.filter(hit => hit.article !== id)] }
}

/** Long questions stand on their own, and so does what is said to the bot itself. */
function isShort(question: Question): boolean {
  return question.length <= MOST_WORDS && !question.addresses && !question.countries.has('elsewhere')
}

/** Whether an article has every word: anything else would be a new subject. */
function isAbout(article: number, besides: readonly WordMatch[]): boolean {
  return besides.every(match => match.nearest >= LEAST_SAME && holds(match, article))
}

const LEAST_SAME = 0.75
const LEAST_LEANING = 0.4
const MOST_WORDS = 7
const MOST_HITS = 10
/** What is worth this much is of the same kind and shares a topic. */
const SAME_KIND = 0.6

function inCountries({ countries }: Question, last: SearchArticle, articles: readonly SearchArticle[]): Outcome {
  const hits: Hit[] = articles
    .filter(
      article => [...countries].some(where => where === (article.country ?? 'region')) || (article === last && article.country === null),
    )
    .map(article => ({ article: article.id, score: article === last ? SAME_KIND : likenessOf(article, last) }))
    .filter(hit => hit.score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_HITS)
  const [first, second] = hits
  if (first === undefined) return { kind: 'nothing', hits }
  return { kind: first.score > SAME_KIND && first.score > (second?.score ?? 0) ? 'answer' : 'choices', hits }
}

/** How much an article is to its country what the other is to its own: the kind, and the topics they share (Jaccard's index). */
function likenessOf(one: SearchArticle, other: SearchArticle): number {
  const shared = one.topics.filter(topic => other.topics.includes(topic)).length
  const all = new Set([...one.topics, ...other.topics]).size
  return (one.kind === kindElsewhere(other.kind) ? SAME_KIND : 0) + (1 - SAME_KIND) * (shared / all)
}

/** Who asks about another country after one person's case asks how it is there, not for some other person. */
function kindElsewhere(kind: string): string {
  return kind === 'case' || kind === 'event' ? 'trend' : kind
}
