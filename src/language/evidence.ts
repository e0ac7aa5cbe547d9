// Which words speak for which language: the words that each was seen to use, without names.
import { type Language, languages } from './languages.ts'

export interface Evidence {
  /** The languages that know a word in small letters, one bit each in the order of `languages`; 0 when none does. */
  knownTo(word: string): number
  /** Whether a word is a name, or begins with one. */
  isName(word: string): boolean
}

/** One text of a language in one way of typing it, and the names in it. */
export interface Vocabulary {
  readonly language: Language
  readonly text: string
  readonly names: string
}

export function createEvidence(vocabularies: readonly Vocabulary[]): Evidence {
  const known = new Uint8Array(SLOTS)
  const names = new Set<string>()
  for (const { language, text, names: own } of vocabularies) {
    const bit = bitOf(language)
    for (const word of new Set(wordsOf(text))) for (const slot of slotsOf(word)) known[slot] = (known[slot] as number) | bit
    for (const name of wordsOf(own)) names.add(name)
  }
  const knownTo = (word: string) => slotsOf(word).reduce((bits, slot) => bits & (known[slot] as number), 0xff)
  return {
    knownTo,
    isName(word) {
      if (names.has(word)) return true
      if (knownTo(word) !== 0) return false
      for (let length = word.length - 1; length >= SHORTEST_NAME; length--) if (names.has(word.slice(0, length))) return true
      return false
    },
  }
}

export function bitOf(language: Language): number {
  return 1 << languages.indexOf(language)
}

/** Words of a text, in small letters when the text is; apostrophes belong to them and are one sign. */
export function wordsOf(text: string): string[] {
  return text.replace(/[’ʻʼ‘`]/g, "'").match(/[\p{L}\p{M}']+/gu) ?? []
}

/** The words that are only ever written with a capital, and within a sentence at least once. */
export function namesIn(text: string): string {
  const all = wordsOf(text)
  const small = new Set(all.filter(word => word === word.toLowerCase()))
  const within = new Set((text.match(/(?<=[\p{Ll},] )\p{Lu}[\p{L}\p{M}]+/gu) ?? []).map(word => word.toLowerCase()))
  return [...within].filter(word => !small.has(word)).join(' ')
}

/** Letters that one of the eight languages has alone. */
const OWN_LETTERS: Partial<Record<Language, RegExp>> = { kk: /[ұі]/, tg: /[ҷӯӣ]/, tk: /[ňý]/, uz: /[og]ʻ/, kaa: /[ǵń]/ }

/** Whether a word, as typed, has a letter that no other of the languages has. */
export function isUnmistakable(word: string, language: Language): boolean {
  return OWN_LETTERS[language]?.test(word) === true
}

// A filter of two hashes (Bloom 1970), one byte for the eight languages: a set of so many words would take ten times the memory.
const SLOTS = 1 << 19

function slotsOf(word: string): [number, number] {
  let hash = 2166136261
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 16777619)
  return [(hash ^ (hash >>> 13)) & (SLOTS - 1), (Math.imul(hash, 0x9e3779b1) >>> 13) & (SLOTS - 1)]
}
const SHORTEST_NAME = 4
