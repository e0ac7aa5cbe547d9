// Builds the index: vocabulary and postings of all texts, and which article and language each text belongs to.
import { type Language, languages } from '#language/languages.ts'
import { plainLetters } from '#language/script.ts'
import { whereOf } from './countries.ts'
import { fold, words } from './fold.ts'
import { createPostings, type Field, type Postings } from './postings.ts'
import type { SearchArticle, SearchBase, SearchName, SearchText } from './search.ts'
import { createStemmer, type Family, familyOf, type Stemmer } from './stem.ts'
import { createSynonyms, type Synonyms } from './synonyms.ts'
import { createVocabulary, stemKey, type Vocabulary } from './vocabulary.ts'

/** The layer of a text: a language, or 'all' for names and aliases. */
export type Layer = Language | 'all'

export interface Index {
  readonly vocabulary: Vocabulary
  readonly postings: Postings
  readonly stemmer: Stemmer
  /** By number of text: the number of its article and its layer. */
  readonly articleOf: Int32Array
  readonly layerOf: readonly Layer[]
}

export function buildIndex({ articles, texts, names }: SearchBase): Index {
  const terms = numberTerms()
  const numberOf = new Map(articles.map((article, number) => [article.id, number]))
  const named = new Map(names.map(name => [name.id, name]))
  const known = texts.filter(text => numberOf.has(text.article))
  const rows = [
    ...known.map(text => ({ article: text.article, layer: text.language as Layer, fields: fieldsOfText(text, terms) })),
    ...articles.map(article => ({
      article: article.id,
      layer: 'all' as Layer,
      fields: fieldsOfNames(article, titlesOf(article, known), named, terms),
    })),
  ]
  const postings = createPostings(
    rows.map(row => row.fields),
    terms.numberOf,
  )
  const stemmer = createStemmer()
  return {
    vocabulary: createVocabulary(
      terms.list,
      collectStems(
        terms.list,
        rows.map(row => row.layer),
        postings,
        stemmer,
      ),
    ),
    postings,
    stemmer,
    articleOf: Int32Array.from(rows, row => numberOf.get(row.article) as number),
    layerOf: rows.map(row => row.layer),
  }
}

// How much a word pays by where it stands.
const WEIGHTS = {
  title: { weight: 2.5, lengthMatters: 0.2, subject: true },
  questions: { weight: 1, lengthMatters: 0.5, subject: false },
  lead: { weight: 0.8, lengthMatters: 0.4, subject: false },
  body: { weight: 0.4, lengthMatters: 0.5, subject: false },
  aliases: { weight: 4, lengthMatters: 0, subject: true },
  about: { weight: 2.5, lengthMatters: 0, subject: true },
  mentioned: { weight: 0.3, lengthMatters: 0, subject: false },
}

function fieldsOfText(text: SearchText, terms: Terms): Field[] {
  const field = (name: keyof typeof WEIGHTS, content: string): Field => ({ name, words: terms.of(content), ...WEIGHTS[name] })
  return [field('title', text.title), field('questions', text.questions.join('\n')), field('lead', text.lead), field('body', text.body)]
}

/** Names that the title or the aliases hold are what the article is about; the others are only mentioned in it. */
function fieldsOfNames(article: SearchArticle, titles: string, named: ReadonlyMap<string, SearchName>, terms: Terms): Field[] {
  const about = new Set([...article.aliases, titles].flatMap(terms.of))
  const mentioned = article.names.map(id => named.get(id)).filter(name => name !== undefined && !isCountry(name)) as SearchName[]
  const isMain = (name: SearchName) => name.spellings.some(spelling => terms.of(spelling).every(word => about.has(word)))
  const once = (list: readonly string[]) => [...new Set(list.flatMap(terms.of))]
  const spellings = (list: readonly SearchName[]) => once(list.flatMap(name => name.spellings))
  return [
    { name: 'aliases', words: once(article.aliases), ...WEIGHTS.aliases },
    { name: 'about', words: spellings(mentioned.filter(isMain)), ...WEIGHTS.about },
    { name: 'mentioned', words: spellings(mentioned.filter(name => !isMain(name))), ...WEIGHTS.mentioned },
  ]
}

function isCountry(name: SearchName): boolean {
  return name.kind === 'place' && name.spellings.every(spelling => whereOf(fold(spelling))?.itself === true)
}

function titlesOf(article: SearchArticle, texts: readonly SearchText[]): string {
  return texts
    .filter(text => text.article === article.id)
    .map(text => text.title)
    .join('\n')
}

interface Terms {
  readonly list: readonly string[]
  /** The skeletons of a text, each word also as it is typed without special letters. */
  of(text: string): string[]
  numberOf(skeleton: string): number
}

function numberTerms(): Terms {
  const list: string[] = []
  const numbers = new Map<string, number>()
  const folded = new Map<string, readonly string[]>()
  const synonyms = createSynonyms()
  const skeletons = (word: string): readonly string[] => {
    let found = folded.get(word)
    if (found === undefined) {
      found = waysToFold(word, synonyms)
      folded.set(word, found)
    }
    return found
  }
  return {
    list,
    of: text => words(text).flatMap(skeletons),
    numberOf(skeleton) {
      const found = numbers.get(skeleton)
      if (found !== undefined) return found
      numbers.set(skeleton, list.length)
      return list.push(skeleton) - 1
    },
  }
}

/** A word in full letters and as typed without special letters, and the groups of synonyms it is in. */
function waysToFold(word: string, synonyms: Synonyms): readonly string[] {
  const full = fold(word)
  const bare = plainLetters(word)
  const plain = bare === word ? full : fold(bare)
  return [...new Set([full, plain, ...synonyms.of(full), ...synonyms.of(plain)])]
}

/** For each family and stem the terms that have it. Names and aliases can be of any family. */
function collectStems(list: readonly string[], layers: readonly Layer[], postings: Postings, stemmer: Stemmer): Map<string, number[]> {
  const families = [...new Set(languages.map(language => familyOf[language]))]
  const stems = new Map<string, number[]>()
  list.forEach((term, number) => {
    const found = new Set<Family>()
    for (let at = postings.starts[number] as number; at < (postings.starts[number + 1] as number); at++) {
      const layer = layers[postings.texts[at] as number] as Layer
      for (const family of layer === 'all' ? families : [familyOf[layer]]) found.add(family)
    }
    for (const family of found) {
      const key = stemKey(family, stemmer.stem(term, family))
      const terms = stems.get(key)
      if (terms === undefined) stems.set(key, [number])
      else terms.push(number)
    }
  })
  return stems
}
