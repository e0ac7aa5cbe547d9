// The library: every article by id, by country, by topic and by question, in memory.

import { createDetector } from '#language/detect.ts'
import { isLanguage, type Language } from '#language/languages.ts'
import { type Article, type ArticleText, kinds, type Place, places, plainText, type Topic, topics } from './article.ts'
import type { Fault } from './fault.ts'
import { spellings } from './names.ts'
import { type Base, readBase } from './read-base.ts'
import { type Context, createSearch, type Outcome, type SearchText } from './search/search.ts'

/** What a question came to: the outcome of the search, the language the question seems to be in, and whether that is sure. */
export type Asked = Outcome & { readonly language: Language; readonly sure: boolean }

export interface Library {
  readonly articles: readonly Article[]
  get(id: string): Article | undefined
  /** The places and topics that have articles, in the order in which they are shown. */
  places(): readonly Place[]
  topics(place: Place): readonly Topic[]
  browse(place: Place, topic: Topic | undefined): readonly Article[]
  /**
   * Finds the article that answers; pure, in memory, a fraction of a millisecond. `chosen` is the person's language,
   * `expected` the one to be expected while none is chosen: the last one heard, or that of their app.
   */
  ask(question: string, options?: { chosen?: Language | undefined; expected?: Language | undefined; context?: Context | undefined }): Asked
}

/** Sample sentences of each language, beside the articles, for telling languages apart. */
export type Samples = readonly { readonly language: Language; readonly text: string }[]

/** Loads the folder of articles; `samples` are further sentences (the bot's own words) to learn the languages from. */
export function loadLibrary(
  folder: string,
  samples: Samples = [],
): { ok: true; library: Library; base: Base } | { ok: false; faults: readonly Fault[] } {
  const read = readBase(folder)
  return read.ok ? { ok: true, library: createLibrary(read.base, samples), base: read.base } : read
}

/** So many articles back a short further question may refer. */
const MOST_REMEMBERED = 3

/** The articles of a conversation after another one was shown, newest first. */
export function rememberShown(articles: readonly string[], shown: string): string[] {
  return [shown, ...articles.filter(id => id !== shown)].slice(0, MOST_REMEMBERED)
}

function createLibrary(base: Base, samples: Samples): Library {
  const byId = new Map(base.articles.map(article => [article.id, article]))
  const texts = base.articles.flatMap(searchTexts)
  const search = createSearch({
    articles: base.articles,
    texts,
    names: base.names.map(name => ({ id: name.id, kind: name.kind, spellings: spellings(name) })),
  })
  const detector = createDetector([...texts.map(text => ({ language: text.language, text: sampleOf(text) })), ...samples])
  const at = (place: Place) => base.articles.filter(article => (article.country ?? 'region') === place)
  return {
    articles: base.articles,
    get: id => byId.get(id),
    places: () => places.filter(place => at(place).length > 0),
    topics: place => topics.filter(topic => at(place).some(article => article.topics.includes(topic))),
    browse: (place, topic) =>
      at(place)
        .filter(article => topic === undefined || article.topics.includes(topic))
        .sort(byKind),
    ask(question, { chosen, expected = chosen, context } = {}) {
      const { language, sure } = detector.detect(question, { expected })
      const outcome = search.find(question, { language: sure ? language : (expected ?? language), ...(context && { context }) })
      return { ...outcome, language, sure }
    },
  }
}

function byKind(one: Article, other: Article): number {
  return kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || one.id.localeCompare(other.id, 'en')
}

function searchTexts(article: Article): SearchText[] {
  return Object.entries(article.texts)
    .filter((entry): entry is [Language, ArticleText] => isLanguage(entry[0]))
    .map(([language, text]) => ({
      article: article.id,
      language,
      title: text.title,
      questions: text.questions,
      lead: plainText(text.lead),
      body: [text.status, plainText(text.timeline?.entries.map(entry => entry.text) ?? [])].join('\n'),
    }))
}

function sampleOf(text: SearchText): string {
  return [text.title, ...text.questions, text.lead, text.body].join('\n')
}
