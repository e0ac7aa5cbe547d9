// The signed lists of readers, over Kysely: kept byte for byte as they were signed.
import type { StaffStore, StoredList } from '#staff/store.ts'
import { type ArchiveTables, type Database, inTransaction } from './schema.ts'
import { plain } from './tip-rows.ts'

/** The port over an open archive whose schema is the newest. */
export function createStaffStore(database: Database<ArchiveTables>): StaffStore {
  const archive = database.kysely
  return {
    async lists() {
      const [lists, signatures] = await Promise.all([
        archive.selectFrom('list').selectAll().orderBy('version').execute(),
        archive.selectFrom('list_signature').selectAll().orderBy('version').orderBy('member').execute(),
      ])
      const of = Map.groupBy(signatures, row => row.version)
      return lists.map(({ version, bytes }) => ({
        version,
        bytes: plain(bytes),
        signatures: (of.get(version) ?? []).map(({ member, signature }) => ({ member, signature: plain(signature) })),
      }))
    },
    addList: list => addList(database, list),
    close: () => archive.destroy(),
  }
}

function addList(database: Database<ArchiveTables>, { version, bytes, signatures }: StoredList): Promise<'added' | 'taken'> {
  return inTransaction(database, async inside => {
    const added = await inside
      .insertInto('list')
      .values({ version, bytes })
      .onConflict(same => same.doNothing())
      .executeTakeFirst()
    if (added.numInsertedOrUpdatedRows !== 1n) return 'taken'
    for (const { member, signature } of signatures)
      await inside.insertInto('list_signature').values({ version, member, signature }).execute()
    return 'added'
  })
}
