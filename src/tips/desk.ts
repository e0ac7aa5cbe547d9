// The readers' side: list, fetch sealed, answer, note, resolve. Nothing is opened here; that is done where the readers' keys are.
import type { Envelope } from '#sealing/age.ts'
import { type Direction, isSigned, type SealedMessage } from '#sealing/message.ts'
import type { ThreadId } from '#sealing/thread.ts'
import { lockWrap, type MemberId, unlockWrap } from '#sealing/wrap.ts'
import { dayOf, dueAfterActivity, dueAfterClosing, dueKeptLonger, stateAfterAnswer, stateAfterReading } from './rules.ts'
import type { ThreadFilter, TipStore } from './store.ts'
import type { Group, MessageRow, State, Thread } from './tip.ts'
import type { Vault } from './vault.ts'

/** Who is at the desk: only threads of the own groups exist for them. */
export interface Reader {
  readonly id: MemberId
  readonly groups: readonly Group[]
  /** Ed25519, from the newest list. */
  readonly signingKey: Uint8Array
}

export interface DeskParts {
  readonly store: TipStore
  readonly vault: Vault
  readonly now?: () => number
}

export type Posted = { readonly ok: true } | { readonly ok: false; readonly why: 'no-thread' | 'wrong-signature' | 'number-taken' }
/** What a reader posts: an answer or read mark (1), or a note (2), sealed and signed on their own machine. */
export interface Posting extends SealedMessage {
  readonly direction: Exclude<Direction, 0>
  readonly number: number
  /** For an answer: whether it asks something back. Undefined for notes and marks, which change no state. */
  readonly asks?: boolean
}

export interface Desk {
  list(reader: Reader, filter: Omit<ThreadFilter, 'groups'>): Promise<readonly Thread[]>
  thread(reader: Reader, id: ThreadId): Promise<{ thread: Thread; messages: readonly MessageRow[] } | undefined>
  envelope(reader: Reader, id: ThreadId, direction: Direction, number: number): Promise<Uint8Array | undefined>
  /** The reader's wrap with the outer lock taken off. The first one to ask for it opens the thread. */
  wrap(reader: Reader, id: ThreadId): Promise<Envelope | undefined>
  post(reader: Reader, id: ThreadId, posting: Posting): Promise<Posted>
  resolve(reader: Reader, id: ThreadId, state: Extract<State, 'open' | 'closed' | 'spam'>): Promise<boolean>
  keepLonger(reader: Reader, id: ThreadId): Promise<boolean>
  /** A colleague wrapped the thread's seed for a member who joined later. */
  rewrap(reader: Reader, id: ThreadId, member: MemberId, inner: Envelope): Promise<boolean>
}

export function createDesk({ store, vault, now = Date.now }: DeskParts): Desk {
  const own = async (reader: Reader, id: ThreadId) => {
    const thread = await store.byId(id)
    return thread !== undefined && reader.groups.includes(thread.group) ? thread : undefined
  }
  return {
    list: (reader, filter) => store.list({ ...filter, groups: reader.groups }),
    async thread(reader, id) {
      const thread = await own(reader, id)
      return thread && { thread, messages: await store.messages(id) }
    },
    async envelope(reader, id, direction, number) {
      return (await own(reader, id)) && store.envelope(id, direction, number)
    },
    async wrap(reader, id) {
      const thread = await own(reader, id)
      const [stored, shredKey] = thread ? await Promise.all([store.wrap(id, reader.id), vault.shredKey(id)]) : []
      if (thread === undefined || stored === undefined || shredKey === undefined) return undefined
      const inner = await unlockWrap(stored, { thread: id, member: reader.id, shredKey })
      const state = stateAfterReading(thread.state)
      if (inner !== undefined && state !== thread.state) await store.change(id, { state })
      return inner
    },
    async post(reader, id, posting) {
      const thread = await own(reader, id)
      if (thread === undefined) return { ok: false, why: 'no-thread' }
      const { direction, number, envelope, signature, asks } = posting
      if (!isSigned({ thread: id, direction, number }, posting, reader.signingKey)) return { ok: false, why: 'wrong-signature' }
      const today = dayOf(now())
      const change = asks === undefined ? {} : { state: stateAfterAnswer({ asks }), lastDay: today, dueDay: dueAfterActivity(today) }
      const added = await store.append(id, { direction, number, signer: reader.id, signature, envelope, day: today, mark: null }, change)
      if (added === 'appended') return { ok: true }
      return { ok: false, why: added === 'no-thread' ? 'no-thread' : 'number-taken' }
    },
    async resolve(reader, id, state) {
      const thread = await own(reader, id)
      if (thread === undefined) return false
      const today = dayOf(now())
      return store.change(
        id,
        state === 'open' ? { state, dueDay: dueAfterActivity(today) } : { state, dueDay: dueAfterClosing(today, thread.dueDay) },
      )
    },
    async keepLonger(reader, id) {
      const thread = await own(reader, id)
      return thread !== undefined && store.change(id, { dueDay: dueKeptLonger(thread.dueDay) })
    },
    async rewrap(reader, id, member, inner) {
      const shredKey = (await own(reader, id)) && (await vault.shredKey(id))
      if (shredKey === undefined) return false
      await store.putWrap(id, { member, bytes: await lockWrap(inner, { thread: id, member, shredKey }) })
      return true
    },
  }
}
