// Writes the test vectors of docs/seal-format.md. A person runs it on purpose: node bin/erkin.mjs --run tests/sealing/make-vectors.ts
// Seals hold random bytes, so a file that is there is left alone: a vector that is made anew proves nothing about old data.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Recipient, recipientOf, seal } from '#sealing/age.ts'
import { fromHex, join as joinBytes, toHex, utf8 } from '#sealing/encoding.ts'
import { keysHash, lockKeys, stretchWords } from '#sealing/reader-keys.ts'
import type { ListHash } from '#sealing/reader-list.ts'
import { answerSeedOf, type Receipt, stretch } from '#sealing/receipt.ts'
import { type ThreadId, threadId, writePublicOf } from '#sealing/thread.ts'
import { type Passphrase, sixWords } from '#sealing/words.ts'
import { lockWrap, type MemberId, wrapSeed } from '#sealing/wrap.ts'
import { argon2id } from '#tests/sealing/argon2.ts'
import { listVectors } from '#tests/sealing/vectors-of-lists.ts'
import { messageVectors } from '#tests/sealing/vectors-of-messages.ts'

const folder = join(import.meta.dirname, 'vectors')
const bytes = (value: number, length = 32) => new Uint8Array(length).fill(value)
const pepper = Uint8Array.from({ length: 32 }, (_, index) => index)

mkdirSync(folder, { recursive: true })
await write('receipt', receiptVectors)
await write('thread', async () => threadVectors())
await write('wrap', wrapVectors)
await write('message', messageVectors)
await write('reader-keys', readerKeyVectors)
await write('reader-list', async () => listVectors())

async function write(name: string, make: () => Promise<object>): Promise<void> {
  const file = join(folder, `${name}.json`)
  if (existsSync(file)) return console.log(`${name}: is there and is left alone`)
  writeFileSync(file, `${JSON.stringify(await make(), null, 2)}\n`)
  console.log(`${name}: written`)
}

async function receiptVectors(): Promise<object> {
  const receipt = '012345678901234567893451' as Receipt
  const shredKey = bytes(7)
  const { okm, lookup, writeSeed } = await stretch(receipt, pepper, argon2id)
  const answerSeed = answerSeedOf(okm, shredKey)
  const keys = { okm, lookup, writeSeed, writePublic: writePublicOf(writeSeed), answerSeed }
  const yields = Object.fromEntries(Object.entries(keys).map(([name, value]) => [name, toHex(value)]))
  return {
    pepper: toHex(pepper),
    shredKey: toHex(shredKey),
    opens: [
      { typed: '0123 4567 8901 2345 6789 3451', receipt, yields },
      { typed: '٠١٢٣-٤٥٦٧-٨٩٠١-٢٣٤٥-٦٧٨٩-٣٤٥١', receipt, yields },
      { typed: '０１２３４５６７８９０１２３４５６７８９３４５１', receipt, yields },
    ],
    refused: [
      { what: 'a digit too few', typed: '0123 4567 8901 2345 6789 345', why: 'not-24-digits' },
      { what: 'words around it', typed: 'code 012345678901234567893451', why: 'not-24-digits' },
      { what: 'one digit wrong', typed: '0123 4567 8901 2345 6788 3451', why: 'mistyped' },
      { what: 'two neighbours swapped', typed: '0132 4567 8901 2345 6789 3451', why: 'mistyped' },
      { what: 'well typed, of another deployment', typed: '0123 4567 8901 2345 6789 0009', why: 'not-ours' },
    ],
  }
}

function threadVectors(): object {
  const keys = {
    threadRecipient: recipientOf(bytes(9)),
    answerRecipient: recipientOf(bytes(10)),
    writePublic: toHex(writePublicOf(bytes(11))),
  }
  const id = threadId({ ...keys, writePublic: fromHex(keys.writePublic) })
  return {
    seeds: { thread: toHex(bytes(9)), answer: toHex(bytes(10)), write: toHex(bytes(11)) },
    opens: [{ id, ...keys }],
    refused: [
      { what: 'another thread recipient', id, ...keys, threadRecipient: recipientOf(bytes(12)) },
      { what: 'another answer recipient', id, ...keys, answerRecipient: recipientOf(bytes(12)) },
      { what: 'another write key', id, ...keys, writePublic: toHex(writePublicOf(bytes(12))) },
      { what: 'the two recipients exchanged', id, ...keys, threadRecipient: keys.answerRecipient, answerRecipient: keys.threadRecipient },
    ],
  }
}

async function wrapVectors(): Promise<object> {
  const [seed, reader, shredKey] = [bytes(9), bytes(21), bytes(7)]
  const threadRecipient = recipientOf(seed)
  const thread = threadId({ threadRecipient, answerRecipient: recipientOf(bytes(10)), writePublic: writePublicOf(bytes(11)) })
  const [member, other] = ['a1', 'b2'].map(pair => pair.repeat(16)) as [MemberId, MemberId]
  const to = recipientOf(reader)
  const lock = async (inner: ReturnType<typeof seal>, given: { thread?: ThreadId; member?: MemberId; shredKey?: Uint8Array } = {}) =>
    base64(await lockWrap(await inner, { thread, member, shredKey, ...given }))
  const right = () => wrapSeed(thread, seed, to)
  const elsewhere = '22'.repeat(16) as ThreadId
  return {
    expected: { thread, threadRecipient, member, shredKey: toHex(shredKey), readerSeed: toHex(reader) },
    opens: [{ stored: await lock(right()), seed: toHex(seed) }],
    refused: [
      { what: 'of another member', stored: await lock(right(), { member: other }), why: 'locked' },
      { what: 'of another thread', stored: await lock(right(), { thread: elsewhere }), why: 'locked' },
      { what: 'under another shred key', stored: await lock(right(), { shredKey: bytes(8) }), why: 'locked' },
      { what: 'without the outer lock', stored: base64(await right()), why: 'locked' },
      {
        what: 'sealed to another reader',
        stored: await lock(wrapSeed(thread, seed, recipientOf(bytes(22)))),
        why: 'not-sealed-to-this-reader',
      },
      { what: 'a seal of something else', stored: await lock(seal(utf8('ERKW'), [to])), why: 'not-a-wrap' },
      { what: 'one byte too long', stored: await lock(sealLong(thread, seed, to)), why: 'not-a-wrap' },
      { what: 'naming another thread inside', stored: await lock(wrapSeed(elsewhere, seed, to)), why: 'wrap-of-another-thread' },
      { what: 'with another seed', stored: await lock(wrapSeed(thread, bytes(13), to)), why: 'seed-of-another-thread' },
    ],
  }
}

function sealLong(thread: ThreadId, seed: Uint8Array, to: Recipient) {
  return seal(joinBytes(utf8('ERKW'), fromHex(thread), seed, bytes(0, 1)), [to])
}

async function readerKeyVectors(): Promise<object> {
  const words = 'yo-yo abacus zoom t-shirt drop-down felt-tip grape' as Passphrase
  const [member, name] = ['a1'.repeat(16) as MemberId, 'Aida']
  const { proof, lock } = await stretchWords(words, name)
  const pinned = { root: 'c3'.repeat(32) as ListHash, floor: { version: 7, hash: 'd4'.repeat(32) as ListHash } }
  const locked = await lockKeys({ sealSeed: bytes(21), signSeed: bytes(31), pinned }, lock, member)
  const turned = locked.map((byte, at) => (at === 40 ? byte ^ 1 : byte))
  const right = { words, name, member, locked: toHex(locked) }
  const [seal, sign] = [recipientOf(bytes(21)), writePublicOf(bytes(31))]
  const hash = keysHash(seal, sign)
  return {
    opens: [right, { ...right, words: `1. ${words.toUpperCase().replaceAll(' ', ',  ')}.`, name: ' AIDA ' }],
    yields: { proof: toHex(proof), lock: toHex(lock), sealSeed: toHex(bytes(21)), signSeed: toHex(bytes(31)), pinned },
    refused: [
      { ...right, what: 'other words', words: words.replace('grape', 'zoom'), why: 'locked' },
      { ...right, what: 'another name', name: 'Bek', why: 'locked' },
      { ...right, what: 'another member', member: 'b2'.repeat(16), why: 'locked' },
      { ...right, what: 'one bit turned', locked: toHex(turned), why: 'locked' },
      { ...right, what: 'its end cut off', locked: toHex(locked.slice(0, -1)), why: 'locked' },
      {
        ...right,
        what: 'locked with the proof',
        locked: toHex(await lockKeys({ sealSeed: bytes(21), signSeed: bytes(31), pinned }, proof, member)),
        why: 'locked',
      },
      { ...right, what: 'six words', words: words.slice(0, words.lastIndexOf(' ')), why: 'not-seven-words' },
      { ...right, what: 'a word that is none', words: words.replace('zoom', 'zooom'), why: 'unknown-word' },
    ],
    aloud: { seal, sign: toHex(sign), hash: toHex(hash), sixWords: sixWords(hash) },
  }
}

function base64(sealed: Uint8Array): string {
  return Buffer.from(sealed).toString('base64')
}
