// Builds the index: vocabulary and postings of all texts, and which article and language each text belongs to.
import type { Language } from '#language/languages.ts'
import { fieldsOfNames, fieldsOfText, foldNames } from './fields.ts'
import { collectIdentity, type Identity } from './identity.ts'
import { createPostings, type Field, type Postings } from './postings.ts'
import type { SearchBase } from './search.ts'
import { createStemmer, type Stemmer } from './stem.ts'
import { collectStems, createTerms, type Terms } from './terms.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

/** The layer of a text: a language, or 'all' for names and aliases. */
export type Layer = Language | 'all'

export interface Index {
  readonly vocabulary: Vocabulary
  readonly postings: Postings
  readonly stemmer: Stemmer
  /** By number of text: the number of its article and its layer. */
  readonly articleOf: Int32Array
  readonly layerOf: readonly Layer[]
  readonly identity: Identity
}

export function buildIndex(base: SearchBase): Index {
  const terms = createTerms()
  const rows = collectRows(base, terms)
  const identity = collectIdentity(base, terms)
  const postings = createPostings(
    rows.map(row => row.fields),
    terms.list.length,
  )
  const stemmer = createStemmer()
  const layerOf = rows.map(row => row.layer)
  const stems = collectStems(terms.list, layerOf, postings, stemmer)
  return {
    vocabulary: createVocabulary(terms.list, stems),
    postings,
    stemmer,
    articleOf: Int32Array.from(rows, row => row.article),
    layerOf,
    identity,
  }
}

interface Row {
  /** The number of the article. */
  readonly article: number
  readonly layer: Layer
  readonly fields: readonly Field[]
}

/** One row for each text, and one for each article's names and aliases. */
function collectRows({ articles, texts, names }: SearchBase, terms: Terms): Row[] {
  const byArticle = Map.groupBy(texts, text => text.article)
  const folded = foldNames(names, terms)
  return articles.flatMap((article, number) => {
    const own = byArticle.get(article.id) ?? []
    const titles = own.map(text => text.title)
    return [
      ...own.map((text): Row => ({ article: number, layer: text.language, fields: fieldsOfText(text, terms) })),
      { article: number, layer: 'all', fields: fieldsOfNames(article, titles, folded, terms) },
    ]
  })
}
