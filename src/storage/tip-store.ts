// The archive of threads, over Kysely: the same code on SQLite and on PostgreSQL.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Direction } from '#sealing/message.ts'
import type { ThreadId } from '#sealing/thread.ts'
import type { MemberId } from '#sealing/wrap.ts'
import type { Appended, ThreadChange, ThreadFilter, TipStore } from '#tips/store.ts'
import type { Group, MessageRow, State, StoredMessage, StoredWrap, Thread, ThreadKind } from '#tips/tip.ts'
import { type ArchiveTables, PIECE_BYTES } from './schema.ts'

type Archive = Kysely<ArchiveTables>
type Inside = Transaction<ArchiveTables>

export function createTipStore(archive: Archive): TipStore {
  return {
    create: (thread, wraps, first) => create(archive, thread, wraps, first),
    append: (id, message, change) => append(archive, id, message, change),
    byId: async id => asThread(await archive.selectFrom('thread').selectAll().where('t', '=', id).executeTakeFirst()),
    byLookup: async lookup =>
      asThread(await archive.selectFrom('thread').selectAll().where('lookup', '=', bytes(lookup)).executeTakeFirst()),
    highest: (id, direction) => highest(archive, id, direction),
    messages: id => messages(archive, id),
    envelope: (id, direction, number) => envelope(archive, id, direction, number),
    change: (id, change) => changeThread(archive, id, change),
    list: filter => list(archive, filter),
    async wrap(id, member) {
      const row = await archive.selectFrom('wrap').select('bytes').where('t', '=', id).where('member', '=', member).executeTakeFirst()
      return row && bytes(row.bytes)
    },
    async putWrap(id, wrap) {
      const row = wrapRow(id, wrap)
      await archive
        .insertInto('wrap')
        .values(row)
        .onConflict(same => same.columns(['t', 'member']).doUpdateSet({ bytes: row.bytes }))
        .execute()
    },
    dropWraps: async member => Number((await archive.deleteFrom('wrap').where('member', '=', member).executeTakeFirst()).numDeletedRows),
    withoutWrap: (member, groups) => withoutWrap(archive, member, groups),
    async due(today) {
      return ids(await archive.selectFrom('thread').select('t').where('due_day', '<=', today).orderBy('t').execute())
    },
    forget: id => archive.transaction().execute(inside => forget(inside, id)),
    async clearMarks(of) {
      const update = archive.updateTable('message').set({ mark: null })
      await ('thread' in of ? update.where('t', '=', of.thread) : update.where('day', '<', of.before))
        .where('mark', 'is not', null)
        .execute()
    },
    ids: async () => ids(await archive.selectFrom('thread').select('t').orderBy('t').execute()),
    counts: () => counts(archive),
    close: () => archive.destroy(),
  }
}

async function create(archive: Archive, thread: Thread, wraps: readonly StoredWrap[], first: StoredMessage): Promise<'created' | 'exists'> {
  return archive.transaction().execute(async inside => {
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

async function append(archive: Archive, id: ThreadId, message: StoredMessage, change: ThreadChange): Promise<Appended> {
  return archive.transaction().execute(async inside => {
    // The thread's row is touched first, so that two writers on one thread stand in line.
    if (!(await changeThread(inside, id, change))) return 'no-thread'
    if (message.mark !== null && (await isMarked(inside, id, message.mark))) return 'already-there'
    if ((await highest(inside, id, message.direction)) + 1 !== message.number) return 'number-taken'
    await insertMessage(inside, id, message)
    return 'appended'
  })
}

async function isMarked(inside: Inside, id: ThreadId, mark: Uint8Array): Promise<boolean> {
  return (
    (await inside.selectFrom('message').select('number').where('t', '=', id).where('mark', '=', bytes(mark)).executeTakeFirst()) !==
    undefined
  )
}

async function insertMessage(inside: Inside, id: ThreadId, { envelope, signature, mark, ...rest }: StoredMessage): Promise<void> {
  const place = { t: id, direction: rest.direction, number: rest.number }
  await inside
    .insertInto('message')
    .values({ t: id, ...rest, signature: bytes(signature), mark: mark && bytes(mark) })
    .execute()
  for (let n = 0; n * PIECE_BYTES < envelope.length; n++) {
    const piece = bytes(envelope.subarray(n * PIECE_BYTES, (n + 1) * PIECE_BYTES))
    await inside
      .insertInto('piece')
      .values({ ...place, n, bytes: piece })
      .execute()
  }
}

async function highest(archive: Archive, id: ThreadId, direction: Direction): Promise<number> {
  const { max } = await archive
    .selectFrom('message')
    .select(row => row.fn.max('number').as('max'))
    .where('t', '=', id)
    .where('direction', '=', direction)
    .executeTakeFirstOrThrow()
  return Number(max ?? 0)
}

async function messages(archive: Archive, id: ThreadId): Promise<MessageRow[]> {
  const rows = await archive
    .selectFrom('message')
    .select(['direction', 'number', 'signer', 'signature', 'day'])
    .where('t', '=', id)
    .orderBy('direction')
    .orderBy('number')
    .execute()
  return rows.map(row => ({
    ...row,
    direction: row.direction as Direction,
    signer: row.signer as MemberId | null,
    signature: bytes(row.signature),
  }))
}

async function envelope(
  archive: Archive,
  id: ThreadId,
  direction: Direction,
  number: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const query = archive
    .selectFrom('piece')
    .select('bytes')
    .where('t', '=', id)
    .where('direction', '=', direction)
    .where('number', '=', number)
  const pieces = (await query.orderBy('n').execute()).map(row => row.bytes)
  return pieces.length === 0 ? undefined : bytes(Buffer.concat(pieces))
}

async function changeThread(archive: Archive, id: ThreadId, { state, lastDay, dueDay }: ThreadChange): Promise<boolean> {
  // Setting the id to itself makes an empty change a lock on the row all the same.
  const values = { t: id, ...(state && { state }), ...(lastDay && { last_day: lastDay }), ...(dueDay && { due_day: dueDay }) }
  return (await archive.updateTable('thread').set(values).where('t', '=', id).executeTakeFirst()).numUpdatedRows === 1n
}

async function list(archive: Archive, { groups, states, kind, after, most }: ThreadFilter): Promise<Thread[]> {
  if (groups.length === 0) return []
  let query = archive.selectFrom('thread').selectAll().where('group', 'in', groups)
  if (states !== undefined) query = query.where('state', 'in', states)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (after !== undefined) {
    query = query.where(row =>
      row.or([row('last_day', '<', after.lastDay), row.and([row('last_day', '=', after.lastDay), row('t', '>', after.id)])]),
    )
  }
  return (await query.orderBy('last_day', 'desc').orderBy('t').limit(most).execute()).flatMap(row => asThread(row) ?? [])
}

async function withoutWrap(archive: Archive, member: MemberId, groups: readonly Group[]): Promise<ThreadId[]> {
  if (groups.length === 0) return []
  const wrapped = archive.selectFrom('wrap').select('t').where('member', '=', member)
  return ids(
    await archive.selectFrom('thread').select('t').where('group', 'in', groups).where('t', 'not in', wrapped).orderBy('t').execute(),
  )
}

async function forget(inside: Inside, id: ThreadId): Promise<boolean> {
  for (const table of ['piece', 'message', 'wrap'] as const) await inside.deleteFrom(table).where('t', '=', id).execute()
  return (await inside.deleteFrom('thread').where('t', '=', id).executeTakeFirst()).numDeletedRows === 1n
}

async function counts(archive: Archive) {
  const rows = await archive
    .selectFrom('thread')
    .select(['last_day as day', 'kind', 'group', 'state', sql<number | string>`count(*)`.as('threads')])
    .groupBy(['last_day', 'kind', 'group', 'state'])
    .orderBy('last_day')
    .orderBy('state')
    .execute()
  return rows.map(row => ({
    day: row.day,
    kind: row.kind as ThreadKind,
    group: row.group as Group,
    state: row.state as State,
    threads: Number(row.threads),
  }))
}

function threadRow(thread: Thread): Selectable<ArchiveTables['thread']> {
  return {
    t: thread.id,
    lookup: bytes(thread.lookup),
    thread_recipient: thread.threadRecipient,
    answer_recipient: thread.answerRecipient,
    write_public: bytes(thread.writePublic),
    kind: thread.kind,
    group: thread.group,
    state: thread.state,
    opened_day: thread.openedDay,
    last_day: thread.lastDay,
    due_day: thread.dueDay,
  }
}

function asThread(row: Selectable<ArchiveTables['thread']> | undefined): Thread | undefined {
  if (row === undefined) return undefined
  return {
    id: row.t as ThreadId,
    lookup: bytes(row.lookup),
    threadRecipient: row.thread_recipient as Thread['threadRecipient'],
    answerRecipient: row.answer_recipient as Thread['answerRecipient'],
    writePublic: bytes(row.write_public),
    kind: row.kind as ThreadKind,
    group: row.group as Group,
    state: row.state as State,
    openedDay: row.opened_day,
    lastDay: row.last_day,
    dueDay: row.due_day,
  }
}

function wrapRow(id: ThreadId, { member, bytes: wrap }: StoredWrap): { t: string; member: string; bytes: Uint8Array } {
  return { t: id, member, bytes: bytes(wrap) }
}

function ids(rows: readonly { t: string }[]): ThreadId[] {
  return rows.map(row => row.t as ThreadId)
}

// Both drivers give and take bytes in types of their own (pg: Buffer); outside they are plain arrays.
function bytes(given: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(given)
}
