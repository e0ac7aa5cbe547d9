import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digest, randomBytes } from '#sealing/derive.ts'
import { toHex, utf8 } from '#sealing/encoding.ts'
import { signingPublicOf } from '#sealing/message.ts'
import { lockKeys, newReaderKeys, plainName, proofHash, ROUNDS, stretchWords, unlockKeys } from '#sealing/reader-keys.ts'
import { isListSigned, type ListHash, listHash, readListHash, signList } from '#sealing/reader-list.ts'
import { type Passphrase, sevenWords } from '#sealing/words.ts'
import type { MemberId } from '#sealing/wrap.ts'

const member = toHex(randomBytes(16)) as MemberId
const hash = () => toHex(randomBytes(32)) as ListHash
const keys = newReaderKeys({ root: hash(), floor: { version: 70_000, hash: hash() } })
const passphrase = sevenWords()
const { proof, lock } = await stretchWords(passphrase, 'Aida')
const locked = await lockKeys(keys, lock, member)

describe('the locked keys of a reader', () => {
  test('open with the words and the name, in whatever case the name is typed', async () => {
    expect(await unlockKeys(locked, (await stretchWords(passphrase, ' aida ')).lock, member)).toEqual(keys)
    expect(locked).toHaveLength(160)
  })

  test('open with no other words, under no other name, for no other member', async () => {
    expect(await unlockKeys(locked, (await stretchWords(sevenWords(), 'Aida')).lock, member)).toBeUndefined()
    expect(await unlockKeys(locked, (await stretchWords(passphrase, 'Bek')).lock, member)).toBeUndefined()
    expect(await unlockKeys(locked, lock, toHex(randomBytes(16)) as MemberId)).toBeUndefined()
  })

  test('do not open with what the server is shown or keeps', async () => {
    expect(await unlockKeys(locked, proof, member)).toBeUndefined()
    expect(await unlockKeys(locked, proofHash(proof), member)).toBeUndefined()
    expect(proofHash(proof)).toEqual(digest(proof))
  })

  test('with any one bit turned, or cut, or empty do not open', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(locked.length * 8 - 1), async bit => {
        const turned = locked.slice()
        turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(await unlockKeys(turned, lock, member)).toBeUndefined()
      }),
      { numRuns: 200 },
    )
    for (const cut of [new Uint8Array(), locked.slice(0, 27), locked.slice(0, -1)])
      expect(await unlockKeys(cut, lock, member)).toBeUndefined()
  })

  test('never lie twice as the same bytes, and show no seed', async () => {
    expect(await lockKeys(keys, lock, member)).not.toEqual(locked)
    expect(toHex(locked).includes(toHex(keys.sealSeed))).toBe(false)
    expect(toHex(locked).includes(toHex(keys.signSeed))).toBe(false)
  })

  test('are stretched by a constant that nobody outside the code chooses', async () => {
    expect(ROUNDS).toBe(600_000)
    expect(stretchWords).toHaveLength(2)
    // The same by OpenSSL, apart from WebCrypto and noble.
    const known = await stretchWords('abacus zoom abacus zoom abacus zoom abacus' as Passphrase, 'Aida')
    const { pbkdf2Sync, hkdfSync } = await import('node:crypto')
    const k = pbkdf2Sync('abacus zoom abacus zoom abacus zoom abacus', 'erkin/v1 aida', 600_000, 32, 'sha256')
    expect(toHex(known.proof)).toBe(Buffer.from(hkdfSync('sha256', k, '', 'erkin/v1 sign-in', 32)).toString('hex'))
    expect(toHex(known.lock)).toBe(Buffer.from(hkdfSync('sha256', k, '', 'erkin/v1 keys', 32)).toString('hex'))
  })

  test('a sign-in name is the same however it is typed', () => {
    expect(plainName('  ＡＩＤＡ\u00A0 Б ')).toBe('aida б')
  })
})

describe('the signature under a list', () => {
  const seed = randomBytes(32)
  const bytes = utf8('{"version":1}')
  const signature = signList(bytes, seed)

  test('stands under exactly these bytes, by exactly this key', () => {
    expect(isListSigned(bytes, signature, signingPublicOf(seed))).toBe(true)
    expect(isListSigned(utf8('{"version":2}'), signature, signingPublicOf(seed))).toBe(false)
    expect(isListSigned(bytes, signature, signingPublicOf(randomBytes(32)))).toBe(false)
    for (const other of [new Uint8Array(64), new Uint8Array(), signature.slice(0, 63)])
      expect(isListSigned(bytes, other, signingPublicOf(seed))).toBe(false)
  })

  test('is worth nothing under a key that everybody could sign for', () => {
    // The neutral point and a zero signature: lax verifiers accept them for any message.
    const neutral = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 1 : 0))
    const forged = new Uint8Array(64)
    forged.set(neutral)
    expect(isListSigned(bytes, forged, neutral)).toBe(false)
  })

  test('names a list by its hash', () => {
    expect(listHash(bytes)).toBe(toHex(digest(bytes)))
    expect(readListHash(listHash(bytes))).toBe(listHash(bytes))
    for (const other of ['', 'AB'.repeat(32), 'ab'.repeat(31)]) expect(readListHash(other)).toBeUndefined()
  })
})
