// A thread: one person's conversation with the readers, and what of it may lie in the clear.
import type { Recipient } from '#sealing/age.ts'
import type { Direction } from '#sealing/message.ts'
import type { ThreadId, ThreadKeys } from '#sealing/thread.ts'
import type { MemberId } from '#sealing/wrap.ts'

/** A tip, or a question that the base could not answer. */
export const threadKinds = ['tip', 'question'] as const
export type ThreadKind = (typeof threadKinds)[number]

/** The country that a thread is about, which decides who can open it; `all` is a group of its own. */
export const groups = ['kz', 'kg', 'tj', 'tm', 'uz', 'all'] as const
export type Group = (typeof groups)[number]

/**
 * new: nobody opened it; open: somebody did, or they wrote again; waiting: our last message asks something;
 * answered: it does not.
 */
export const states = ['new', 'open', 'waiting', 'answered', 'closed', 'spam'] as const
export type State = (typeof states)[number]

/** A day in UTC, `2026-11-24`; nothing finer is kept of anybody. */
export type Day = string

/** All that lies in the clear of a thread, beside the sealed messages. */
export interface Thread extends ThreadKeys {
  readonly id: ThreadId
  /** What the receipt finds it by, 32 bytes. */
  readonly lookup: Uint8Array<ArrayBuffer>
  readonly threadRecipient: Recipient
  readonly kind: ThreadKind
  readonly group: Group
  readonly state: State
  readonly openedDay: Day
  readonly lastDay: Day
  readonly dueDay: Day
}

/** A message as it is stored; `signer` is the member who wrote an answer or a note, and null for the tipster. */
export interface StoredMessage {
  readonly direction: Direction
  readonly number: number
  readonly signer: MemberId | null
  readonly signature: Uint8Array
  readonly envelope: Uint8Array
  readonly day: Day
  /** Makes a redelivered update harmless; noise without the session's key, and gone when the session ends. */
  readonly mark: Uint8Array | null
}

/** Everything of a message but its envelope, which can have 20 MB. */
export type MessageRow = Omit<StoredMessage, 'envelope' | 'mark'>

/** A thread's seed for one member, under the lock whose key is in the vault. */
export interface StoredWrap {
  readonly member: MemberId
  readonly bytes: Uint8Array
}
