// The vectors of messages: one of each direction that opens, and what must not.
import { ed25519 } from '@noble/curves/ed25519.js'
import { open, recipientOf, seal } from '#sealing/age.ts'
import { digest } from '#sealing/derive.ts'
import { fromHex, join, toHex, uint32, utf8 } from '#sealing/encoding.ts'
import { type Direction, type MessageContent, type Place, type SealedMessage, sealMessage, signingPublicOf } from '#sealing/message.ts'
import { threadId } from '#sealing/thread.ts'

const bytes = (value: number) => new Uint8Array(32).fill(value)
const [threadSeed, answerSeed, writeSeed, readerSeed] = [bytes(9), bytes(10), bytes(11), bytes(31)]
const [threadRecipient, answerRecipient] = [recipientOf(threadSeed), recipientOf(answerSeed)]
const thread = threadId({ threadRecipient, answerRecipient, writePublic: signingPublicOf(writeSeed) })

const told: MessageContent = { kind: 'text', listVersion: 3, meta: utf8('{"language":"kaa"}'), body: utf8('Nókiste ne boldı') }
const answer: MessageContent = { kind: 'answer', listVersion: 3, meta: utf8('{"language":"kaa","seen":1}'), body: utf8('Raxmet.') }
const note: MessageContent = { kind: 'note', listVersion: 4, meta: utf8('{"urgent":true}'), body: utf8('') }
const large: MessageContent = { kind: 'file', listVersion: 3, meta: utf8('{"type":"image/jpeg"}'), body: new Uint8Array(4200).fill(255) }

type Case = SealedMessage & { place: Place; seed: Uint8Array; signer: Uint8Array }

/** Writes the file: every case has all that a program needs to open it, and `opens` what it must find. */
export async function messageVectors(): Promise<object> {
  const first = await sealed({ direction: 0, number: 1 }, told)
  const answered = await sealed({ direction: 1, number: 1 }, answer)
  return {
    thread: { id: thread, threadSeed: toHex(threadSeed), answerSeed: toHex(answerSeed) },
    opens: [
      written(first, 'told, opened with the thread', told),
      written(await sealed({ direction: 0, number: 2 }, large), 'a file of the next size', large),
      written(answered, 'an answer, opened with the thread', answer),
      written({ ...answered, seed: answerSeed }, 'the same answer, opened with the receipt', answer),
      written(await sealed({ direction: 2, number: 1 }, note), 'a note, opened with the thread', note),
    ],
    refused: [...moved(first), ...(await forged(first)), ...(await malformed(first))],
  }
}

function moved(first: Case): object[] {
  const at = (place: Partial<Place>) => ({ ...first, place: { ...first.place, ...place } })
  const turned = first.envelope.map((byte, index) => (index === 3000 ? byte ^ 1 : byte)) as SealedMessage['envelope']
  const cut = first.envelope.slice(0, -1) as SealedMessage['envelope']
  return [
    refused(at({ number: 2 }), 'under another number', 'wrong-signature'),
    refused(at({ direction: 1 }), 'as an answer', 'wrong-signature'),
    refused(at({ thread: '22'.repeat(16) as Place['thread'] }), 'in another thread', 'wrong-signature'),
    refused({ ...first, envelope: turned }, 'with one bit turned', 'wrong-signature'),
    refused({ ...first, envelope: cut }, 'with its end cut off', 'wrong-signature'),
  ]
}

async function forged(first: Case): Promise<object[]> {
  const byReader = await sealMessage(first.place, told, [threadRecipient], readerSeed)
  const elsewhere = await sealMessage(first.place, told, [recipientOf(bytes(12))], writeSeed)
  const tip = await sealed({ direction: 0, number: 1 }, told)
  return [
    refused({ ...first, ...byReader }, 'signed by a reader instead of the receipt', 'wrong-signature'),
    refused({ ...first, ...elsewhere }, 'sealed to another thread', 'cannot-be-opened'),
    refused({ ...tip, seed: answerSeed }, 'a tip, with the key of the receipt', 'cannot-be-opened'),
  ]
}

/** Rightly signed and rightly sealed, but its own author wrote it wrong. */
async function malformed(first: Case): Promise<object[]> {
  const plaintext = (await open(first.envelope, threadSeed)) ?? new Uint8Array()
  const set = (at: number, value: number) => plaintext.map((byte, index) => (index === at ? value : byte))
  const cases: [string, Uint8Array, string][] = [
    ['another magic', set(0, 0), 'not-a-message'],
    ['shorter than a header', plaintext.slice(0, 20), 'not-a-message'],
    ['another direction inside', set(4, 1), 'stands-in-another-place'],
    ['another number inside', set(11, 2), 'stands-in-another-place'],
    ['another thread inside', set(16, (plaintext[16] ?? 0) ^ 1), 'stands-in-another-place'],
    ['an unknown kind', set(5, 250), 'unknown-kind'],
    ['a byte where 0 belongs', set(6, 1), 'unknown-kind'],
    ['padding that is not zero', set(plaintext.length - 1, 1), 'wrong-padding'],
    ['a byte too many', Uint8Array.of(...plaintext, 0), 'wrong-padding'],
    ['a length that lies', set(36, 255), 'wrong-padding'],
  ]
  return Promise.all(
    cases.map(async ([what, text, why]) => {
      const envelope = await seal(text, [threadRecipient])
      return refused({ ...first, envelope, signature: sign(first.place, envelope) }, what, why)
    }),
  )
}

async function sealed(where: { direction: Direction; number: number }, content: MessageContent): Promise<Case> {
  const place = { thread, ...where }
  const seed = where.direction === 0 ? writeSeed : readerSeed
  const recipients = where.direction === 1 ? [threadRecipient, answerRecipient] : [threadRecipient]
  return { ...(await sealMessage(place, content, recipients, seed)), place, seed: threadSeed, signer: signingPublicOf(seed) }
}

// Written out once more, so that the vectors do not lean on the code that they are to test.
function sign({ direction, number }: Place, envelope: Uint8Array): Uint8Array {
  const signed = join(utf8('erkin/v1 message\0'), fromHex(thread), Uint8Array.of(direction), uint32(number), digest(envelope))
  return ed25519.sign(signed, writeSeed)
}

function written({ place, seed, signer, envelope, signature }: Case, what: string, content?: MessageContent): object {
  const found = content && { ...content, meta: toHex(content.meta), body: toHex(content.body) }
  const keys = { signer: toHex(signer), seed: toHex(seed), signature: toHex(signature) }
  return { what, place, ...keys, envelope: Buffer.from(envelope).toString('base64'), ...(found && { content: found }) }
}

function refused(one: Case, what: string, why: string): object {
  return { ...written(one, what), why }
}
