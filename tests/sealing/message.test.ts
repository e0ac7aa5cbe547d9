// Whatever is done to a stored message is seen and named; nothing opens wrongly.
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Envelope, open, type Recipient, readRecipient, recipientOf, seal } from '#sealing/age.ts'
import { randomBytes } from '#sealing/derive.ts'
import { fromHex, toHex, utf8 } from '#sealing/encoding.ts'
import {
  type MessageContent,
  MOST_CONTENT_BYTES,
  openMessage,
  type Place,
  paddedSize,
  type SealedMessage,
  sealMessage,
} from '#sealing/message.ts'
import { fitsKeys, type ThreadId, threadId, writePublicOf } from '#sealing/thread.ts'
import { lockWrap, type MemberId, unlockWrap, unwrapSeed, wrapSeed } from '#sealing/wrap.ts'

const threadSeed = randomBytes(32)
const writeSeed = randomBytes(32)
const keys = {
  threadRecipient: recipientOf(threadSeed),
  answerRecipient: recipientOf(randomBytes(32)),
  writePublic: writePublicOf(writeSeed),
}
const thread = threadId(keys)
const place: Place = { thread, direction: 0, number: 1 }
const content: MessageContent = { kind: 'text', listVersion: 3, meta: utf8('{"language":"kaa"}'), body: utf8('Nókiste ne boldı') }
const opening = { signer: keys.writePublic, seed: threadSeed }
const sealed = await sealMessage(place, content, [keys.threadRecipient], writeSeed)

describe('a sealed message', () => {
  test('opens to what was told, with the thread alone', async () => {
    expect(await openMessage(place, sealed, opening)).toEqual({ ok: true, content })
  })

  test('is signed and padded so that nothing shows: neither length nor words', () => {
    expect(paddedSize(41)).toBe(4096)
    expect([4096, 4097, 16 * 2 ** 20, 16 * 2 ** 20 + 1].map(paddedSize)).toEqual([4096, 8192, 16 * 2 ** 20, 20.5 * 2 ** 20])
    expect(() => paddedSize(20.5 * 2 ** 20 + 1)).toThrow()
    expect(Buffer.from(sealed.envelope).includes('Nókiste')).toBe(false)
    const sizes = new Set(Array.from({ length: 400 }, (_, index) => paddedSize(1 + index * 51_000)))
    expect(sizes.size).toBeLessThanOrEqual(14)
  })

  test('of the largest file there can be still opens', async () => {
    const large = { ...content, kind: 'file' as const, meta: utf8('{}'), body: new Uint8Array(MOST_CONTENT_BYTES - 2).fill(1) }
    const opened = await openMessage(place, await sealMessage(place, large, [keys.threadRecipient], writeSeed), opening)
    expect(opened.ok && opened.content.body.length).toBe(large.body.length)
  })

  const elsewhere = '00'.repeat(16) as ThreadId
  test.each<[string, Place]>([
    ['in another thread', { ...place, thread: elsewhere }],
    ['as an answer', { ...place, direction: 1 }],
    ['under another number', { ...place, number: 2 }],
  ])('put %s is refused by its signature', async (_what, other) => {
    expect(await openMessage(other, sealed, opening)).toEqual({ ok: false, why: 'wrong-signature' })
  })

  test('with any bit of it flipped, or its end cut off, is refused by its signature', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.envelope.length * 8 - 1), async bit => {
        const envelope = new Uint8Array(sealed.envelope) as Envelope
        envelope[bit >> 3] = (envelope[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(await openMessage(place, { ...sealed, envelope }, opening)).toEqual({ ok: false, why: 'wrong-signature' })
      }),
      { numRuns: 60 },
    )
    const cut = { ...sealed, envelope: sealed.envelope.slice(0, -1) as Envelope }
    expect(await openMessage(place, cut, opening)).toEqual({ ok: false, why: 'wrong-signature' })
  })

  test('signed by anybody else is refused, also by a reader who holds the file', async () => {
    const forged = await sealMessage(place, content, [keys.threadRecipient], randomBytes(32))
    expect(await openMessage(place, forged, opening)).toEqual({ ok: false, why: 'wrong-signature' })
    for (const signature of [new Uint8Array(64), new Uint8Array(0), sealed.signature.slice(0, 63)]) {
      expect(await openMessage(place, { ...sealed, signature }, opening)).toEqual({ ok: false, why: 'wrong-signature' })
    }
  })

  test('rightly signed but sealed to another thread cannot be opened', async () => {
    const other = await sealMessage(place, content, [recipientOf(randomBytes(32))], writeSeed)
    expect(await openMessage(place, other, opening)).toEqual({ ok: false, why: 'cannot-be-opened' })
  })
})

describe('a plaintext that its own author made wrong', () => {
  const rightly = (plaintext: Uint8Array) => resign(place, plaintext)

  test.each<[string, (plaintext: Uint8Array) => Uint8Array, string]>([
    ['with another magic', bytes => change(bytes, 0), 'not-a-message'],
    ['with another direction inside', bytes => change(bytes, 4), 'stands-in-another-place'],
    ['with another number inside', bytes => change(bytes, 11), 'stands-in-another-place'],
    ['with another thread inside', bytes => change(bytes, 16), 'stands-in-another-place'],
    ['of an unknown kind', bytes => change(bytes, 5, 250), 'unknown-kind'],
    ['with bytes where zeros belong', bytes => change(bytes, bytes.length - 1), 'wrong-padding'],
    ['with trailing bytes', bytes => new Uint8Array([...bytes, 0]), 'wrong-padding'],
    ['with a length that lies', bytes => change(bytes, 36, 255), 'wrong-padding'],
    ['shorter than a header', bytes => bytes.slice(0, 20), 'not-a-message'],
  ])('%s is named', async (_what, how, why) => {
    const plaintext = await open(sealed.envelope, threadSeed)
    expect(await openMessage(place, await rightly(how(plaintext ?? new Uint8Array())), opening)).toEqual({ ok: false, why })
  })
})

describe('a wrap', () => {
  const reader = randomBytes(32)
  const member = toHex(randomBytes(16)) as MemberId
  const shredKey = randomBytes(32)
  const expected = { thread, threadRecipient: keys.threadRecipient }

  test('gives the reader the seed, and nobody without the shred key', async () => {
    const stored = await lockWrap(await wrapSeed(thread, threadSeed, recipientOf(reader)), { thread, member, shredKey })
    const inner = await unlockWrap(stored, { thread, member, shredKey })
    expect(await unwrapSeed(inner ?? new Uint8Array(), reader, expected)).toEqual({ ok: true, seed: threadSeed })
    expect(await unlockWrap(stored, { thread, member, shredKey: randomBytes(32) })).toBeUndefined()
    expect(await open(stored, reader)).toBeUndefined()
  })

  test('swapped between members or threads is refused', async () => {
    const stored = await lockWrap(await wrapSeed(thread, threadSeed, recipientOf(reader)), { thread, member, shredKey })
    expect(await unlockWrap(stored, { thread, member: toHex(randomBytes(16)) as MemberId, shredKey })).toBeUndefined()
    expect(await unlockWrap(stored, { thread: '11'.repeat(16) as ThreadId, member, shredKey })).toBeUndefined()
  })

  test('that a colleague made badly is named: another seed, another thread, another reader, no wrap at all', async () => {
    const to = recipientOf(reader)
    expect(await unwrapSeed(await wrapSeed(thread, randomBytes(32), to), reader, expected)).toEqual({
      ok: false,
      why: 'seed-of-another-thread',
    })
    expect(await unwrapSeed(await wrapSeed('22'.repeat(16) as ThreadId, threadSeed, to), reader, expected)).toEqual({
      ok: false,
      why: 'wrap-of-another-thread',
    })
    expect(await unwrapSeed(await wrapSeed(thread, threadSeed, keys.answerRecipient), reader, expected)).toEqual({
      ok: false,
      why: 'not-sealed-to-this-reader',
    })
    expect(await unwrapSeed(await seal(utf8('hello'), [to]), reader, expected)).toEqual({ ok: false, why: 'not-a-wrap' })
  })
})

describe('the id of a thread', () => {
  test('stands for its three keys: change any one and it fits no more', () => {
    expect(fitsKeys(thread, keys)).toBe(true)
    expect(fitsKeys(thread, { ...keys, threadRecipient: recipientOf(randomBytes(32)) })).toBe(false)
    expect(fitsKeys(thread, { ...keys, answerRecipient: recipientOf(randomBytes(32)) })).toBe(false)
    expect(fitsKeys(thread, { ...keys, writePublic: randomBytes(32) })).toBe(false)
  })
})

test('only hybrid recipients are ever sealed to', async () => {
  const weak = await identityToRecipient(await generateX25519Identity())
  expect(readRecipient(weak)).toBeUndefined()
  expect(readRecipient('age1pq1abc')).toBeUndefined()
  expect(readRecipient(keys.threadRecipient)).toBe(keys.threadRecipient)
  await expect(seal(utf8('x'), [keys.threadRecipient, weak as Recipient])).rejects.toThrow('only hybrid')
  await expect(seal(utf8('x'), [])).rejects.toThrow('needs a recipient')
})

function change(bytes: Uint8Array, at: number, to?: number): Uint8Array {
  const changed = new Uint8Array(bytes)
  changed[at] = to ?? (changed[at] ?? 0) ^ 1
  return changed
}

/** Seals and signs a plaintext as it is, as a hostile author could. */
async function resign(where: Place, plaintext: Uint8Array): Promise<SealedMessage> {
  const { ed25519 } = await import('@noble/curves/ed25519.js')
  const { digest } = await import('#sealing/derive.ts')
  const { join, uint32 } = await import('#sealing/encoding.ts')
  const envelope = await seal(plaintext, [keys.threadRecipient])
  const signed = join(
    utf8('erkin/v1 message\0'),
    fromHex(where.thread),
    Uint8Array.of(where.direction),
    uint32(where.number),
    digest(envelope),
  )
  return { envelope, signature: ed25519.sign(signed, writeSeed) }
}
