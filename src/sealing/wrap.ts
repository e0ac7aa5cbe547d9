// A thread's seed, wrapped to one reader: age inside, and outside a lock whose key lies in the vault.
import { type Envelope, open, type Recipient, recipientOf, seal } from './age.ts'
import { decrypt, derive, encrypt } from './derive.ts'
import { fromHex, join, sameBytes, utf8 } from './encoding.ts'
import type { ThreadId } from './thread.ts'

declare const memberBrand: unique symbol
/** 16 random bytes as hex. */
export type MemberId = string & { readonly [memberBrand]: true }

const MAGIC = utf8('ERKW')
const INNER_BYTES = 52

/** Wraps a thread's seed to a reader: an envelope of `"ERKW" || T || seed`. */
export function wrapSeed(thread: ThreadId, seed: Uint8Array, reader: Recipient): Promise<Envelope> {
  return seal(join(MAGIC, fromHex(thread), seed), [reader])
}

/** Puts the outer lock on: `iv(12) || AES-256-GCM`. Deleting the shred key makes every wrap of the thread noise, in every backup. */
export function lockWrap(
  inner: Envelope,
  given: { thread: ThreadId; member: MemberId; shredKey: Uint8Array },
): Promise<Uint8Array<ArrayBuffer>> {
  return encrypt(derive(given.shredKey, 'erkin/v1 wrap'), inner, about(given.thread, given.member))
}

/** Takes the outer lock off; undefined where the shred key is gone or the wrap belongs to another thread or member. */
export async function unlockWrap(
  stored: Uint8Array,
  given: { thread: ThreadId; member: MemberId; shredKey: Uint8Array },
): Promise<Envelope | undefined> {
  return (await decrypt(derive(given.shredKey, 'erkin/v1 wrap'), stored, about(given.thread, given.member))) as Envelope | undefined
}

export type Unwrapped =
  | { readonly ok: true; readonly seed: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly why: 'not-sealed-to-this-reader' | 'not-a-wrap' | 'wrap-of-another-thread' | 'seed-of-another-thread' }

/** Opens a wrap with a reader's seed. It needs no signature: only the seed whose recipient is the thread's own is accepted. */
export async function unwrapSeed(
  inner: Uint8Array,
  reader: Uint8Array,
  expected: { thread: ThreadId; threadRecipient: Recipient },
): Promise<Unwrapped> {
  const opened = await open(inner, reader)
  if (opened === undefined) return { ok: false, why: 'not-sealed-to-this-reader' }
  if (opened.length !== INNER_BYTES || !sameBytes(opened.subarray(0, 4), MAGIC)) return { ok: false, why: 'not-a-wrap' }
  if (!sameBytes(opened.subarray(4, 20), fromHex(expected.thread))) return { ok: false, why: 'wrap-of-another-thread' }
  const seed = opened.slice(20)
  return recipientOf(seed) === expected.threadRecipient ? { ok: true, seed } : { ok: false, why: 'seed-of-another-thread' }
}

function about(thread: ThreadId, member: MemberId): Uint8Array<ArrayBuffer> {
  return join(utf8('erkin/v1 wrap\0'), fromHex(thread), fromHex(member))
}
