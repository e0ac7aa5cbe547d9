// Finds the article that answers a question, or says that none does.
import type { Language } from '#language/languages.ts'
import { bareCountry } from './bare-country.ts'
import { orHelp } from './danger.ts'
import { decide } from './decide.ts'
import { followUp, leanOn } from './follow-up.ts'
import { foldFunctionWords } from './function-words.ts'
import { createMatcher } from './match.ts'
import { createQuestionReader } from './question.ts'
import { rank } from './rank.ts'
import { buildIndex } from './search-index.ts'

/** One article in one language; `body` is the status and the timeline, plain text without marks. */
export interface SearchText {
  readonly article: string
  readonly language: Language
  readonly title: string
  readonly questions: readonly string[]
  readonly lead: string
  readonly body: string
}

/** What of an article is the same in all languages; `names` holds ids. */
export interface SearchArticle {
  readonly id: string
  readonly country: string | null
  readonly kind: string
  readonly topics: readonly string[]
  readonly aliases: readonly string[]
  readonly names: readonly string[]
}

/** A name in every language and in the other spellings that people type. */
export interface SearchName {
  readonly id: string
  readonly kind: 'person' | 'place' | 'outlet' | 'organisation' | 'body'
  readonly spellings: readonly string[]
}

/** `score` is 0..1 and comparable between questions. */
export interface Hit {
  readonly article: string
  readonly score: number
}

/** `hits` are ranked, best first, at most ten: an answer is the first of them, choices are the first three. */
export type Outcome =
  | { readonly kind: 'answer'; readonly hits: readonly Hit[] }
  | { readonly kind: 'choices'; readonly hits: readonly Hit[] }
  | { readonly kind: 'nothing'; readonly hits: readonly Hit[] }

/** What the conversation was about so far, latest first; ids only. */
export interface Context {
  readonly articles: readonly string[]
  readonly country?: string
}

export interface Search {
  find(question: string, options: { readonly language: Language; readonly context?: Context }): Outcome
}

export interface SearchBase {
  readonly articles: readonly SearchArticle[]
  readonly texts: readonly SearchText[]
  readonly names: readonly SearchName[]
}

/** Builds the index of all articles in memory; `find` is pure and takes a fraction of a millisecond. */
export function createSearch(base: SearchBase): Search {
  const index = buildIndex(base)
  const matcher = createMatcher(index, base.articles.length)
  const reader = createQuestionReader(foldFunctionWords())

  return {
    find(question, { language, context }) {
      const asked = reader.read(question, language)
      const matches = asked.words.map(word => matcher.match(word, language))
      const further = { question: asked, matches, context, articles: base.articles }
      const followed = followUp(further)
      if (followed !== undefined) return followed
      const bare = bareCountry(asked, base.articles)
      if (bare !== undefined) return bare
      const ranked = rank(base.articles, matches, asked, language)
      const found = { ranked, matches, question: asked, articles: base.articles, identity: index.identity }
      return orHelp(leanOn(decide(found), further), found)
    },
  }
}
