// The archive of threads, over Kysely: the same code on SQLite and on PostgreSQL.
import { type Kysely, sql } from 'kysely'
import type { MemberId } from '#sealing/wrap.ts'
import type { ThreadCount, ThreadFilter, TipStore } from '#tips/store.ts'
import type { Group, State, Thread, ThreadKind } from '#tips/tip.ts'
import type { ArchiveTables, Database } from './schema.ts'
import { asEnvelope, asIds, asMessage, asThread, plain } from './tip-rows.ts'
import { append, changeThread, create, forget, highest, putWrap } from './tip-writing.ts'

type Archive = Kysely<ArchiveTables>

/** The port over an open archive whose schema is the newest. */
export function createTipStore(database: Database<ArchiveTables>): TipStore {
  const archive = database.kysely
  const threads = archive.selectFrom('thread')
  const messages = archive.selectFrom('message').select(['direction', 'number', 'signer', 'signature', 'day'])
  return {
    create: (thread, wraps, first) => create(database, thread, wraps, first),
    append: (id, message, change) => append(database, id, message, change),
    change: (id, change) => changeThread(archive, id, change),
    forget: id => forget(database, id),
    putWrap: (id, wrap) => putWrap(database, id, wrap),
    dropWraps: async member => Number((await archive.deleteFrom('wrap').where('member', '=', member).executeTakeFirst()).numDeletedRows),
    async clearMarks(of) {
      const update = archive.updateTable('message').set({ mark: null }).where('mark', 'is not', null)
      await ('thread' in of ? update.where('t', '=', of.thread) : update.where('day', '<', of.before)).execute()
    },
    byId: async id => (await threads.selectAll().where('t', '=', id).execute()).map(asThread)[0],
    byLookup: async lookup => (await threads.selectAll().where('lookup', '=', lookup).execute()).map(asThread)[0],
    list: filter => list(archive, filter),
    ids: async () => asIds(await threads.select('t').orderBy('t').execute()),
    due: async today => asIds(await threads.select('t').where('due_day', '<=', today).orderBy('t').execute()),
    counts: () => counts(archive),
    highest: (id, direction) => highest(archive, id, direction),
    messages: async id => (await messages.where('t', '=', id).orderBy('direction').orderBy('number').execute()).map(asMessage),
    async envelope(id, direction, number) {
      const pieces = archive.selectFrom('piece').select('bytes').where('t', '=', id)
      return asEnvelope(await pieces.where('direction', '=', direction).where('number', '=', number).orderBy('n').execute())
    },
    async wrap(id, member) {
      const row = await archive.selectFrom('wrap').select('bytes').where('t', '=', id).where('member', '=', member).executeTakeFirst()
      return row && plain(row.bytes)
    },
    withoutWrap: (member, groups) => withoutWrap(archive, member, groups),
    close: () => archive.destroy(),
  }
}

async function list(archive: Archive, { groups, states, kind, after, most }: ThreadFilter): Promise<Thread[]> {
  if (groups.length === 0 || states?.length === 0) return []
  let query = archive.selectFrom('thread').selectAll().where('group', 'in', groups)
  if (states !== undefined) query = query.where('state', 'in', states)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (after !== undefined) {
    query = query.where(row =>
      row.or([row('last_day', '<', after.lastDay), row.and([row('last_day', '=', after.lastDay), row('t', '>', after.id)])]),
    )
  }
  return (await query.orderBy('last_day', 'desc').orderBy('t').limit(most).execute()).map(asThread)
}

async function withoutWrap(archive: Archive, member: MemberId, groups: readonly Group[]) {
  if (groups.length === 0) return []
  const wrapped = archive.selectFrom('wrap').select('t').where('member', '=', member)
  return asIds(
    await archive.selectFrom('thread').select('t').where('group', 'in', groups).where('t', 'not in', wrapped).orderBy('t').execute(),
  )
}

async function counts(archive: Archive): Promise<ThreadCount[]> {
  const rows = await archive
    .selectFrom('thread')
    // PostgreSQL counts in 64 bits, which its driver gives as text.
    .select(['last_day as day', 'kind', 'group', 'state', sql<number | string>`count(*)`.as('threads')])
    .groupBy(['last_day', 'kind', 'group', 'state'])
    .orderBy('last_day')
    .orderBy('kind')
    .orderBy('group')
    .orderBy('state')
    .execute()
  return rows.map(({ day, kind, group, state, threads }) => ({
    day,
    kind: kind as ThreadKind,
    group: group as Group,
    state: state as State,
    threads: Number(threads),
  }))
}
