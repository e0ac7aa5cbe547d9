// A short further question takes what it leaves out from the conversation: "and in Tajikistan?", "why?", "when was she freed?".
import type { Question } from './question.ts'
import type { Context, Hit, Outcome, SearchArticle } from './search.ts'

/**
 * What a question comes to that leaves its subject out: one that names nothing but a country asks for the like of the last article there,
 * one that names nothing, or only "he", "she" or "it", for the last article. Undefined when the question stands on its own.
 */
export function followUp(question: Question, context: Context | undefined, articles: readonly SearchArticle[]): Outcome | undefined {
  const last = articles.find(article => article.id === context?.articles[0])
  if (last === undefined || question.length > MOST_WORDS || question.countries.has('elsewhere')) return undefined
  const subjects = question.words.filter(word => !question.places.has(word))
  if (subjects.length > 0 && !(question.refersBack && question.countries.size === 0)) return undefined
  return question.countries.size === 0 ? { kind: 'answer', hits: [{ article: last.id, score: 1 }] } : inCountries(question, last, articles)
}

/** A short question that leans to the article just shown, but not surely enough on its own, is about that article. */
export function leanOn(outcome: Outcome, question: Question, context: Context | undefined): Outcome {
  const last = context?.articles[0]
  if (last === undefined || outcome.kind === 'answer' || question.length > MOST_WORDS || question.countries.has('elsewhere')) return outcome
  const near = outcome.hits.slice(0, outcome.kind === 'choices' ? 3 : 1).find(hit => hit.article === last)
  if (near === undefined || near.score < LEAST_LEANING) return outcome
  return { kind: 'answer', hits: [near, ...outcome.hits.filter(hit => hit !== near)] }
}

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
