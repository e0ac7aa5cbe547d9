// Tells which of the eight languages a short text is in, in whatever script or keyboard it was typed.
import type { Language } from './languages.ts'
import { plainLetters, toCyrillic, toLatin, toOldLatin } from './script.ts'

export interface Sample {
  readonly language: Language
  readonly text: string
}

export interface Detector {
  /** `confidence` is 0..1: about the share of such verdicts that are right. */
  detect(text: string): { language: Language; confidence: number }
}

/**
 * Learns the languages from samples, at least a few thousand letters of each: naive Bayes over character 1- to 4-grams
 * (Cavnar and Trenkle 1994; Lui and Baldwin 2012), with one class for each way in which a language is typed.
 */
export function createDetector(samples: readonly Sample[]): Detector {
  const classes = collectClasses(samples)
  const weights = learn(classes.map(one => one.text))
  return {
    detect(text) {
      const grams = gramsOf(text.slice(0, LONGEST_TEXT))
      const scores = classes.map(() => 0)
      for (const gram of grams) {
        for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] as number) + (weights[gram * scores.length + at] as number)
      }
      return verdict(classes, scores, grams.length)
    },
  }
}

interface Class {
  readonly language: Language
  readonly text: string
}

const LONGEST_TEXT = 400
/** So many letters of a language are enough; what is more only costs time at start. */
const MOST_LETTERS = 30_000

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
    const text = takeEvenly(own.map(sample => sample.text.toLowerCase()))
    return [text, ...WAYS[language].map(way => way(text))].map(one => ({ language, text: one }))
  })
}

/** The same share of every sample, so that no long one speaks for its language. */
function takeEvenly(texts: readonly string[]): string {
  const letters = texts.reduce((sum, text) => sum + text.length, 0)
  const share = Math.min(1, MOST_LETTERS / letters)
  return texts.map(text => text.slice(0, Math.ceil(text.length * share))).join('\n')
}

/** Buckets of the hash that grams are counted in. */
const BUCKETS = 1 << 15
const SMOOTHING = 0.4

/** For each bucket and class the logarithm of how likely the class makes the gram. */
function learn(texts: readonly string[]): Float32Array {
  const weights = new Float32Array(BUCKETS * texts.length)
  const counts = new Int32Array(BUCKETS)
  texts.forEach((text, column) => {
    const grams = gramsOf(text)
    counts.fill(0)
    for (const gram of grams) counts[gram] = (counts[gram] as number) + 1
    const total = grams.length + SMOOTHING * BUCKETS
    const unseen = Math.log(SMOOTHING / total)
    for (let gram = 0; gram < BUCKETS; gram++) {
      const count = counts[gram] as number
      weights[gram * texts.length + column] = count === 0 ? unseen : Math.log((count + SMOOTHING) / total)
    }
  })
  return weights
}

/** Grams overlap, so their evidence counts for less than if each were independent. */
const INDEPENDENCE = 0.22

function verdict(classes: readonly Class[], scores: readonly number[], grams: number): { language: Language; confidence: number } {
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
