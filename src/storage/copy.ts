// Copies tables from one database into another, in the order of their keys, so that a copy shows no order of arrival.
import { type QueryExecutorProvider, sql } from 'kysely'

type Row = Record<string, unknown>

/** Rows read at once; a piece has up to 256 KiB. */
const BATCH = 64

export interface Copying {
  readonly from: QueryExecutorProvider
  readonly to: QueryExecutorProvider
  /** Tables with their keys; a table comes after those it refers to. */
  readonly keys: Record<string, readonly string[]>
  /** Which rows are copied; all unless given. */
  readonly keep?: (row: Row) => boolean
}

/** Both sides must have the same schema, and `from` must not change meanwhile. */
export async function copyTables({ from, to, keys, keep = () => true }: Copying): Promise<void> {
  for (const [table, key] of Object.entries(keys)) {
    let rows = await batch(from, table, key, undefined)
    while (rows.length > 0) {
      for (const row of rows.filter(keep)) await insert(to, table, row)
      rows = await batch(from, table, key, rows.at(-1))
    }
  }
}

async function batch(from: QueryExecutorProvider, table: string, key: readonly string[], after: Row | undefined): Promise<Row[]> {
  const columns = sql.join(key.map(name => sql.ref(name)))
  const rest = after === undefined ? sql`` : sql`where (${columns}) > (${sql.join(key.map(name => after[name]))})`
  return (await sql<Row>`select * from ${sql.table(table)} ${rest} order by ${columns} limit ${BATCH}`.execute(from)).rows
}

async function insert(to: QueryExecutorProvider, table: string, row: Row): Promise<void> {
  const columns = sql.join(Object.keys(row).map(name => sql.ref(name)))
  await sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(row))})`.execute(to)
}
