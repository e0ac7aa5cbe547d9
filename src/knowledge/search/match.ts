// How well each article matches each word of a question.
import type { Language } from '#language/languages.ts'
import type { Index, Layer } from './search-index.ts'
import { type Family, familyOf } from './stem.ts'

/** What one word of the question found: by number of article 0..1, and whether the base knows the word at all. */
export interface WordMatch {
  readonly skeleton: string
  readonly byArticle: Float32Array
  /** The same, 0..1, for articles whose title or aliases hold the word. */
  readonly bySubject: Float32Array
  /** Inverse document frequency: how telling the word is. */
  readonly idf: number
  readonly known: boolean
  /** How like the nearest word of the base is, in any language, and the terms that are all but the same. */
  readonly nearest: number
  readonly close: readonly number[]
  /** The groups of synonyms it belongs to. */
  readonly groups: readonly string[]
}

export interface Matcher {
  match(skeleton: string, language: Language): WordMatch
}

/** k1 of BM25: how soon more of the same word stops counting. */
const K1 = 2
/** What a text in another language than the question's is worth. */
const OTHER_LANGUAGE = 0.45

/** A word of the question that is this like one of the base is known to it. */
const LEAST_KNOWN = 0.6
/** From here on a term is the same word: in another form, or with one slip. */
const LEAST_CLOSE = 0.75
/** A word that names what some article is about is this much more telling than its rarity says. */
const SUBJECT_WORTH = 0.5

export function createMatcher(index: Index, articles: number): Matcher {
  const { vocabulary, postings, stemmer, articleOf, layerOf } = index
  const frequency = new Float32Array(articleOf.length)
  const touched = new Int32Array(articleOf.length)
  const families = [...new Set(Object.values(familyOf))]
  return { match }

  function match(skeleton: string, language: Language): WordMatch {
    const family = familyOf[language]
    let best = 0
    let inSubject = 0
    let found = 0
    const close: number[] = []
    const bySubject = new Float32Array(articles)
    vocabulary.meanings(skeleton, stemmer.stem(skeleton, family), family, (term, like) => {
      best = Math.max(best, like)
      if (like >= LEAST_CLOSE) close.push(term)
      for (let at = postings.starts[term] as number; at < (postings.starts[term + 1] as number); at++) {
        const text = postings.texts[at] as number
        if (frequency[text] === 0) touched[found++] = text
        const article = articleOf[text] as number
        if (postings.subject[at] === 1) {
          bySubject[article] = Math.max(bySubject[article] as number, like)
          inSubject = Math.max(inSubject, like)
        }
        frequency[text] = (frequency[text] as number) + like * like * (postings.weights[at] as number)
      }
    })
    const byArticle = new Float32Array(articles)
    for (let at = 0; at < found; at++) {
      const text = touched[at] as number
      const article = articleOf[text] as number
      const worth = worthOf(frequency[text] as number, layerOf[text] as Layer, language) * best
      if (worth > (byArticle[article] as number)) byArticle[article] = worth
      frequency[text] = 0
    }
    const idf = idfOf(byArticle) * (1 + SUBJECT_WORTH * inSubject)
    const nearest = best >= LEAST_CLOSE ? best : Math.max(best, nearestElsewhere(skeleton, family))
    return { skeleton, byArticle, bySubject, idf, known: best >= LEAST_KNOWN, nearest, close, groups: vocabulary.groupsOf(skeleton) }
  }

  /** A word that the question's language does not know may be one of another in another form. */
  function nearestElsewhere(skeleton: string, own: Family): number {
    return families.some(family => family !== own && vocabulary.hasStem(stemmer.stem(skeleton, family), family)) ? LEAST_CLOSE : 0
  }
}

function worthOf(frequency: number, layer: Layer, language: Language): number {
  return (layer === language || layer === 'all' ? 1 : OTHER_LANGUAGE) * (frequency / (frequency + K1))
}

/** Robertson and Spärck Jones' weight, with each article counted by how much it matches; 1 for a word that no article has, so that it means the same in any base. */
function idfOf(byArticle: Float32Array): number {
  const articles = byArticle.length
  const holding = byArticle.reduce((sum, worth) => sum + worth, 0)
  return Math.log(1 + (articles - holding + 0.5) / (holding + 0.5)) / Math.log(2 * articles + 2)
}
