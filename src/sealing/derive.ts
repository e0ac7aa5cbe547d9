// Keys from keys: HKDF-SHA256 (RFC 5869), HMAC-SHA256 and the random generator of the system.
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8 } from './encoding.ts'

/** 32 bytes for one purpose, which `info` names; the salt is empty unless given. */
export function derive(secret: Uint8Array, info: string, salt?: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hkdf(sha256, secret, salt, utf8(info), 32))
}

export function mac(key: Uint8Array, message: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hmac(sha256, key, message))
}

export function digest(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sha256(bytes))
}

export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** AES-256-GCM with a fresh nonce: `iv(12) || ciphertext || tag(16)`; `about` is bound to it. */
export async function encrypt(
  key: Uint8Array<ArrayBuffer>,
  text: Uint8Array<ArrayBuffer>,
  about: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = randomBytes(12)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: about }, await aesKey(key, 'encrypt'), text)
  const whole = new Uint8Array(iv.length + sealed.byteLength)
  whole.set(iv)
  whole.set(new Uint8Array(sealed), iv.length)
  return whole
}

/** The text, or undefined where key, `about` or a single bit is another. */
export async function decrypt(
  key: Uint8Array<ArrayBuffer>,
  sealed: Uint8Array,
  about: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (sealed.length < 28) return undefined
  const [iv, rest] = [sealed.slice(0, 12), sealed.slice(12)]
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: about }, await aesKey(key, 'decrypt'), rest))
  } catch {
    return undefined
  }
}

function aesKey(key: Uint8Array<ArrayBuffer>, use: 'encrypt' | 'decrypt') {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use])
}
