// The port to the archive of threads. It keeps and finds; it decides nothing and opens nothing.
import type { Direction } from '#sealing/message.ts'
import type { ThreadId } from '#sealing/thread.ts'
import type { MemberId } from '#sealing/wrap.ts'
import type { Day, Group, MessageRow, State, StoredMessage, StoredWrap, Thread, ThreadKind } from './tip.ts'

/** What changes in the clear when a message is added or a thread is resolved. */
export interface ThreadChange {
  readonly state?: State
  readonly lastDay?: Day
  readonly dueDay?: Day
}

export type Appended = 'appended' | 'number-taken' | 'already-there' | 'no-thread'

export interface TipStore {
  /** Thread, wraps and first message in one transaction: all of it or nothing. */
  create(thread: Thread, wraps: readonly StoredWrap[], first: StoredMessage): Promise<'created' | 'exists'>
  byId(id: ThreadId): Promise<Thread | undefined>
  byLookup(lookup: Uint8Array): Promise<Thread | undefined>
  /** Adds a message and the change in one transaction. `already-there`: its mark is known, the update was handled before. */
  append(id: ThreadId, message: StoredMessage, change: ThreadChange): Promise<Appended>
  /** The highest number of a direction, 0 where there is none. */
  highest(id: ThreadId, direction: Direction): Promise<number>
  /** Without envelopes, by direction and number. */
  messages(id: ThreadId): Promise<readonly MessageRow[]>
  envelope(id: ThreadId, direction: Direction, number: number): Promise<Uint8Array<ArrayBuffer> | undefined>
  change(id: ThreadId, change: ThreadChange): Promise<boolean>
  /** Threads of these groups, the lately active first, then by id; `after` is the last one of the page before. */
  list(filter: ThreadFilter): Promise<readonly Thread[]>
  wrap(id: ThreadId, member: MemberId): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Adds or replaces a member's wrap. */
  putWrap(id: ThreadId, wrap: StoredWrap): Promise<void>
  /** Takes all wraps of a member away: they read no more. */
  dropWraps(member: MemberId): Promise<number>
  /** Threads of these groups that the member has no wrap for. */
  withoutWrap(member: MemberId, groups: readonly Group[]): Promise<readonly ThreadId[]>
  /** Threads whose day has come, up to and with `today`. */
  due(today: Day): Promise<readonly ThreadId[]>
  /** Deletes a thread with all that belongs to it; true where it was there. */
  forget(id: ThreadId): Promise<boolean>
  /** Takes the marks of one thread away (its session ended), or of all messages older than a day. */
  clearMarks(of: { thread: ThreadId } | { before: Day }): Promise<void>
  ids(): Promise<readonly ThreadId[]>
  counts(): Promise<readonly ThreadCount[]>
  close(): Promise<void>
}

export interface ThreadFilter {
  readonly groups: readonly Group[]
  readonly states?: readonly State[]
  readonly kind?: ThreadKind
  readonly after?: { readonly lastDay: Day; readonly id: ThreadId }
  readonly most: number
}

export interface ThreadCount {
  readonly day: Day
  readonly kind: ThreadKind
  readonly group: Group
  readonly state: State
  readonly threads: number
}
