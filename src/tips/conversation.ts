// The tipster's side: begin, tell, come back, withdraw. Secrets live in one function, or in the session that is handed in.
import { type Recipient, recipientOf } from '#sealing/age.ts'
import { randomBytes } from '#sealing/derive.ts'
import { wipe } from '#sealing/encoding.ts'
import { type MessageContent, type SealedMessage, sealMessage } from '#sealing/message.ts'
import { type Argon2id, answerSeedOf, newReceipt, type Receipt, stretch } from '#sealing/receipt.ts'
import { type ThreadId, threadId, writePublicOf } from '#sealing/thread.ts'
import { lockWrap, type MemberId, wrapSeed } from '#sealing/wrap.ts'
import { dayOf, dueAfterActivity, stateAfterTelling } from './rules.ts'
import { type Draft, markOf, type OpenThread } from './session.ts'
import type { TipStore } from './store.ts'
import type { Day, Group, StoredMessage, StoredWrap, Thread, ThreadKind } from './tip.ts'
import type { Vault } from './vault.ts'

/** Who can open the tips of a group, out of the newest list that can be trusted. */
export interface Openers {
  /** `all` where the country has not enough readers of its own. */
  readonly group: Group
  readonly listVersion: number
  readonly members: readonly { readonly id: MemberId; readonly recipient: Recipient }[]
}

export interface ConversationParts {
  readonly store: TipStore
  readonly vault: Vault
  readonly argon2id: Argon2id
  /** Undefined while tips are closed: nobody, or only one, could open them, or the list cannot be trusted. */
  readonly openers: (group: Group) => Promise<Openers | undefined>
  readonly now?: () => number
}

export type Begun =
  | { readonly ok: true; readonly receipt: Receipt; readonly draft: Draft }
  | { readonly ok: false; readonly why: 'tips-are-closed' }

export type Told =
  /** `number` is what "sealed (n)" says; it is in the archive. */
  | { readonly ok: true; readonly number: number; readonly thread: OpenThread }
  | { readonly ok: false; readonly why: 'tips-are-closed' | 'no-thread' | 'busy' }

export interface Conversation {
  /** Makes the receipt and all it yields; nothing is stored before the first message. */
  begin(about: { kind: ThreadKind; group: Group }): Promise<Begun>
  /** Seals and commits one message; with a draft it creates the thread. The same update told twice is stored once. */
  tell(to: Draft | OpenThread, message: Telling, update: number): Promise<Told>
  /** Forgets the thread at once: vault first, then the rows. */
  withdraw(thread: OpenThread): Promise<boolean>
  /** The session ended: what could still join updates to messages is taken away. */
  leave(thread: OpenThread): Promise<void>
}

/** What is told, in the clear for the milliseconds until it is sealed. */
export type Telling = Pick<MessageContent, 'kind' | 'meta' | 'body'>

/** Two writers can meet on one number; the loser seals again. */
const TRIES = 3

export function createConversation(parts: ConversationParts): Conversation {
  const { store, vault, argon2id, openers, now = Date.now } = parts
  return { begin, tell, withdraw, leave }

  async function begin({ kind, group }: { kind: ThreadKind; group: Group }): Promise<Begun> {
    const able = await openers(group)
    if (able === undefined) return { ok: false, why: 'tips-are-closed' }
    const pepper = await vault.pepper()
    const receipt = newReceipt(pepper)
    const { okm, lookup, writeSeed } = await stretch(receipt, pepper, argon2id)
    const shredKey = randomBytes(32)
    const answerSeed = answerSeedOf(okm, shredKey)
    try {
      const draft = {
        kind,
        group: able.group,
        lookup,
        writeSeed,
        shredKey,
        answerRecipient: recipientOf(answerSeed),
        markKey: randomBytes(32),
      }
      return { ok: true, receipt, draft }
    } finally {
      wipe(okm, answerSeed, pepper)
    }
  }

  async function tell(to: Draft | OpenThread, message: Telling, update: number): Promise<Told> {
    if ('id' in to) return append(to, message, update)
    const begun = await store.byLookup(to.lookup)
    if (begun !== undefined) return append(openThread(begun.id, to), message, update)
    return create(to, message, update)
  }

  async function create(draft: Draft, message: Telling, update: number): Promise<Told> {
    const able = await openers(draft.group)
    if (able === undefined) return { ok: false, why: 'tips-are-closed' }
    const today = dayOf(now())
    const seed = randomBytes(32)
    try {
      const thread = newThread(draft, recipientOf(seed), able.group, today)
      const [wraps, sealed] = await Promise.all([
        wrapAll(thread.id, seed, draft.shredKey, able),
        sealMessage(
          { thread: thread.id, direction: 0, number: 1 },
          { ...message, listVersion: able.listVersion },
          [thread.threadRecipient],
          draft.writeSeed,
        ),
      ])
      await vault.put(thread.id, draft.shredKey, today)
      const created = await store.create(thread, wraps, storedMessage(sealed, 1, today, markOf(draft.markKey, update)))
      if (created === 'exists') return joinExisting(draft, thread.id, message, update)
      await vault.confirm(thread.id)
      return { ok: true, number: 1, thread: openThread(thread.id, draft) }
    } finally {
      wipe(seed)
    }
  }

  // Two first messages at once: the other one made the thread, so this one is told to it and its own key is not needed.
  async function joinExisting(draft: Draft, spare: ThreadId, message: Telling, update: number): Promise<Told> {
    await vault.forget(spare)
    const begun = await store.byLookup(draft.lookup)
    return begun === undefined ? { ok: false, why: 'no-thread' } : append(openThread(begun.id, draft), message, update)
  }

  async function append(open: OpenThread, message: Telling, update: number): Promise<Told> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const thread = await store.byId(open.id)
      if (thread === undefined) return { ok: false, why: 'no-thread' }
      const able = await openers(thread.group)
      if (able === undefined) return { ok: false, why: 'tips-are-closed' }
      const number = (await store.highest(open.id, 0)) + 1
      const place = { thread: open.id, direction: 0, number } as const
      const sealed = await sealMessage(place, { ...message, listVersion: able.listVersion }, [thread.threadRecipient], open.writeSeed)
      const today = dayOf(now())
      const change = { state: stateAfterTelling(thread.state), lastDay: today, dueDay: dueAfterActivity(today) }
      const result = await store.append(open.id, storedMessage(sealed, number, today, markOf(open.markKey, update)), change)
      if (result === 'appended') return { ok: true, number, thread: open }
      // Handled before a crash: what is sealed by now is what the person may be told.
      if (result === 'already-there') return { ok: true, number: await store.highest(open.id, 0), thread: open }
      if (result === 'no-thread') return { ok: false, why: 'no-thread' }
    }
    return { ok: false, why: 'busy' }
  }

  async function withdraw({ id }: OpenThread): Promise<boolean> {
    await vault.forget(id)
    return store.forget(id)
  }

  async function leave({ id }: OpenThread): Promise<void> {
    await store.clearMarks({ thread: id })
  }
}

function newThread(draft: Draft, threadRecipient: Recipient, group: Group, today: Day): Thread {
  const { answerRecipient, lookup, kind } = draft
  const keys = { threadRecipient, answerRecipient, writePublic: writePublicOf(draft.writeSeed) }
  const days = { openedDay: today, lastDay: today, dueDay: dueAfterActivity(today) }
  return { ...keys, id: threadId(keys), lookup, kind, group, state: 'new', ...days }
}

function wrapAll(id: ThreadId, seed: Uint8Array, shredKey: Uint8Array, { members }: Openers): Promise<StoredWrap[]> {
  return Promise.all(
    members.map(async ({ id: member, recipient }) => ({
      member,
      bytes: await lockWrap(await wrapSeed(id, seed, recipient), { thread: id, member, shredKey }),
    })),
  )
}

function storedMessage({ envelope, signature }: SealedMessage, number: number, day: Day, mark: Uint8Array): StoredMessage {
  return { direction: 0, number, signer: null, signature, envelope, day, mark }
}

function openThread(id: ThreadId, { writeSeed, markKey }: Draft): OpenThread {
  return { id, writeSeed, markKey }
}
