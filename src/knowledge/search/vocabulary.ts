// All words of the base as skeletons, and the ones among them that a word of a question can mean.

import { likeness } from './likeness.ts'
import type { Family } from './stem.ts'
import { createSynonyms } from './synonyms.ts'

export interface Vocabulary {
  readonly size: number
  /** The groups of synonyms that a word belongs to. */
  groupsOf(skeleton: string): readonly string[]
  /** Whether a word of the family has this stem. */
  hasStem(stem: string, family: Family): boolean
  /** Calls `each` with the terms that are this word, this word in another form, or this word mistyped; `like` is 0..1. */
  meanings(skeleton: string, stem: string, family: Family, each: (term: number, like: number) => void): void
}

/** `terms` in the order of their numbers; `stems` gives for a family and a stem the terms that have it. */
export function createVocabulary(terms: readonly string[], stems: ReadonlyMap<string, readonly number[]>): Vocabulary {
  const numbers = new Map(terms.map((term, number) => [term, number]))
  const synonyms = createSynonyms()
  const grams = indexGrams(terms)
  const byStart = Map.groupBy(terms.keys(), term => (terms[term] as string).slice(0, SHORTEST_FUZZY))
  const shared = new Uint8Array(terms.length)
  const touched = new Int32Array(terms.length)

  return {
    size: terms.length,
    groupsOf: synonyms.of,
    hasStem: (stem, family) => stems.has(stemKey(family, stem)),
    meanings(skeleton, stem, family, each) {
      const exact = numbers.get(skeleton)
      if (exact !== undefined) each(exact, 1)
      const sameStem = stems.get(stemKey(family, stem)) ?? []
      for (const term of sameStem) if (term !== exact) each(term, SAME_STEM)
      for (const group of synonyms.of(skeleton)) {
        const term = numbers.get(group)
        if (term !== undefined) each(term, SYNONYM)
      }
      if (skeleton.length < SHORTEST_FUZZY || /\d/.test(skeleton)) return
      // A word that is known as it stands is not mistyped, so that other forms of it begin alike.
      const near = exact === undefined ? similarTerms(skeleton) : (byStart.get(skeleton.slice(0, SHORTEST_FUZZY)) ?? [])
      for (const term of near) {
        if (term === exact || sameStem.includes(term)) continue
        const like = likeness(skeleton, terms[term] as string, exact === undefined ? 'unknown' : 'known')
        if (like >= LEAST_LIKE) each(term, like)
      }
    },
  }

  /** Terms that share at least two fifths of their trigrams with the word (Dice's coefficient). */
  function similarTerms(skeleton: string): number[] {
    let count = 0
    const codes = gramCodes(skeleton)
    for (const code of codes) {
      for (let at = grams.starts[code] as number; at < (grams.starts[code + 1] as number); at++) {
        const term = grams.terms[at] as number
        if (shared[term] === 0) touched[count++] = term
        shared[term] = (shared[term] as number) + 1
      }
    }
    const similar: number[] = []
    for (let at = 0; at < count; at++) {
      const term = touched[at] as number
      if (2 * (shared[term] as number) >= LEAST_SHARED * (codes.length + (grams.counts[term] as number))) similar.push(term)
      shared[term] = 0
    }
    return similar
  }
}

export function stemKey(family: Family, stem: string): string {
  return `${family}:${stem}`
}

const SAME_STEM = 0.8
const SYNONYM = 0.6
const SHORTEST_FUZZY = 4
const LEAST_SHARED = 0.4
const LEAST_LIKE = 0.5

interface Grams {
  /** The terms of gram g stand in `terms` from `starts[g]` to `starts[g + 1]`. */
  readonly starts: Int32Array
  readonly terms: Int32Array
  readonly counts: Uint8Array
}

function indexGrams(terms: readonly string[]): Grams {
  const codes = terms.map(gramCodes)
  const starts = new Int32Array(CODES ** 3 + 1)
  for (const list of codes) for (const code of list) starts[code + 1] = (starts[code + 1] as number) + 1
  for (let code = 0; code < CODES ** 3; code++) starts[code + 1] = (starts[code + 1] as number) + (starts[code] as number)
  const filled = starts.slice()
  const postings = new Int32Array(starts[CODES ** 3] as number)
  codes.forEach((list, term) => {
    for (const code of list) {
      const at = filled[code] as number
      postings[at] = term
      filled[code] = at + 1
    }
  })
  return { starts, terms: postings, counts: Uint8Array.from(codes, list => Math.min(255, list.length)) }
}

/** The different trigrams of a word, its beginning marked, each as one number. */
function gramCodes(skeleton: string): number[] {
  const codes: number[] = []
  let first = 0
  let second = 0
  for (let at = 0; at < skeleton.length; at++) {
    const third = letterCode(skeleton.charCodeAt(at))
    const code = (first * CODES + second) * CODES + third
    if (at > 0 && !codes.includes(code)) codes.push(code)
    first = second
    second = third
  }
  return codes
}

const CODES = 32

/** a to z are 1 to 26, č š ž 27 to 29; every other letter is 30. */
function letterCode(code: number): number {
  if (code >= 97 && code <= 122) return code - 96
  if (code === 0x10d) return 27
  if (code === 0x161) return 28
  return code === 0x17e ? 29 : 30
}
