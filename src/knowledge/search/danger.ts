// People in danger are led to the guides on detention, however few of their words the base knows.
import type { Found } from './decide.ts'
import type { Hit, Outcome, SearchArticle } from './search.ts'
import { isUnknown, looksLikeName } from './strangers.ts'

const TROUBLE = ['#detain', '#taken', '#police', '#torture', '#search', '#summons']
const URGENT = ['#what_to_do', '#beaten', '#search', '#summons', '#help', '#family', '#rights']
const AROUND = ['#rally', '#hours', '#lawyer', '#call', '#release', '#prison', '#silent', '#court', '#safe']
/** The groups of synonyms that danger is heard in. */
export const troubles: readonly string[] = TROUBLE

/** What the search found, or the guides instead when the question speaks of danger and the outcome does not. */
export function orHelp(outcome: Outcome, found: Found): Outcome {
  const { question, ranked, articles } = found
  const danger = dangerIn(found)
  const first = outcome.kind === 'answer' ? articles.find(({ id }) => id === outcome.hits[0]?.article) : undefined
  const keeps = first === undefined ? danger === 'told' && outcome.kind === 'choices' : first.kind === 'guide' || !question.personal
  if (danger === 'none' || keeps) return outcome
  const guides = articles.filter(isDetentionGuide)
  const named = guides.filter(({ country }) => [...question.countries].some(where => where === country))
  const [only] = named
  if (only !== undefined && named.length === 1 && danger === 'now') return { kind: 'answer', hits: [hit(only), ...others(outcome, [only])] }
  const placeOf = ({ id, country }: SearchArticle) =>
    named.some(guide => guide.id === id)
      ? -2
      : country === null
        ? -1
        : (ranked.findIndex(({ article }) => article === id) + MOST_HITS + 1) % (MOST_HITS + 1)
  const sorted = guides.toSorted((one, other) => placeOf(one) - placeOf(other)).slice(0, MOST_CHOICES)
  return sorted.length === 0 ? outcome : { kind: 'choices', hits: [...sorted.map(hit), ...others(outcome, sorted)] }
}

/** `now`: it happens to the one who writes or to their own; `told`: it is spoken of. */
function dangerIn({ question, matches, identity }: Found): 'now' | 'told' | 'none' {
  const { groups, personal, countries } = question
  const has = (list: readonly string[]) => list.filter(group => groups.has(group)).length
  const urgent = personal || has(URGENT) > 0
  if (has(TROUBLE) === 0 || (has(TROUBLE) === 1 && !urgent) || countries.has('elsewhere')) return 'none'
  const heard = [...TROUBLE, ...URGENT, ...AROUND]
  const besides = matches.filter(match => match.known && !match.groups.some(group => heard.includes(group)))
  if (besides.length > matches.length / 2 || matches.some(match => looksLikeName(match, question, identity))) return 'none'
  // Two words that the base has never seen may be somebody's name in small letters.
  if (!personal && matches.filter(isUnknown).length > 1) return 'none'
  return urgent ? 'now' : 'told'
}

function isDetentionGuide({ kind, topics }: SearchArticle): boolean {
  return kind === 'guide' && topics.includes('rights')
}

const HELPFUL = 0.6

function hit({ id }: SearchArticle): Hit {
  return { article: id, score: HELPFUL }
}

function others(outcome: Outcome, shown: readonly SearchArticle[]): Hit[] {
  return outcome.hits.filter(({ article }) => !shown.some(({ id }) => id === article)).slice(0, MOST_HITS - shown.length)
}

const MOST_HITS = 10
const MOST_CHOICES = 3
