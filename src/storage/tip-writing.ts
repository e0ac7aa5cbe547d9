// What changes a thread in the archive: each in one transaction, and writers on one thread stand in line.
import type { Kysely, Transaction } from 'kysely'
import type { Direction } from '#sealing/message.ts'
import type { ThreadId } from '#sealing/thread.ts'
import type { Appended, ThreadChange } from '#tips/store.ts'
import type { StoredMessage, StoredWrap, Thread } from '#tips/tip.ts'
import { type ArchiveTables, type Database, inTransaction } from './schema.ts'
import { messageRow, pieceRows, threadRow, wrapRow } from './tip-rows.ts'

type Archive = Database<ArchiveTables>
type Inside = Transaction<ArchiveTables>

export function create(
  archive: Archive,
  thread: Thread,
  wraps: readonly StoredWrap[],
  first: StoredMessage,
): Promise<'created' | 'exists'> {
  return inTransaction(archive, async inside => {
    const added = await inside
      .insertInto('thread')
      .values(threadRow(thread))
      .onConflict(same => same.doNothing())
      .executeTakeFirst()
    if (added.numInsertedOrUpdatedRows !== 1n) return 'exists'
    for (const wrap of wraps) await inside.insertInto('wrap').values(wrapRow(thread.id, wrap)).execute()
    await insertMessage(inside, thread.id, first)
    return 'created'
  })
}

export function append(archive: Archive, id: ThreadId, message: StoredMessage, change: ThreadChange): Promise<Appended> {
  return inTransaction(archive, async inside => {
    if (!(await hold(inside, archive, id))) return 'no-thread'
    if (message.mark !== null && (await isMarked(inside, id, message.mark))) return 'already-there'
    if ((await highest(inside, id, message.direction)) + 1 !== message.number) return 'number-taken'
    await insertMessage(inside, id, message)
    await changeThread(inside, id, change)
    return 'appended'
  })
}

export async function highest(archive: Kysely<ArchiveTables>, id: ThreadId, direction: Direction): Promise<number> {
  const { max } = await archive
    .selectFrom('message')
    .select(row => row.fn.max('number').as('max'))
    .where('t', '=', id)
    .where('direction', '=', direction)
    .executeTakeFirstOrThrow()
  return max ?? 0
}

export async function changeThread(archive: Kysely<ArchiveTables>, id: ThreadId, change: ThreadChange): Promise<boolean> {
  const { state, lastDay, dueDay } = change
  // Setting the id to itself keeps an empty change a statement that says whether the thread is there.
  const values = { t: id, ...(state && { state }), ...(lastDay && { last_day: lastDay }), ...(dueDay && { due_day: dueDay }) }
  return (await archive.updateTable('thread').set(values).where('t', '=', id).executeTakeFirst()).numUpdatedRows === 1n
}

/** Adds or replaces; a thread that was forgotten meanwhile gets nothing. */
export function putWrap(archive: Archive, id: ThreadId, wrap: StoredWrap): Promise<void> {
  return inTransaction(archive, async inside => {
    if (!(await hold(inside, archive, id))) return
    await inside
      .insertInto('wrap')
      .values(wrapRow(id, wrap))
      .onConflict(same => same.columns(['t', 'member']).doUpdateSet({ bytes: wrap.bytes }))
      .execute()
  })
}

export function forget(archive: Archive, id: ThreadId): Promise<boolean> {
  return inTransaction(archive, async inside => {
    // Held first, or a message that is being added could leave its pieces behind.
    if (!(await hold(inside, archive, id))) return false
    for (const table of ['piece', 'message', 'wrap', 'thread'] as const) await inside.deleteFrom(table).where('t', '=', id).execute()
    return true
  })
}

/** True when the thread is there; until the transaction ends nobody else changes it (on SQLite nobody changes anything). */
async function hold(inside: Inside, { flavour }: Archive, id: ThreadId): Promise<boolean> {
  const row = inside.selectFrom('thread').select('t').where('t', '=', id)
  return (await (flavour === 'postgres' ? row.forUpdate() : row).executeTakeFirst()) !== undefined
}

async function isMarked(inside: Inside, id: ThreadId, mark: Uint8Array): Promise<boolean> {
  return (await inside.selectFrom('message').select('number').where('t', '=', id).where('mark', '=', mark).executeTakeFirst()) !== undefined
}

async function insertMessage(inside: Inside, id: ThreadId, message: StoredMessage): Promise<void> {
  await inside.insertInto('message').values(messageRow(id, message)).execute()
  for (const piece of pieceRows(id, message)) await inside.insertInto('piece').values(piece).execute()
}
