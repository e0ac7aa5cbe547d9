// The receipt: 24 digits on paper that are the only way back, and the keys they yield.
import { derive, mac } from './derive.ts'
import { utf8, wipe } from './encoding.ts'

declare const receiptBrand: unique symbol
/** 24 digits that passed the check against typing errors. */
export type Receipt = string & { readonly [receiptBrand]: true }

/** Argon2id as it is handed in: 64 MiB, three passes, one lane, 32 bytes (RFC 9106). */
export type Argon2id = (given: { message: Uint8Array; nonce: Uint8Array; secret: Uint8Array }) => Promise<Uint8Array<ArrayBuffer>>

/** What a receipt yields. `okm` is the secret behind all of them and is wiped by whoever asked for it. */
export interface ReceiptKeys {
  readonly okm: Uint8Array<ArrayBuffer>
  readonly lookup: Uint8Array<ArrayBuffer>
  readonly writeSeed: Uint8Array<ArrayBuffer>
}

const BODY_DIGITS = 20
const DIGITS = 24

/** A new receipt: 20 random digits, three that only this deployment can compute, one against typing errors. */
export function newReceipt(pepper: Uint8Array): Receipt {
  const body = Array.from({ length: BODY_DIGITS }, randomDigit).join('')
  const checked = body + keyedDigits(pepper, body)
  return (checked + dammDigit(checked)) as Receipt
}

/** Six groups of four, as they are shown and written down. */
export function groups(receipt: Receipt): string[] {
  return receipt.match(/.{4}/g) ?? []
}

/** The last group holds no randomness, so a session may keep it to compare with what is typed back. */
export function lastGroup(receipt: Receipt): string {
  return receipt.slice(-4)
}

/** Digits of any script and width, without spaces and dashes; everything else stays as it is. */
export function plainDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, digit => String(digitValue(digit)))
    .replace(/[\s\p{Pd}\u200B-\u200F\u2060\uFEFF]/gu, '')
}

export type ReadReceipt =
  | { readonly ok: true; readonly receipt: Receipt }
  /** mistyped: the last digit does not fit; not-ours: well typed, but never given out here. */
  | { readonly ok: false; readonly why: 'not-24-digits' | 'mistyped' | 'not-ours' }

/** Reads a receipt as people type it. Nothing is stretched for one that is mistyped or not ours. */
export function readReceipt(text: string, pepper: Uint8Array): ReadReceipt {
  const digits = plainDigits(text)
  if (!/^\d{24}$/.test(digits)) return { ok: false, why: 'not-24-digits' }
  if (dammDigit(digits) !== '0') return { ok: false, why: 'mistyped' }
  const body = digits.slice(0, BODY_DIGITS)
  if (keyedDigits(pepper, body) !== digits.slice(BODY_DIGITS, DIGITS - 1)) return { ok: false, why: 'not-ours' }
  return { ok: true, receipt: digits as Receipt }
}

/** Stretches a receipt (about 0.2 s and 64 MiB) into the keys of its thread. */
export async function stretch(receipt: Receipt, pepper: Uint8Array, argon2id: Argon2id): Promise<ReceiptKeys> {
  const message = utf8(receipt.slice(0, BODY_DIGITS))
  const secret = derive(pepper, 'erkin/v1 stretch')
  try {
    const okm = await argon2id({ message, nonce: utf8('erkin receipt v1'), secret })
    return { okm, lookup: derive(okm, 'erkin/v1 lookup'), writeSeed: derive(okm, 'erkin/v1 write') }
  } finally {
    wipe(message, secret)
  }
}

/** The seed of the key that answers are sealed to; without the thread's shred key nobody has it. */
export function answerSeedOf(okm: Uint8Array, shredKey: Uint8Array): Uint8Array<ArrayBuffer> {
  return derive(okm, 'erkin/v1 answers', shredKey)
}

function keyedDigits(pepper: Uint8Array, body: string): string {
  const tag = mac(derive(pepper, 'erkin/v1 check'), utf8(body))
  return String(new DataView(tag.buffer).getBigUint64(0) % 1000n).padStart(3, '0')
}

/** A random digit without bias: bytes from 250 on are thrown away. */
function randomDigit(): string {
  for (;;) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < 250) return String(byte % 10)
  }
}

// Unicode puts the digits of a script side by side, from zero to nine.
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return code - zero
}

/** A quasigroup that finds every wrong digit and every swap of neighbours (H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004). */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/** The digit that makes the whole come out as 0; of a whole receipt itself "0". */
function dammDigit(digits: string): string {
  return [...digits].reduce((interim, digit) => DAMM[Number(interim)]?.[Number(digit)] ?? '0', '0')
}
