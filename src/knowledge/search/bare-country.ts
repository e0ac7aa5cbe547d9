// A question that names a country and nothing else: its trend, its guide and its rating.
import type { Question } from './question.ts'
import type { Outcome, SearchArticle } from './search.ts'

const KINDS = ['trend', 'guide', 'rating']

/** The choices for a bare country, or undefined when the question says more. */
export function bareCountry(question: Question, articles: readonly SearchArticle[]): Outcome | undefined {
  const [where, ...more] = question.countries
  if (where === undefined || where === 'elsewhere' || more.length > 0 || question.addresses) return undefined
  if ([...question.telling].some(word => !question.places.has(word)) || question.places.size > 0) return undefined
  const own = articles.filter(article => (article.country ?? 'region') === where)
  const firsts = KINDS.flatMap(kind => own.find(article => article.kind === kind) ?? [])
  const rest = own.filter(article => !firsts.includes(article))
  const hits = [...firsts, ...rest].slice(0, MOST_HITS).map(({ id }, at) => ({ article: id, score: 1 / (at + 2) }))
  return hits.length === 0 ? undefined : { kind: 'choices', hits }
}

const MOST_HITS = 10
