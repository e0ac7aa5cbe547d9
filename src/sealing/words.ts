// Words for people: seven that unlock a reader's keys, six that two people compare aloud.
import list from './eff-long-words.json' with { type: 'json' }
import { toHex } from './encoding.ts'

declare const passphraseBrand: unique symbol
/** Seven words of the list, lower case, one space between them. Only made ones exist: 7 x 12.9 bits. */
export type Passphrase = string & { readonly [passphraseBrand]: true }

const WORDS = 7776
const PASSPHRASE_WORDS = 7
const ALOUD_WORDS = 6

/** A new passphrase from the random generator of the system. */
export function sevenWords(): Passphrase {
  return Array.from({ length: PASSPHRASE_WORDS }, () => wordAt(randomIndex())).join(' ') as Passphrase
}

export type ReadPassphrase =
  | { readonly ok: true; readonly passphrase: Passphrase }
  | { readonly ok: false; readonly why: 'not-seven-words' }
  /** `at` counts from 1; the word itself is not repeated anywhere. */
  | { readonly ok: false; readonly why: 'unknown-word'; readonly at: number }

/** Reads a passphrase as people type it from paper. */
export function readPassphrase(text: string): ReadPassphrase {
  const plain = plainWords(text)
  const words = plain.split(' ')
  if (words.length !== PASSPHRASE_WORDS) return { ok: false, why: 'not-seven-words' }
  const unknown = words.findIndex(word => !list.words.includes(word))
  return unknown === -1 ? { ok: true, passphrase: plain as Passphrase } : { ok: false, why: 'unknown-word', at: unknown + 1 }
}

/**
 * Six words (77.5 bits) that stand for a hash of 32 bytes, to be read aloud: the hash as one number, highest byte first;
 * six times the remainder by 7776 is a word, and the quotient goes on.
 */
export function sixWords(hash: Uint8Array): string {
  if (hash.length !== 32) throw new Error(`six words stand for 32 bytes, not for ${hash.length}`)
  let rest = BigInt(`0x${toHex(hash)}`)
  const words: string[] = []
  while (words.length < ALOUD_WORDS) {
    words.push(wordAt(Number(rest % BigInt(WORDS))))
    rest /= BigInt(WORDS)
  }
  return words.join(' ')
}

/** True when what was typed are the six words of this hash. */
export function areSixWords(typed: string, hash: Uint8Array): boolean {
  return plainWords(typed) === sixWords(hash)
}

/** Words as they are typed, made plain: NFKD, lower case, no accents, one kind of hyphen, one space for everything that is no letter. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replaceAll('ı', 'i') // The dotless i of Turkic keyboards.
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/(?<!\p{L})-+|-+(?!\p{L})/gu, ' ') // Dashes of a list, not inside a word.
    .replace(/[^\p{L}-]+/gu, ' ')
    .trim()
}

function wordAt(index: number): string {
  const word = list.words[index]
  if (word === undefined) throw new Error('the word list is not whole')
  return word
}

/** Even over all words: the top of the range, which would favour the first ones, is thrown away. */
function randomIndex(): number {
  for (;;) {
    const [number = 65_535] = crypto.getRandomValues(new Uint16Array(1))
    if (number < 8 * WORDS) return number % WORDS
  }
}
