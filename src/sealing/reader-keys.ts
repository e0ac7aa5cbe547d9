// A reader's keys: two seeds in a file that only seven words unlock, with what the reader knows of the list.
import type { Recipient } from './age.ts'
import { decrypt, derive, digest, encrypt, randomBytes } from './derive.ts'
import { fromHex, join, readUint32, toHex, uint32, utf8, wipe } from './encoding.ts'
import type { ListHash, Pinned } from './reader-list.ts'
import type { Passphrase } from './words.ts'
import type { MemberId } from './wrap.ts'

/** Rounds of PBKDF2. A constant: a server that could choose it would choose 1. */
export const ROUNDS = 600_000

/** What the words yield. The server sees `proof` only, and keeps its hash. */
export interface WordKeys {
  readonly proof: Uint8Array<ArrayBuffer>
  readonly lock: Uint8Array<ArrayBuffer>
}

/** What is in the locked file, 132 bytes. */
export interface ReaderKeys {
  readonly sealSeed: Uint8Array<ArrayBuffer>
  readonly signSeed: Uint8Array<ArrayBuffer>
  readonly pinned: Pinned
}

const FILE_BYTES = 132

/** New seeds from the random generator of the system. */
export function newReaderKeys(pinned: Pinned): ReaderKeys {
  return { sealSeed: randomBytes(32), signSeed: randomBytes(32), pinned }
}

/** Stretches the words (PBKDF2-SHA-256, RFC 8018; about 0.2 s) into the proof for the server and the lock of the file. */
export async function stretchWords(passphrase: Passphrase, signInName: string): Promise<WordKeys> {
  const words = utf8(passphrase)
  const material = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveBits'])
  const salt = utf8(`erkin/v1 ${plainName(signInName)}`)
  const k = new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }, material, 256))
  try {
    return { proof: derive(k, 'erkin/v1 sign-in'), lock: derive(k, 'erkin/v1 keys') }
  } finally {
    wipe(words, k)
  }
}

/** What the server keeps of a proof; whoever takes it can neither sign in nor unlock anything. */
export function proofHash(proof: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest(proof)
}

/** A sign-in name as people type it: NFKC, lower case, single spaces. */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

/** Locks the keys for one member: `iv(12) || AES-256-GCM(lock, aad = "erkin/v1 keys\0" || memberId)`. */
export async function lockKeys(keys: ReaderKeys, lock: Uint8Array<ArrayBuffer>, member: MemberId): Promise<Uint8Array<ArrayBuffer>> {
  const { root, floor } = keys.pinned
  const file = join(keys.sealSeed, keys.signSeed, fromHex(root), uint32(floor.version), fromHex(floor.hash))
  if (file.length !== FILE_BYTES) throw new Error('a seed or a hash does not have 32 bytes')
  try {
    return await encrypt(lock, file, about(member))
  } finally {
    wipe(file)
  }
}

/** The keys, or undefined where the words, the member or a single bit of the file are others. */
export async function unlockKeys(locked: Uint8Array, lock: Uint8Array<ArrayBuffer>, member: MemberId): Promise<ReaderKeys | undefined> {
  const file = await decrypt(lock, locked, about(member))
  if (file === undefined || file.length !== FILE_BYTES) return undefined
  const hashAt = (at: number) => toHex(file.subarray(at, at + 32)) as ListHash
  const pinned = { root: hashAt(64), floor: { version: readUint32(file, 96), hash: hashAt(100) } }
  try {
    return { sealSeed: file.slice(0, 32), signSeed: file.slice(32, 64), pinned }
  } finally {
    wipe(file)
  }
}

/** What a newcomer's six words stand for: SHA-256(seal || "\n" || sign), the signing key as its 32 bytes. */
export function keysHash(seal: Recipient, sign: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest(join(utf8(`${seal}\n`), sign))
}

function about(member: MemberId): Uint8Array<ArrayBuffer> {
  return join(utf8('erkin/v1 keys\0'), fromHex(member))
}
