// Numbers the terms of the base: skeletons of words, and the groups of synonyms that words belong to.
import { languages } from '#language/languages.ts'
import { plainLetters } from '#language/script.ts'
import { fold, words } from './fold.ts'
import type { Postings } from './postings.ts'
import type { Layer } from './search-index.ts'
import { type Family, familyOf, type Stemmer } from './stem.ts'
import { createSynonyms, type Synonyms } from './synonyms.ts'
import { stemKey } from './vocabulary.ts'

export interface Terms {
  /** The terms by their numbers. */
  readonly list: readonly string[]
  /** The numbers of a text's terms. A word counts as written, as typed without special letters, and for its synonyms. */
  of(text: string): number[]
  /** Whether a term was only ever written with a capital: a name, for all we know. */
  isProper(term: number): boolean
}

export function createTerms(): Terms {
  const list: string[] = []
  const numbers = new Map<string, number>()
  const small = new Set<number>()
  const seen = new Map<string, readonly number[]>()
  const synonyms = createSynonyms()
  const numberOf = (term: string): number => {
    const found = numbers.get(term)
    if (found !== undefined) return found
    numbers.set(term, list.length)
    return list.push(term) - 1
  }
  return {
    list,
    of(text) {
      const all: number[] = []
      for (const word of words(text)) {
        let found = seen.get(word)
        if (found === undefined) {
          found = waysToFold(word, synonyms).map(numberOf)
          seen.set(word, found)
          if (!/^\p{Lu}/u.test(word)) for (const number of found) small.add(number)
        }
        for (const number of found) all.push(number)
      }
      return all
    },
    isProper: term => !small.has(term),
  }
}

/** Letters whose plain stand-in has another skeleton: ş is š, but s is s. */
const FOLDED_APART = /[çşžҷёў]/i

function waysToFold(word: string, synonyms: Synonyms): readonly string[] {
  const full = fold(word)
  if (!FOLDED_APART.test(word)) return [full, ...synonyms.of(full)]
  const plain = fold(plainLetters(word))
  return [...new Set([full, plain, ...synonyms.of(full), ...synonyms.of(plain)])]
}

/** For each family and stem the terms that have it. Names and aliases can be of any family. */
export function collectStems(
  list: readonly string[],
  layers: readonly Layer[],
  postings: Postings,
  stemmer: Stemmer,
): Map<string, number[]> {
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
