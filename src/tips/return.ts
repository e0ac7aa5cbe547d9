// Coming back with a receipt: finds the thread, proves that it is whole, opens the answers.
import type { Envelope } from '#sealing/age.ts'
import { randomBytes } from '#sealing/derive.ts'
import { wipe } from '#sealing/encoding.ts'
import { type MessageContent, openMessage } from '#sealing/message.ts'
import { type Argon2id, answerSeedOf, type Receipt, stretch } from '#sealing/receipt.ts'
import { isOwnThread } from '#sealing/thread.ts'
import type { MemberId } from '#sealing/wrap.ts'
import { readAnswerMeta } from './meta.ts'
import type { OpenThread } from './session.ts'
import type { TipStore } from './store.ts'
import type { Day, MessageRow, State, Thread } from './tip.ts'
import type { Vault } from './vault.ts'

export interface ReturnParts {
  readonly store: TipStore
  readonly vault: Vault
  readonly argon2id: Argon2id
  /** The signing key of a member of the newest list who was not removed as taken; undefined for everybody else. */
  readonly signerKey: (member: MemberId) => Promise<Uint8Array | undefined>
}

/** What a person sees of their thread. */
export interface ReturnView {
  readonly thread: OpenThread
  readonly state: State
  readonly dueDay: Day
  /** How many messages of theirs are sealed, and up to which one a reader verified them: the person compares. */
  readonly sealed: number
  readonly readUpTo: number
  readonly answers: readonly AnswerView[]
}

/** An answer that was verified, or the fact that one stands there that must not be shown. */
export type AnswerView =
  | { readonly ok: true; readonly number: number; readonly day: Day; readonly text: string; readonly asks: boolean }
  | { readonly ok: false; readonly number: number; readonly why: 'not-from-a-reader' | 'damaged' }

export type Returned =
  | { readonly ok: true; readonly view: ReturnView }
  /** unknown: no thread has this receipt (any more); damaged: the row was changed, so nothing of it is shown. */
  | { readonly ok: false; readonly why: 'unknown' | 'damaged' }

/** Stretches the receipt (0.2 s) and opens what is there. The caller has asked the limiter before. */
export async function comeBack(receipt: Receipt, { store, vault, argon2id, signerKey }: ReturnParts): Promise<Returned> {
  const pepper = await vault.pepper()
  const { okm, lookup, writeSeed } = await stretch(receipt, pepper, argon2id)
  let answerSeed: Uint8Array<ArrayBuffer> | undefined
  try {
    const thread = await store.byLookup(lookup)
    const shredKey = thread && (await vault.shredKey(thread.id))
    if (thread === undefined || shredKey === undefined) return { ok: false, why: 'unknown' }
    answerSeed = answerSeedOf(okm, shredKey)
    if (!isOwnThread(thread.id, thread, { answerSeed, writeSeed })) return { ok: false, why: 'damaged' }
    const open = { id: thread.id, writeSeed, markKey: randomBytes(32) }
    return { ok: true, view: await view(thread, open, answerSeed, { store, signerKey }) }
  } finally {
    wipe(okm, pepper, answerSeed)
  }
}

type Reading = Pick<ReturnParts, 'store' | 'signerKey'>

async function view(thread: Thread, open: OpenThread, answerSeed: Uint8Array, reading: Reading): Promise<ReturnView> {
  const rows = await reading.store.messages(thread.id)
  const answers: AnswerView[] = []
  let readUpTo = 0
  for (const row of rows.filter(each => each.direction === 1)) {
    const opened = await openAnswer(thread, row, answerSeed, reading)
    if (!opened.ok) {
      answers.push({ ok: false, number: row.number, why: opened.why })
      continue
    }
    const meta = readAnswerMeta(opened.content.meta)
    readUpTo = Math.max(readUpTo, meta.seen)
    if (opened.content.kind !== 'answer') continue
    answers.push({ ok: true, number: row.number, day: row.day, text: new TextDecoder().decode(opened.content.body), asks: meta.asks })
  }
  const sealed = Math.max(0, ...rows.filter(each => each.direction === 0).map(each => each.number))
  return { thread: open, state: thread.state, dueDay: thread.dueDay, sealed, readUpTo: Math.min(readUpTo, sealed), answers }
}

type OpenedAnswer = { ok: true; content: MessageContent } | { ok: false; why: 'not-from-a-reader' | 'damaged' }

async function openAnswer(thread: Thread, row: MessageRow, seed: Uint8Array, { store, signerKey }: Reading): Promise<OpenedAnswer> {
  const signer = row.signer === null ? undefined : await signerKey(row.signer)
  if (signer === undefined) return { ok: false, why: 'not-from-a-reader' }
  const envelope = await store.envelope(thread.id, 1, row.number)
  if (envelope === undefined) return { ok: false, why: 'damaged' }
  const place = { thread: thread.id, direction: 1, number: row.number } as const
  const opened = await openMessage(place, { envelope: envelope as Envelope, signature: row.signature }, { signer, seed })
  return opened.ok
    ? { ok: true, content: opened.content }
    : { ok: false, why: opened.why === 'wrong-signature' ? 'not-from-a-reader' : 'damaged' }
}
