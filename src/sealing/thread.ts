// The keys of a thread, and its id, which is a commitment to them.
import { ed25519 } from '@noble/curves/ed25519.js'
import { type Recipient, recipientOf } from './age.ts'
import { digest } from './derive.ts'
import { join, sameBytes, toHex, utf8 } from './encoding.ts'

declare const threadBrand: unique symbol
/** 16 bytes as hex. Ids have no order, and nobody can put another key under an existing one. */
export type ThreadId = string & { readonly [threadBrand]: true }

/** The public keys of a thread. */
export interface ThreadKeys {
  /** Everything told is sealed to it. */
  readonly threadRecipient: Recipient
  /** Answers are sealed to it as well. */
  readonly answerRecipient: Recipient
  /** Ed25519, 32 bytes: signs what the tipster adds. */
  readonly writePublic: Uint8Array
}

/** The first 16 bytes of SHA-256("erkin/v1 thread\0" || threadRecipient || "\n" || answerRecipient || "\n" || writePublic). */
export function threadId({ threadRecipient, answerRecipient, writePublic }: ThreadKeys): ThreadId {
  const hashed = digest(join(utf8(`erkin/v1 thread\0${threadRecipient}\n${answerRecipient}\n`), writePublic))
  return toHex(hashed.subarray(0, 16)) as ThreadId
}

export function writePublicOf(writeSeed: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(ed25519.getPublicKey(writeSeed))
}

/** True when the id stands for exactly these keys. */
export function fitsKeys(id: ThreadId, keys: ThreadKeys): boolean {
  return threadId(keys) === id
}

/** True when a returning person's keys are the ones in the row; a row that was changed fits nobody. */
export function isOwnThread(id: ThreadId, keys: ThreadKeys, own: { answerSeed: Uint8Array; writeSeed: Uint8Array }): boolean {
  return (
    fitsKeys(id, keys) && recipientOf(own.answerSeed) === keys.answerRecipient && sameBytes(writePublicOf(own.writeSeed), keys.writePublic)
  )
}
