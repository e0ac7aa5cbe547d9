// Puts the matches of a question's words together: one score for each article.
import type { Language } from '#language/languages.ts'
import { troubles } from './danger.ts'
import type { WordMatch } from './match.ts'
import type { Question } from './question.ts'
import type { Hit, SearchArticle } from './search.ts'

export interface Ranked extends Hit {
  readonly number: number
}

const MOST_HITS = 10
/** How much a word that the base does not know at all counts against every article. */
const UNKNOWN_WORD = 0.6
/** The weight of a named country, in the measure of idf: nearly that of a name. */
const COUNTRY_WORTH = 0.47
const ABOUT_COUNTRY = 0.95
const ABOUT_REGION = 0.35

/**
 * The share of what the question could at best have scored (the idf of all its words) that an article reaches, 0..1,
 * times what the article's country and kind make likely.
 */
export function rank(articles: readonly SearchArticle[], matches: readonly WordMatch[], question: Question, language: Language): Ranked[] {
  const named = [...question.countries].filter(where => where !== 'elsewhere')
  const possible = matches.reduce((sum, match) => sum + match.idf * (match.known ? 1 : UNKNOWN_WORD), named.length > 0 ? COUNTRY_WORTH : 0)
  if (possible === 0) return []
  const ranked: Ranked[] = []
  const standsIn = regionFor(articles, named, question)
  articles.forEach((article, number) => {
    let reached = COUNTRY_WORTH * countryMatch(article, named, standsIn)
    for (const match of matches) reached += match.idf * (match.byArticle[number] as number)
    if (reached === 0) return
    const score = (reached / possible) * countryFactor(article, named, language) * kindFactor(article, question)
    ranked.push({ article: article.id, number, score: Math.min(1, score) })
  })
  return ranked.sort((one, other) => other.score - one.score).slice(0, MOST_HITS)
}

function countryMatch(article: SearchArticle, named: readonly string[], standsIn: ReadonlySet<SearchArticle>): number {
  if (named.length === 0) return 0
  const whole = named.length > 1 || named.includes('region') || standsIn.has(article)
  if (article.country === null) return whole ? ABOUT_COUNTRY : ABOUT_REGION
  return named.includes(article.country) ? ABOUT_COUNTRY / named.length : 0
}

/** The trends of the whole region that are asked for and that the country has none of its own of. */
function regionFor(articles: readonly SearchArticle[], named: readonly string[], { groups }: Question): ReadonlySet<SearchArticle> {
  const topics = named.length === 0 ? [] : Object.keys(GROUPS_OF).filter(topic => GROUPS_OF[topic]?.some(group => groups.has(group)))
  const trends =
    topics.length === 0 ? [] : articles.filter(({ kind, topics: own }) => kind === 'trend' && own.some(topic => topics.includes(topic)))
  return new Set(trends.some(({ country }) => country !== null && named.includes(country)) ? [] : trends)
}

const GROUPS_OF: Readonly<Record<string, readonly string[]>> = { assembly: ['#rally'], ngo: ['#ngo'] }

const OTHER_COUNTRY = 0.4
const BEHIND_COUNTRY = 0.75
const HOME = 1
const NOT_HOME = 0.8
const homeOf: Partial<Record<Language, string>> = { kk: 'kz', ky: 'kg', tg: 'tj', tk: 'tm', uz: 'uz', kaa: 'uz' }
/** Kinds that exist for each country: without a country in the question the one of the whole region comes first. */
const PER_COUNTRY = new Set(['rating', 'trend', 'guide', 'law'])

/** Articles on another country than the one asked about step back; where none is named, the asker's own language is a hint. */
function countryFactor(article: SearchArticle, named: readonly string[], language: Language): number {
  if (article.country === null) return named.length === 1 && named[0] !== 'region' && article.kind !== 'trend' ? BEHIND_COUNTRY : 1
  if (named.length > 0) return named.includes(article.country) || named.includes('region') ? 1 : OTHER_COUNTRY
  if (!PER_COUNTRY.has(article.kind)) return 1
  return article.country === homeOf[language] ? HOME : NOT_HOME
}

const GUIDE_FOR_MYSELF = 1.15
/** Who asks about rallies, and not about the police there, asks whether they are allowed. */
const GUIDE_FOR_RALLIES = 0.6

function kindFactor(article: SearchArticle, question: Question): number {
  if (article.kind !== 'guide') return 1
  if (question.personal) return GUIDE_FOR_MYSELF
  return question.groups.has('#rally') && !troubles.some(group => question.groups.has(group)) ? GUIDE_FOR_RALLIES : 1
}
