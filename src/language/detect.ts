// Tells which of the eight languages a short text is in, in whatever script or keyboard it was typed.
import { bitOf, createEvidence, type Evidence, isUnmistakable, namesIn, type Vocabulary, wordsOf } from './evidence.ts'
import { type Language, languages } from './languages.ts'
import { withoutLinks } from './links.ts'
import { plainLetters, toCyrillic, toLatin, toOldLatin } from './script.ts'

export interface Sample {
  readonly language: Language
  readonly text: string
}

export interface Detector {
  /**
   * `expected` is the language that the person is thought to write. `confidence` is 0..1: about the share of such verdicts that are right.
   * `sure` takes words that the language is known by, not names or links, and against what was expected clearly more of them.
   */
  detect(text: string, options?: { readonly expected?: Language | undefined }): Heard
}

export interface Heard {
  readonly language: Language
  readonly confidence: number
  readonly sure: boolean
}

/**
 * Learns the languages from samples, at least a few thousand letters of each: naive Bayes over character 1- to 4-grams
 * (Cavnar and Trenkle 1994; Lui and Baldwin 2012), with one class for each way in which a language is typed.
 */
export function createDetector(samples: readonly Sample[]): Detector {
  const classes = collectClasses(samples)
  const weights = learn(classes.map(one => one.text))
  const evidence = createEvidence(classes)
  return {
    detect(text, { expected } = {}) {
      const read = readWords(text.slice(0, LONGEST_TEXT), evidence)
      const telling = read.filter(word => !word.isName && (expected === undefined || word.known !== 0 || word.isOwn))
      if (telling.length === 0 && expected !== undefined) return { language: expected, confidence: 0, sure: false }
      const grams = gramsOf((telling.length > 0 ? telling : read).map(word => word.small).join(' '))
      const scores = sumUp(grams, weights, classes.length)
      for (let at = 0; at < classes.length; at++) if (classes[at]?.language === expected) scores[at] = (scores[at] as number) + PRIOR
      const heard = verdict(classes, scores, grams.length)
      return { ...heard, sure: heard.confidence >= SURE && hasEvidence(telling, heard.language, expected) }
    },
  }
}

/** What the expected language is ahead by, in the measure of the grams' logarithms. */
const PRIOR = 8
/** Below this a verdict is no more than a guess. */
const SURE = 0.8
/** So many words of a language make it sure, and so many more of it than of the one expected. */
const LEAST_WORDS = 2

interface Word {
  readonly small: string
  readonly isName: boolean
  /** One bit for each language that knows it. */
  readonly known: number
  /** Whether it has a letter of one language alone. */
  readonly isOwn: boolean
}

function readWords(text: string, evidence: Evidence): Word[] {
  return (withoutLinks(text).match(/[\p{L}\p{M}'’ʻʼ‘`]+/gu) ?? []).map((typed, at) => {
    const [small = ''] = wordsOf(typed.toLowerCase().normalize('NFC'))
    const known = evidence.knownTo(small)
    const looksLikeName = at > 0 && known === 0 && /^\p{Lu}\p{Ll}/u.test(typed)
    const isOwn = /^\p{Ll}/u.test(typed) && languages.some(language => isUnmistakable(typed, language))
    return { small, known, isOwn, isName: looksLikeName || evidence.isName(small) }
  })
}

function hasEvidence(words: readonly Word[], language: Language, expected: Language | undefined): boolean {
  const countFor = (one: Language) => words.filter(word => (word.known & bitOf(one)) !== 0).length
  const own = words.some(word => word.isOwn && isUnmistakable(word.small, language))
  const against = expected === undefined || expected === language ? 0 : countFor(expected)
  return own || countFor(language) - against >= LEAST_WORDS
}

type Class = Vocabulary

const LONGEST_TEXT = 400
/** So many letters of a language are enough; what is more only costs time at start. */
const MOST_LETTERS = 22_000

/** How each language is typed, beside its own spelling. */
const WAYS: Record<Language, readonly ((text: string) => string)[]> = {
  en: [],
  ru: [text => toLatin(text, 'ru')],
  kk: [plainLetters, text => toLatin(text, 'kk')],
  ky: [plainLetters, text => toLatin(text, 'ky')],
  tg: [plainLetters, text => toLatin(text, 'tg')],
  tk: [plainLetters, text => toCyrillic(text, 'tk')],
  uz: [plainLetters, text => toCyrillic(text, 'uz'), text => plainLetters(toCyrillic(text, 'uz'))],
  kaa: [plainLetters, toOldLatin, text => toCyrillic(text, 'kaa'), text => plainLetters(toCyrillic(text, 'kaa'))],
}

function collectClasses(samples: readonly Sample[]): Class[] {
  const byLanguage = Map.groupBy(samples, sample => sample.language)
  return [...byLanguage].flatMap(([language, own]) => {
    const written = takeEvenly(own.map(sample => sample.text))
    const text = written.toLowerCase()
    const names = namesIn(written)
    return [{ text, names }, ...WAYS[language].map(way => ({ text: way(text), names: way(names) }))].map(one => ({ language, ...one }))
  })
}

/** The same share of every sample, so that no long one speaks for its language. */
function takeEvenly(texts: readonly string[]): string {
  const letters = texts.reduce((sum, text) => sum + text.length, 0)
  const share = Math.min(1, MOST_LETTERS / letters)
  return texts.map(text => text.slice(0, Math.ceil(text.length * share))).join('\n')
}

/** For each class the sum of its weights of the grams. */
function sumUp(grams: Int32Array, weights: Float32Array, classes: number): Float64Array {
  const scores = new Float64Array(classes)
  for (let at = 0; at < grams.length; at++) {
    const from = (grams[at] as number) * classes
    for (let column = 0; column < classes; column++) scores[column] = (scores[column] as number) + (weights[from + column] as number)
  }
  return scores
}

/** Buckets of the hash that grams are counted in. */
const BUCKETS = 1 << 15
const SMOOTHING = 0.4

/** For each bucket and class the logarithm of how likely the class makes the gram. */
function learn(texts: readonly string[]): Float32Array {
  const all = texts.map(gramsOf)
  const totals = all.map(grams => grams.length + SMOOTHING * BUCKETS)
  const row = Float32Array.from(totals, total => Math.log(SMOOTHING / total))
  const weights = new Float32Array(BUCKETS * texts.length)
  for (let at = 0; at < weights.length; at += row.length) weights.set(row, at)
  const counts = new Uint16Array(BUCKETS)
  all.forEach((grams, column) => {
    for (let at = 0; at < grams.length; at++) counts[grams[at] as number] = (counts[grams[at] as number] as number) + 1
    for (let gram = 0; gram < BUCKETS; gram++) {
      const count = counts[gram] as number
      if (count > 0) weights[gram * row.length + column] = Math.log((count + SMOOTHING) / (totals[column] as number))
    }
    counts.fill(0)
  })
  return weights
}

/** Grams overlap, so their evidence counts for less than if each were independent. */
const INDEPENDENCE = 0.22

function verdict(classes: readonly Class[], scores: Float64Array, grams: number): Omit<Heard, 'sure'> {
  const best = Math.max(...scores)
  const sharpness = grams === 0 ? 0 : INDEPENDENCE
  const shares = new Map<Language, number>()
  let all = 0
  scores.forEach((score, at) => {
    const share = Math.exp((score - best) * sharpness)
    const { language } = classes[at] as Class
    shares.set(language, Math.max(shares.get(language) ?? 0, share))
  })
  for (const share of shares.values()) all += share
  const [language, share] = [...shares].reduce((first, other) => (other[1] > first[1] ? other : first), ['en', 0] as [Language, number])
  return { language, confidence: grams === 0 ? 0 : share / all }
}

const OTHER = /[^\p{L}\p{M}'’ʻʼ‘`]+/gu

/** The buckets of all 1- to 4-grams of a text in small letters; words are parted by single spaces. */
function gramsOf(text: string): Int32Array {
  const line = ` ${text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[’ʻʼ‘`]/g, "'")
    .replace(OTHER, ' ')
    .trim()} `
  if (line.trim() === '') return new Int32Array(0)
  const grams = new Int32Array(line.length * 4)
  let count = 0
  for (let from = 0; from < line.length; from++) {
    let hash = 2166136261
    for (let length = 1; length <= 4 && from + length <= line.length; length++) {
      // FNV-1a, 32 bits, over the letters of the gram.
      hash = Math.imul(hash ^ line.charCodeAt(from + length - 1), 16777619)
      grams[count++] = (hash ^ (hash >>> 15)) & (BUCKETS - 1)
    }
  }
  return grams.subarray(0, count)
}
