import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recipientOf } from '#sealing/age.ts'
import { randomBytes } from '#sealing/derive.ts'
import list from '#sealing/eff-long-words.json' with { type: 'json' }
import { signingPublicOf } from '#sealing/message.ts'
import { keysHash } from '#sealing/reader-keys.ts'
import { areSixWords, plainWords, readPassphrase, sevenWords, sixWords } from '#sealing/words.ts'

test('the list is the one that the EFF published, word by word', () => {
  // Its file numbers the words by throws of five dice: 11111 to 66666.
  const throws = list.words.map(
    (word, index) =>
      `${index
        .toString(6)
        .padStart(5, '0')
        .replace(/./g, digit => `${Number(digit) + 1}`)}\t${word}\n`,
  )
  expect(list.words).toHaveLength(7776)
  expect(createHash('sha256').update(throws.join('')).digest('hex')).toBe(
    'addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e',
  )
})

describe('seven words', () => {
  test('are of the list, and never the same ones', () => {
    const many = Array.from({ length: 200 }, sevenWords)
    expect(new Set(many).size).toBe(200)
    for (const passphrase of many) expect(readPassphrase(passphrase)).toEqual({ ok: true, passphrase })
  })

  test('come evenly from the whole list', () => {
    // Two random bytes taken as they are would draw the first 3,328 words a ninth more often: 12,796 instead of 11,983 times.
    const first = new Set(list.words.slice(0, 3328))
    const drawn = Array.from({ length: 4000 }, sevenWords).flatMap(passphrase => passphrase.split(' '))
    expect(Math.abs(drawn.filter(word => first.has(word)).length - 11_983)).toBeLessThan(410)
  })

  const words = 'yo-yo abacus zoom t-shirt drop-down felt-tip grape'
  test.each([
    ['as they are', words],
    ['with capitals', 'Yo-Yo ABACUS Zoom T-shirt Drop-down Felt-tip Grape'],
    ['with spaces and lines', '  yo-yo  abacus\nzoom\tt-shirt\u00A0drop-down\r\nfelt-tip grape \n'],
    ['with full stops and commas', 'yo-yo, abacus. zoom; t-shirt drop-down. Felt-tip grape.'],
    ['with numbers', '1. yo-yo 2. abacus 3) zoom 4 t-shirt 5. drop-down 6. felt-tip 7. grape'],
    ['with dashes before them', '- yo-yo\n- abacus\n– zoom\n— t-shirt\n- drop-down\n- felt-tip\n- grape'],
    ['with other hyphens', 'yo\u2011yo abacus zoom t\u2013shirt drop\u2212down felt\u2010tip grape'],
    ['full-width', 'ｙｏ－ｙｏ ａｂａｃｕｓ zoom t-shirt drop-down felt-tip grape'],
    ['with accents and soft hyphens', 'yo-yo ábacus zo\u00ADom t-shirt drop-down felt-tip grape'],
    ['on a Turkic keyboard', 'yo-yo abacus zoom T-SHİRT drop-down felt-tıp grape'],
  ])('are read when typed %s', (_how, typed) => {
    expect(readPassphrase(typed)).toEqual({ ok: true, passphrase: words })
  })

  test('that are too few, too many or unknown are named by their place, not repeated', () => {
    for (const typed of ['', 'abacus', `${words} zoom`]) expect(readPassphrase(typed)).toEqual({ ok: false, why: 'not-seven-words' })
    expect(readPassphrase(words.replace('zoom', 'zooom'))).toEqual({ ok: false, why: 'unknown-word', at: 3 })
    // A Cyrillic "а" is another letter, and is not guessed away.
    expect(readPassphrase(words.replace('abacus', 'аbacus'))).toEqual({ ok: false, why: 'unknown-word', at: 2 })
  })
})

describe('six words', () => {
  const [seal, sign] = [recipientOf(randomBytes(32)), signingPublicOf(randomBytes(32))]

  test('are the same for the same keys, and others for any other', () => {
    const aloud = sixWords(keysHash(seal, sign))
    expect(aloud.split(' ')).toHaveLength(6)
    expect(areSixWords(`${aloud.toUpperCase()}.`, keysHash(seal, sign))).toBe(true)
    expect(areSixWords(aloud, keysHash(recipientOf(randomBytes(32)), sign))).toBe(false)
    expect(areSixWords(aloud, keysHash(seal, signingPublicOf(randomBytes(32))))).toBe(false)
    expect(areSixWords('', keysHash(seal, sign))).toBe(false)
  })

  test('follow the format: the hash as a number, remainder by remainder', () => {
    const number = (value: number) => Uint8Array.from({ length: 32 }, (_, at) => (at < 28 ? 0 : (value >>> (8 * (31 - at))) & 255))
    expect(sixWords(number(0))).toBe('abacus abacus abacus abacus abacus abacus')
    expect(sixWords(number(7775))).toBe('zoom abacus abacus abacus abacus abacus')
    expect(sixWords(number(7776 * 2 + 1))).toBe(`${list.words[1]} ${list.words[2]} abacus abacus abacus abacus`)
    expect(() => sixWords(new Uint8Array(31))).toThrow()
  })
})

test('plain words stay what they are when made plain again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(plainWords(plainWords(text))).toBe(plainWords(text))
    }),
    { numRuns: 1000 },
  )
})
