// How a thread, its wraps and its messages stand in the tables of the archive.
import type { Selectable } from 'kysely'
import type { Direction } from '#sealing/message.ts'
import type { ThreadId } from '#sealing/thread.ts'
import type { MemberId } from '#sealing/wrap.ts'
import type { Group, MessageRow, State, StoredMessage, StoredWrap, Thread, ThreadKind } from '#tips/tip.ts'
import { type ArchiveTables, PIECE_BYTES } from './schema.ts'

type Row<Table extends keyof ArchiveTables> = Selectable<ArchiveTables[Table]>

export function threadRow(thread: Thread): Row<'thread'> {
  return {
    t: thread.id,
    lookup: thread.lookup,
    thread_recipient: thread.threadRecipient,
    answer_recipient: thread.answerRecipient,
    write_public: thread.writePublic,
    kind: thread.kind,
    group: thread.group,
    state: thread.state,
    opened_day: thread.openedDay,
    last_day: thread.lastDay,
    due_day: thread.dueDay,
  }
}

export function asThread(row: Row<'thread'>): Thread {
  return {
    id: row.t as ThreadId,
    lookup: plain(row.lookup),
    threadRecipient: row.thread_recipient as Thread['threadRecipient'],
    answerRecipient: row.answer_recipient as Thread['answerRecipient'],
    writePublic: plain(row.write_public),
    kind: row.kind as ThreadKind,
    group: row.group as Group,
    state: row.state as State,
    openedDay: row.opened_day,
    lastDay: row.last_day,
    dueDay: row.due_day,
  }
}

export function wrapRow(t: ThreadId, { member, bytes }: StoredWrap): Row<'wrap'> {
  return { t, member, bytes }
}

// Column by column: whatever else an object carries must not become one.
export function messageRow(t: ThreadId, { direction, number, signer, signature, mark, day }: StoredMessage): Row<'message'> {
  return { t, direction, number, signer, signature, mark, day }
}

export function asMessage(row: Pick<Row<'message'>, 'direction' | 'number' | 'signer' | 'signature' | 'day'>): MessageRow {
  return { ...row, direction: row.direction as Direction, signer: row.signer as MemberId | null, signature: plain(row.signature) }
}

/** An envelope's pieces, from 0 on. */
export function* pieceRows(t: ThreadId, { direction, number, envelope }: StoredMessage): Generator<Row<'piece'>> {
  for (let n = 0; n * PIECE_BYTES < envelope.length; n++) {
    yield { t, direction, number, n, bytes: envelope.subarray(n * PIECE_BYTES, (n + 1) * PIECE_BYTES) }
  }
}

/** The envelope out of its pieces; undefined where there is none. A lost piece leaves a hole that its signature does not fit. */
export function asEnvelope(pieces: readonly { bytes: Uint8Array }[]): Uint8Array<ArrayBuffer> | undefined {
  if (pieces.length === 0) return undefined
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.bytes.length, 0))
  let at = 0
  for (const { bytes } of pieces) {
    whole.set(bytes, at)
    at += bytes.length
  }
  return whole
}

export function asIds(rows: readonly { t: string }[]): ThreadId[] {
  return rows.map(row => row.t as ThreadId)
}

/** Both drivers give bytes in types of their own (pg: Buffer); outside they are plain arrays. */
export function plain(given: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(given)
}
