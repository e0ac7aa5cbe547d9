// The seal itself: age files to hybrid post-quantum recipients (X-Wing: ML-KEM-768 with X25519), and nothing else.
import { MLKEM768X25519 } from '@noble/post-quantum/hybrid.js'
import { bech32 } from '@scure/base'
import { Decrypter, Encrypter } from 'age-encryption'

declare const recipientBrand: unique symbol
/** `age1pq1...`, lower-case bech32 of an X-Wing public key (C2SP, age: mlkem768x25519). */
export type Recipient = string & { readonly [recipientBrand]: true }
declare const envelopeBrand: unique symbol
/** A whole age file. */
export type Envelope = Uint8Array<ArrayBuffer> & { readonly [envelopeBrand]: true }

const PREFIX = 'age1pq1'

/** A text as a recipient; undefined where it is not a hybrid one. */
export function readRecipient(text: string): Recipient | undefined {
  if (!text.startsWith(PREFIX)) return undefined
  try {
    // Bech32 limits addresses to 90 characters; age lifts the limit.
    const { bytes } = bech32.decodeToBytes(text, false)
    return bytes.length === 1216 ? (text as Recipient) : undefined
  } catch {
    return undefined
  }
}

/** The recipient of a seed of 32 bytes. No text of the secret is made, because a string cannot be wiped. */
export function recipientOf(seed: Uint8Array): Recipient {
  return bech32.encode('age1pq', bech32.toWords(MLKEM768X25519.getPublicKey(seed)), false) as Recipient
}

/** The identity of a seed as age programs read it: `AGE-SECRET-KEY-PQ-1...`. It stays in memory until it is collected. */
export function identityOf(seed: Uint8Array): string {
  return bech32.encodeFromBytes('AGE-SECRET-KEY-PQ-', seed).toUpperCase()
}

/** Seals bytes to one or more recipients. The library would mix in weaker ones without a word; here they are refused. */
export async function seal(plaintext: Uint8Array, recipients: readonly Recipient[]): Promise<Envelope> {
  if (recipients.length === 0) throw new Error('a seal needs a recipient')
  const encrypter = new Encrypter()
  for (const recipient of recipients) {
    if (readRecipient(recipient) === undefined) throw new Error('only hybrid recipients (age1pq1) are sealed to')
    encrypter.addRecipient(recipient)
  }
  return (await encrypter.encrypt(plaintext)) as Envelope
}

/** Opens an envelope with a seed; undefined where it is not sealed to it or was changed. */
export async function open(envelope: Uint8Array, seed: Uint8Array): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identityOf(seed))
  try {
    return new Uint8Array(await decrypter.decrypt(envelope))
  } catch {
    return undefined
  }
}
