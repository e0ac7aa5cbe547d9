// One message of a thread: header, meta, body, padding; sealed, then signed over the whole envelope.
import { ed25519 } from '@noble/curves/ed25519.js'
import { type Envelope, open, type Recipient, seal } from './age.ts'
import { digest } from './derive.ts'
import { fromHex, join, readUint32, sameBytes, toHex, uint32, utf8 } from './encoding.ts'
import type { ThreadId } from './thread.ts'

/** 0 from the tipster, 1 an answer, 2 a note among readers. */
export type Direction = 0 | 1 | 2
/** What the body is; the numbers are the format's and are never given a second meaning. */
export const kinds = { text: 1, file: 2, correction: 3, answer: 16, note: 32, mark: 33 } as const
export type MessageKind = keyof typeof kinds

/** Where a message stands; it is in the row and, sealed, in the header, and both must agree. */
export interface Place {
  readonly thread: ThreadId
  readonly direction: Direction
  /** From 1 on, without gaps, for each direction. */
  readonly number: number
}

export interface MessageContent {
  readonly kind: MessageKind
  /** The version of the list of readers that it was sealed under. */
  readonly listVersion: number
  /** UTF-8 JSON, kept as bytes and never written anew. */
  readonly meta: Uint8Array
  readonly body: Uint8Array
}

export interface SealedMessage {
  readonly envelope: Envelope
  /** Ed25519, 64 bytes (RFC 8032, strict). */
  readonly signature: Uint8Array
}

const MAGIC = utf8('ERK1')
const HEADER_BYTES = 40
const KIB = 1024
const LARGEST_POWER = 16 * KIB * KIB
const LARGEST = 20.5 * KIB * KIB

/** The most bytes that meta and body can have together: a file of 20 MB and what is said of it. */
export const MOST_CONTENT_BYTES = LARGEST - HEADER_BYTES

/** The size that the plaintext is padded to: 4 KiB, 8 KiB ... 16 MiB, then 20.5 MiB. Fourteen sizes name no file. */
export function paddedSize(bytes: number): number {
  if (bytes > LARGEST) throw new Error(`a message holds at most ${LARGEST} bytes`)
  if (bytes > LARGEST_POWER) return LARGEST
  let size = 4 * KIB
  while (size < bytes) size *= 2
  return size
}

/** Seals a message to the thread (answers: also to the receipt's answer key) and signs the envelope. */
export async function sealMessage(
  place: Place,
  content: MessageContent,
  recipients: readonly Recipient[],
  signingSeed: Uint8Array,
): Promise<SealedMessage> {
  const plaintext = writePlaintext(place, content)
  try {
    const envelope = await seal(plaintext, recipients)
    return { envelope, signature: new Uint8Array(ed25519.sign(signedBytes(place, envelope), signingSeed)) }
  } finally {
    plaintext.fill(0)
  }
}

/** True when the signer signed exactly this envelope for exactly this place. */
export function isSigned(place: Place, { envelope, signature }: SealedMessage, signer: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, signedBytes(place, envelope), signer, { zip215: false })
  } catch {
    return false
  }
}

export type MessageFault =
  | 'wrong-signature'
  | 'cannot-be-opened'
  | 'not-a-message'
  | 'stands-in-another-place'
  | 'wrong-padding'
  | 'unknown-kind'
export type OpenedMessage = { readonly ok: true; readonly content: MessageContent } | { readonly ok: false; readonly why: MessageFault }

/** Signature first, seal second, header against row third, padding fourth; only then is anything given back. */
export async function openMessage(
  place: Place,
  sealed: SealedMessage,
  keys: { signer: Uint8Array; seed: Uint8Array },
): Promise<OpenedMessage> {
  if (!isSigned(place, sealed, keys.signer)) return { ok: false, why: 'wrong-signature' }
  const plaintext = await open(sealed.envelope, keys.seed)
  return plaintext === undefined ? { ok: false, why: 'cannot-be-opened' } : readPlaintext(place, plaintext)
}

function writePlaintext({ thread, direction, number }: Place, { kind, listVersion, meta, body }: MessageContent): Uint8Array<ArrayBuffer> {
  const plaintext = new Uint8Array(paddedSize(HEADER_BYTES + meta.length + body.length))
  const header = join(
    MAGIC,
    Uint8Array.of(direction, kinds[kind], 0, 0),
    uint32(number),
    uint32(listVersion),
    fromHex(thread),
    uint32(meta.length),
    uint32(body.length),
  )
  plaintext.set(header)
  plaintext.set(meta, HEADER_BYTES)
  plaintext.set(body, HEADER_BYTES + meta.length)
  return plaintext
}

function readPlaintext(place: Place, plaintext: Uint8Array<ArrayBuffer>): OpenedMessage {
  if (plaintext.length < HEADER_BYTES || !sameBytes(plaintext.subarray(0, 4), MAGIC)) return { ok: false, why: 'not-a-message' }
  const [direction, kindNumber, ...zeros] = plaintext.subarray(4, 8)
  const isHere =
    direction === place.direction && readUint32(plaintext, 8) === place.number && toHex(plaintext.subarray(16, 32)) === place.thread
  if (!isHere) return { ok: false, why: 'stands-in-another-place' }
  const kind = (Object.keys(kinds) as MessageKind[]).find(name => kinds[name] === kindNumber)
  if (kind === undefined || zeros.some(byte => byte !== 0)) return { ok: false, why: 'unknown-kind' }
  const bodyAt = HEADER_BYTES + readUint32(plaintext, 32)
  const end = bodyAt + readUint32(plaintext, 36)
  if (end > LARGEST || plaintext.length !== paddedSize(end) || plaintext.subarray(end).some(byte => byte !== 0))
    return { ok: false, why: 'wrong-padding' }
  const content = {
    kind,
    listVersion: readUint32(plaintext, 12),
    meta: plaintext.slice(HEADER_BYTES, bodyAt),
    body: plaintext.slice(bodyAt, end),
  }
  return { ok: true, content }
}

function signedBytes({ thread, direction, number }: Place, envelope: Uint8Array): Uint8Array {
  return join(utf8('erkin/v1 message\0'), fromHex(thread), Uint8Array.of(direction), uint32(number), digest(envelope))
}

/** The public key of a signing seed (Ed25519). */
export function signingPublicOf(seed: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(ed25519.getPublicKey(seed))
}
