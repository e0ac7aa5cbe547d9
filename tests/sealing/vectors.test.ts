// The stored vectors of docs/seal-format.md, checked with public functions only: what was sealed once opens for ever.
import { describe, expect, test } from 'vitest'
import { type Envelope, type Recipient, recipientOf } from '#sealing/age.ts'
import { fromHex, toHex, utf8 } from '#sealing/encoding.ts'
import { openMessage, type Place, signingPublicOf } from '#sealing/message.ts'
import { keysHash, stretchWords, unlockKeys } from '#sealing/reader-keys.ts'
import { type ListHash, listHash } from '#sealing/reader-list.ts'
import { answerSeedOf, readReceipt, stretch } from '#sealing/receipt.ts'
import { fitsKeys, type ThreadId, threadId, writePublicOf } from '#sealing/thread.ts'
import { readPassphrase, sixWords } from '#sealing/words.ts'
import { type MemberId, unlockWrap, unwrapSeed } from '#sealing/wrap.ts'
import { checkChain, type SignedList } from '#staff/readers.ts'
import { argon2id } from './argon2.ts'
import messages from './vectors/message.json' with { type: 'json' }
import readerKeys from './vectors/reader-keys.json' with { type: 'json' }
import readerLists from './vectors/reader-list.json' with { type: 'json' }
import receipts from './vectors/receipt.json' with { type: 'json' }
import threads from './vectors/thread.json' with { type: 'json' }
import wraps from './vectors/wrap.json' with { type: 'json' }

const base64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

describe('receipts', () => {
  const pepper = fromHex(receipts.pepper)

  test.each(receipts.opens)('$typed is read and yields its keys', async ({ typed, receipt, yields }) => {
    const read = readReceipt(typed, pepper)
    if (!read.ok) throw new Error(read.why)
    const { okm, lookup, writeSeed } = await stretch(read.receipt, pepper, argon2id)
    const answerSeed = answerSeedOf(okm, fromHex(receipts.shredKey))
    const found = { okm, lookup, writeSeed, writePublic: writePublicOf(writeSeed), answerSeed }
    expect(read.receipt).toBe(receipt)
    expect(Object.fromEntries(Object.entries(found).map(([name, value]) => [name, toHex(value)]))).toEqual(yields)
  })

  test.each(receipts.refused)('are refused with $what', ({ typed, why }) => {
    expect(readReceipt(typed, pepper)).toEqual({ ok: false, why })
  })
})

describe('threads', () => {
  const keysOf = (row: { threadRecipient: string; answerRecipient: string; writePublic: string }) => ({
    threadRecipient: row.threadRecipient as Recipient,
    answerRecipient: row.answerRecipient as Recipient,
    writePublic: fromHex(row.writePublic),
  })

  test.each(threads.opens)('$id stands for its keys', row => {
    const { thread, answer, write } = threads.seeds
    expect(threadId(keysOf(row))).toBe(row.id)
    expect([recipientOf(fromHex(thread)), recipientOf(fromHex(answer)), toHex(writePublicOf(fromHex(write)))]).toEqual([
      row.threadRecipient,
      row.answerRecipient,
      row.writePublic,
    ])
  })

  test.each(threads.refused)('are refused with $what', row => {
    expect(fitsKeys(row.id as ThreadId, keysOf(row))).toBe(false)
  })
})

describe('wraps', () => {
  const { thread, threadRecipient, member, shredKey, readerSeed } = wraps.expected
  const given = { thread: thread as ThreadId, member: member as MemberId, shredKey: fromHex(shredKey) }
  const opened = async (stored: string) => {
    const inner = await unlockWrap(base64(stored), given)
    const expected = { thread: given.thread, threadRecipient: threadRecipient as Recipient }
    return inner === undefined ? { ok: false, why: 'locked' } : unwrapSeed(inner, fromHex(readerSeed), expected)
  }

  test.each(wraps.opens)('open to the seed of the thread', async ({ stored, seed }) => {
    expect(await opened(stored)).toEqual({ ok: true, seed: fromHex(seed) })
  })

  test.each(wraps.refused)('are refused $what', async ({ stored, why }) => {
    expect(await opened(stored)).toEqual({ ok: false, why })
  })
})

describe('messages', () => {
  const opened = (one: { place: object; envelope: string; signature: string; signer: string; seed: string }) => {
    const sealed = { envelope: base64(one.envelope) as Envelope, signature: fromHex(one.signature) }
    return openMessage(one.place as Place, sealed, { signer: fromHex(one.signer), seed: fromHex(one.seed) })
  }

  test.each(messages.opens)('open: $what', async one => {
    const { content } = one
    expect(await opened(one)).toEqual({ ok: true, content: { ...content, meta: fromHex(content.meta), body: fromHex(content.body) } })
  })

  test.each(messages.refused)('are refused: $what', async one => {
    expect(await opened(one)).toEqual({ ok: false, why: one.why })
  })
})

describe('locked keys of readers', () => {
  const opened = async ({ words, name, member, locked }: { words: string; name: string; member: string; locked: string }) => {
    const read = readPassphrase(words)
    if (!read.ok) return read.why
    const { proof, lock } = await stretchWords(read.passphrase, name)
    const keys = await unlockKeys(fromHex(locked), lock, member as MemberId)
    if (keys === undefined) return 'locked'
    return { proof: toHex(proof), lock: toHex(lock), ...keys, sealSeed: toHex(keys.sealSeed), signSeed: toHex(keys.signSeed) }
  }

  test.each(readerKeys.opens)('open with "$words"', async one => {
    expect(await opened(one)).toEqual(readerKeys.yields)
  })

  test.each(readerKeys.refused)('are refused: $what', async one => {
    expect(await opened(one)).toBe(one.why)
  })

  test('are compared aloud by six words', () => {
    const { aloud, yields } = readerKeys
    const hash = keysHash(aloud.seal as Recipient, fromHex(aloud.sign))
    expect(toHex(hash)).toBe(aloud.hash)
    expect(sixWords(hash)).toBe(aloud.sixWords)
    expect([recipientOf(fromHex(yields.sealSeed)), toHex(signingPublicOf(fromHex(yields.signSeed)))]).toEqual([aloud.seal, aloud.sign])
  })
})

describe('lists of readers', () => {
  type Name = keyof typeof readerLists.lists
  const stored = (name: string) => readerLists.lists[name as Name]
  const chainOf = (names: readonly string[]): SignedList[] =>
    names.map(name => ({
      bytes: utf8(stored(name).text),
      signatures: stored(name).signatures.map(({ member, signature }) => ({ member, signature: fromHex(signature) })),
    }))
  const knownFrom = (floor: string) => {
    const { version } = JSON.parse(stored(floor).text) as { version: number }
    return { root: stored('first').hash as ListHash, floor: { version, hash: stored(floor).hash as ListHash } }
  }

  test('are named by the hash of their bytes', () => {
    for (const { text, hash } of Object.values(readerLists.lists)) expect(listHash(utf8(text))).toBe(hash)
  })

  test.each(readerLists.holds)('hold: $what', ({ lists, floor }) => {
    const checked = checkChain(chainOf(lists), knownFrom(floor))
    expect(checked.ok && [checked.list.version, checked.hash]).toEqual([lists.length, stored(lists.at(-1) ?? '').hash])
  })

  test.each(readerLists.refused)('are refused: $what', ({ lists, floor, why, at }) => {
    expect(checkChain(chainOf(lists), knownFrom(floor))).toEqual({ ok: false, why, at })
  })
})
