// A house with a real archive and vault, a clock that can be turned, and readers who have their keys.
import { Buffer } from 'node:buffer'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Recipient, recipientOf } from '#sealing/age.ts'
import { digest, randomBytes } from '#sealing/derive.ts'
import { join as joined } from '#sealing/encoding.ts'
import { type Direction, type MessageKind, openMessage, type SealedMessage, sealMessage, signingPublicOf } from '#sealing/message.ts'
import type { Argon2id, Receipt } from '#sealing/receipt.ts'
import type { ThreadId } from '#sealing/thread.ts'
import { type MemberId, unwrapSeed } from '#sealing/wrap.ts'
import { archiveOf, folder, vaultOf } from '#tests/storage/places.ts'
import { aMember } from '#tests/storage/threads.ts'
import { createConversation, type Openers, type Telling } from '#tips/conversation.ts'
import { createDesk, type Desk, type Reader } from '#tips/desk.ts'
import { forgetDue } from '#tips/forgetting.ts'
import { writeMeta } from '#tips/meta.ts'
import { comeBack } from '#tips/return.ts'
import type { Draft, OpenThread } from '#tips/session.ts'
import type { TipStore } from '#tips/store.ts'
import type { Group } from '#tips/tip.ts'

/** Hashes where the real one stretches: 0.2 s a receipt would be the whole time of these tests. */
export const quickArgon2id: Argon2id = async ({ message, nonce, secret }) => digest(joined(message, nonce, secret))

export interface Person extends Reader {
  readonly recipient: Recipient
  readonly seed: Uint8Array<ArrayBuffer>
  readonly signingSeed: Uint8Array<ArrayBuffer>
}

export function aReader(...groups: Group[]): Person {
  const [seed, signingSeed] = [randomBytes(32), randomBytes(32)]
  return { id: aMember(), groups, seed, recipient: recipientOf(seed), signingSeed, signingKey: signingPublicOf(signingSeed) }
}

/** `openers` may be told to be closed; `store` may be given another face for one test. */
export async function openHouse({ argon2id = quickArgon2id, face = (store: TipStore): TipStore => store } = {}) {
  const dataDir = folder()
  const [archive, vault] = [await archiveOf({ dataDir }), await vaultOf({ dataDir })]
  const store = face(archive.tips)
  const readers = { aigul: aReader('kz', 'all'), botir: aReader('kz', 'uz', 'all') }
  const house = { today: '2026-11-24', isClosed: false, taken: new Set<MemberId>() }
  const now = () => Date.parse(`${house.today}T12:00:00Z`)
  const openers = async (group: Group): Promise<Openers | undefined> => {
    const members = Object.values(readers).filter(reader => reader.groups.includes(group))
    return house.isClosed ? undefined : { group, listVersion: 1, members }
  }
  const signerKey = async (member: MemberId) =>
    house.taken.has(member) ? undefined : Object.values(readers).find(({ id }) => id === member)?.signingKey
  return {
    ...readers,
    dataDir,
    store,
    vault,
    /** What a test turns: the day, whether tips are closed, who was removed as taken. */
    house,
    conversation: createConversation({ store, vault, argon2id, openers, now }),
    desk: createDesk({ store, vault, now }),
    comesBack: (receipt: Receipt) => comeBack(receipt, { store, vault, argon2id, signerKey }),
    night: () => forgetDue({ store, vault, now }),
    /** The hand of somebody who can write in the database; gives back how many rows were changed. */
    tamper(text: string, ...values: (string | number | Uint8Array)[]): number {
      const database = new DatabaseSync(join(dataDir, 'archive.db'))
      const { changes } = database.prepare(text).run(...values)
      database.close()
      return Number(changes)
    },
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>

export function words(text: string): Telling {
  return { kind: 'text', meta: writeMeta({ language: 'kk' }), body: new Uint8Array(Buffer.from(text)) }
}

/** Begins a tip and tells its first words. */
export async function aTip({ conversation }: House, text = 'They took my brother.', group: Group = 'kz') {
  const begun = await conversation.begin({ kind: 'tip', group })
  if (!begun.ok) throw new Error(begun.why)
  const thread = await tell(conversation, begun.draft, text, 1)
  return { receipt: begun.receipt, draft: begun.draft, thread, id: thread.id }
}

export async function tell(conversation: House['conversation'], to: Draft | OpenThread, text: string, update: number): Promise<OpenThread> {
  const told = await conversation.tell(to, words(text), update)
  if (!told.ok) throw new Error(told.why)
  return told.thread
}

/** What a reader's browser does: the wrap, the seed, then every message of the tipster. */
export async function readsAll(desk: Desk, reader: Person, id: ThreadId): Promise<string[]> {
  const [found, wrap] = [await desk.thread(reader, id), await desk.wrap(reader, id)]
  if (found === undefined || wrap === undefined) return []
  const { threadRecipient, writePublic } = found.thread
  const unwrapped = await unwrapSeed(wrap, reader.seed, { thread: id, threadRecipient })
  if (!unwrapped.ok) return [unwrapped.why]
  const own = found.messages.filter(row => row.direction === 0)
  return Promise.all(
    own.map(async ({ number, signature }) => {
      const envelope = ((await desk.envelope(reader, id, 0, number)) ?? new Uint8Array()) as SealedMessage['envelope']
      const opened = await openMessage(
        { thread: id, direction: 0, number },
        { envelope, signature },
        { signer: writePublic, seed: unwrapped.seed },
      )
      return opened.ok ? Buffer.from(opened.content.body).toString() : opened.why
    }),
  )
}

/** A sealed answer, note or mark of a reader, ready to be posted. */
export async function sealed(
  { store }: House,
  reader: Person,
  id: ThreadId,
  given: { text?: string; asks?: boolean; seen?: number; kind?: MessageKind; direction?: Exclude<Direction, 0>; to?: Recipient[] } = {},
) {
  const { text = 'Thank you.', asks = false, seen = 1, kind = 'answer', direction = 1 } = given
  const thread = await store.byId(id)
  if (thread === undefined) throw new Error('no thread')
  const number = (await store.highest(id, direction)) + 1
  const content = { kind, listVersion: 1, meta: writeMeta({ seen, asks }), body: new Uint8Array(Buffer.from(text)) }
  const to = given.to ?? [thread.threadRecipient, thread.answerRecipient]
  const message = await sealMessage({ thread: id, direction, number }, content, to, reader.signingSeed)
  return { ...message, direction, number, ...(kind === 'answer' && { asks }) }
}

/** Seals an answer and posts it. */
export async function answers(house: House, reader: Person, id: ThreadId, given?: Parameters<typeof sealed>[3]) {
  return house.desk.post(reader, id, await sealed(house, reader, id, given))
}
