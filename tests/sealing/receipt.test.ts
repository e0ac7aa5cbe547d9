import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recipientOf } from '#sealing/age.ts'
import { randomBytes } from '#sealing/derive.ts'
import { toHex } from '#sealing/encoding.ts'
import { answerSeedOf, groups, lastGroup, newReceipt, type Receipt, readReceipt, stretch } from '#sealing/receipt.ts'
import { threadId, writePublicOf } from '#sealing/thread.ts'
import { argon2id } from './argon2.ts'

const pepper = Uint8Array.from({ length: 32 }, (_, index) => index)
const vector = '012345678901234567893451' as Receipt

describe('the vector of the format', () => {
  test('is read, and yields the same keys for ever', async () => {
    expect(readReceipt('0123 4567 8901 2345 6789 3451', pepper)).toEqual({ ok: true, receipt: vector })
    const { okm, lookup, writeSeed } = await stretch(vector, pepper, argon2id)
    expect(toHex(okm)).toBe('074f21529bc3ee792e04d403eb90f6b887d3155c13f6f316be2cec81819d09fa')
    expect(toHex(lookup)).toBe('a6bad31d1ec7baea5975e1c88c35a7ce85f6396f194bb78dc67f5c61bae55146')
    const writePublic = writePublicOf(writeSeed)
    expect(toHex(writePublic)).toBe('82cdfae6e03e83f5767956c846422ff4ec5c5142d315abea9fcde023be61e81e')
    const answerSeed = answerSeedOf(okm, new Uint8Array(32).fill(7))
    const keys = { threadRecipient: recipientOf(new Uint8Array(32).fill(9)), answerRecipient: recipientOf(answerSeed), writePublic }
    expect(threadId(keys)).toBe('f1f9b24fe4310a1efc9616e133e0a9b5')
  })
})

const receipt = fc.noShrink(fc.constant(0)).map(() => newReceipt(pepper))

describe('a receipt', () => {
  test('is six groups of four, and can be read again', () => {
    fc.assert(
      fc.property(receipt, digits => {
        expect(groups(digits).join('')).toBe(digits)
        expect(groups(digits)).toHaveLength(6)
        expect(groups(digits).at(-1)).toBe(lastGroup(digits))
        expect(readReceipt(groups(digits).join(' '), pepper)).toEqual({ ok: true, receipt: digits })
      }),
    )
  })

  test('with any one digit wrong is caught before anything is stretched', () => {
    fc.assert(
      fc.property(receipt, fc.nat(23), fc.integer({ min: 1, max: 9 }), (digits, at, step) => {
        const wrong = (Number(digits[at]) + step) % 10
        expect(readReceipt(digits.slice(0, at) + wrong + digits.slice(at + 1), pepper)).toEqual({ ok: false, why: 'mistyped' })
      }),
      { numRuns: 3000 },
    )
  })

  test('with two neighbours swapped is caught before anything is stretched', () => {
    fc.assert(
      fc.property(receipt, fc.nat(22), (digits, at) => {
        fc.pre(digits[at] !== digits[at + 1])
        const swapped = digits.slice(0, at) + digits[at + 1] + digits[at] + digits.slice(at + 2)
        expect(readReceipt(swapped, pepper)).toEqual({ ok: false, why: 'mistyped' })
      }),
      { numRuns: 3000 },
    )
  })

  test.each([
    ['full-width', '０１２３ ４５６７ ８９０１ ２３４５ ６７８９ ３４５１'],
    ['Arabic-Indic', '٠١٢٣ ٤٥٦٧ ٨٩٠١ ٢٣٤٥ ٦٧٨٩ ٣٤٥١'],
    ['Persian', '۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹۳۴۵۱'],
    ['with dashes of every kind', '0123-4567–8901—2345‑6789−3451'.replace('−', '-')],
    ['over several lines', '0123 4567\n8901 2345\n6789\u00A03451\n'],
  ])('is read when typed %s', (_how, text) => {
    expect(readReceipt(text, pepper)).toEqual({ ok: true, receipt: vector })
  })

  test.each(['', '0123', '0123 4567 8901 2345 6789 345', 'my code 012345678901234567893451', '012345678901234567893451 0'])(
    'is not read out of anything else: %s',
    text => {
      expect(readReceipt(text, pepper)).toEqual({ ok: false, why: 'not-24-digits' })
    },
  )

  test('of another deployment is not ours, whatever was guessed: of 10,000 well-typed ones fewer than 40 are stretched', () => {
    const other = randomBytes(32)
    const stretched = Array.from({ length: 10_000 }, () => readReceipt(newReceipt(other), pepper)).filter(read => read.ok)
    expect(stretched.length).toBeLessThan(40)
  })

  test('draws its digits evenly', () => {
    const counts = new Map<string, number>()
    for (let index = 0; index < 2000; index++)
      for (const digit of newReceipt(pepper).slice(0, 20)) counts.set(digit, (counts.get(digit) ?? 0) + 1)
    expect(Math.min(...counts.values())).toBeGreaterThan(3600)
    expect(Math.max(...counts.values())).toBeLessThan(4400)
  })
})

test('without the pepper or the shred key the keys are other ones', async () => {
  const { okm, lookup } = await stretch(vector, randomBytes(32), argon2id)
  expect(toHex(lookup)).not.toBe('a6bad31d1ec7baea5975e1c88c35a7ce85f6396f194bb78dc67f5c61bae55146')
  expect(toHex(answerSeedOf(okm, new Uint8Array(32)))).not.toBe(toHex(answerSeedOf(okm, new Uint8Array(32).fill(7))))
})
