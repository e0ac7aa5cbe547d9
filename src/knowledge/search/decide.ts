// Sure, not sure, or silent: the three outcomes.
import type { WordMatch } from './match.ts'
import type { Question } from './question.ts'
import type { Ranked } from './rank.ts'
import type { Outcome, SearchArticle } from './search.ts'

const LEAST_SCORE = 0.35
const LEAST_RAREST = 0.3
const LEAST_MARGIN = 0.12

/** What speaks for the first of the ranked articles, each 0..1. */
export function evidence(ranked: readonly Ranked[], matches: readonly WordMatch[], question: Question, articles: readonly SearchArticle[]): Record<string, number> {
  const [first, second] = ranked
  if (first === undefined) return { none: 1 }
  const all = matches.reduce((sum, match) => sum + match.idf, 0)
  const of = (value: (match: WordMatch) => number) => (all === 0 ? 0 : matches.reduce((sum, match) => sum + match.idf * value(match), 0) / all)
  const rarest = matches.toSorted((one, other) => other.idf - one.idf)[0]
  const article = articles[first.number] as SearchArticle
  return {
    score: first.score,
    margin: second === undefined ? 1 : (first.score - second.score) / first.score,
    rarest: rarest === undefined ? 1 : (rarest.byArticle[first.number] as number),
    subject: of(match => match.bySubject[first.number] as number),
    best: matches.reduce((most, match) => Math.max(most, match.bySubject[first.number] as number), 0),
    bestIdf: matches.reduce((most, match) => Math.max(most, (match.bySubject[first.number] as number) * match.idf / 4), 0),
    missing: of(match => ((match.byArticle[first.number] as number) < 0.15 ? 1 : 0)),
    unknown: of(match => (match.known ? 0 : 1)),
    country: article.country !== null && question.countries.has(article.country as 'kz') ? 1 : 0,
    words: Math.min(1, matches.length / 5),
    elsewhere: question.countries.has('elsewhere') ? 1 : 0,
    guide: article.kind === 'guide' ? 1 : 0,
    case: article.kind === 'case' || article.kind === 'event' ? 1 : 0,
    weight: Math.min(1, all / 15),
  }
}

export function decide(ranked: readonly Ranked[], matches: readonly WordMatch[]): Outcome {
  const hits = ranked.map(({ article, score }) => ({ article, score }))
  const [first, second] = ranked
  if (first === undefined || first.score < LEAST_SCORE) return { kind: 'nothing', hits }
  const rarest = matches.toSorted((one, other) => other.idf - one.idf)[0]
  if (rarest !== undefined && (rarest.byArticle[first.number] as number) < LEAST_RAREST) return { kind: 'nothing', hits }
  const margin = second === undefined ? 1 : (first.score - second.score) / first.score
  return { kind: margin < LEAST_MARGIN ? 'choices' : 'answer', hits }
}
