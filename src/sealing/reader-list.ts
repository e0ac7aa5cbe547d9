// The signature under a list of readers, and the hash that the next list names; what stands in the list is the business of others.
import { ed25519 } from '@noble/curves/ed25519.js'
import { digest } from './derive.ts'
import { join, toHex, utf8 } from './encoding.ts'

declare const listHashBrand: unique symbol
/** SHA-256 of the bytes of a list, as hex. */
export type ListHash = string & { readonly [listHashBrand]: true }

/** What a chain of lists must begin with, and what it may not fall behind. */
export interface Pinned {
  /** The hash of list 1. */
  readonly root: ListHash
  /** The newest list that was ever accepted here; for a newcomer list 1. */
  readonly floor: { readonly version: number; readonly hash: ListHash }
}

export function listHash(bytes: Uint8Array): ListHash {
  return toHex(digest(bytes)) as ListHash
}

/** A text as the hash of a list; undefined where it is none. */
export function readListHash(text: string): ListHash | undefined {
  return /^[0-9a-f]{64}$/.test(text) ? (text as ListHash) : undefined
}

/** An admin's signature, 64 bytes, of exactly these bytes. */
export function signList(bytes: Uint8Array, signingSeed: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(ed25519.sign(signedBytes(bytes), signingSeed))
}

/** True when the holder of the key signed exactly these bytes (RFC 8032, strict). */
export function isListSigned(bytes: Uint8Array, signature: Uint8Array, signingKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, signedBytes(bytes), signingKey, { zip215: false })
  } catch {
    return false
  }
}

/** "erkin/v1 list\0" || SHA-256(bytes). */
function signedBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return join(utf8('erkin/v1 list\0'), digest(bytes))
}
