// Sure, not sure, or silent: the three outcomes.
import type { WordMatch } from './match.ts'
import type { Ranked } from './rank.ts'
import type { Outcome } from './search.ts'

const LEAST_SCORE = 0.35
const LEAST_RAREST = 0.3
const LEAST_MARGIN = 0.12

export function decide(ranked: readonly Ranked[], matches: readonly WordMatch[]): Outcome {
  const hits = ranked.map(({ article, score }) => ({ article, score }))
  const [first, second] = ranked
  if (first === undefined || first.score < LEAST_SCORE) return { kind: 'nothing', hits }
  const rarest = matches.toSorted((one, other) => other.idf - one.idf)[0]
  if (rarest !== undefined && (rarest.byArticle[first.number] as number) < LEAST_RAREST) return { kind: 'nothing', hits }
  const margin = second === undefined ? 1 : (first.score - second.score) / first.score
  return { kind: margin < LEAST_MARGIN ? 'choices' : 'answer', hits }
}
