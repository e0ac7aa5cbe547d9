// PostgreSQL as the archive and the vault use it: bound parameters only, and a list of what its server should not keep.
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Database } from './schema.ts'

const CONNECTIONS = 10

/** What a client may set for its own session. */
const SESSION = {
  application_name: 'erkin',
  client_min_messages: 'warning',
  idle_in_transaction_session_timeout: '60s',
  lock_timeout: '20s',
  synchronous_commit: 'on',
  TimeZone: 'UTC',
}

/** What keeps contents and times out of the server's own log; a superuser's session sets it itself, another role needs ALTER ROLE. */
const QUIET_LOG = {
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_duration: 'off',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

/** What only the server's own configuration can say. */
const SERVER = {
  track_commit_timestamp: ['off', 'the server writes down when each message came'],
  wal_level: ['minimal', 'the write-ahead log can be copied away, with the microsecond of every message'],
  archive_mode: ['off', 'forgotten threads and their times live on in the archived write-ahead log'],
  max_wal_senders: ['0', 'another machine can copy everything, as it happens'],
  summarize_wal: ['off', 'the server keeps a summary of its write-ahead log'],
} as const

/** Extensions that write statements down; loaded ones show by their settings. */
const LOUD_LIBRARIES = ['auto_explain', 'pgaudit', 'pg_stat_monitor']

/** Opens a pool and looks at the server; `setting` names where the address came from, because the address itself is not to be shown. */
export async function openPostgres<Tables>(url: string, setting: 'DATABASE_URL' | 'VAULT_URL'): Promise<Database<Tables>> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: 10_000 })
  // An idle connection that breaks is replaced when the next one is needed; unheard, the event would end the process.
  pool.on('error', () => {})
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool, onCreateConnection: prepare }) })
  try {
    return { kysely, flavour: 'postgres', problems: await problemsOf(kysely) }
  } catch (error) {
    await kysely.destroy()
    throw new Error(
      `the database in ${setting} cannot be used (${reason(error)}): is it running, is the address right, may its role come in?`,
    )
  }
}

// The driver's own message may hold the address with its password.
function reason(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code'
}

async function prepare(connection: DatabaseConnection): Promise<void> {
  const run = connection.executeQuery.bind(connection)
  connection.executeQuery = query => run<never>(query).catch(withoutContent)
  const { rows } = await connection.executeQuery<{ root: boolean }>(
    CompiledQuery.raw("select current_setting('is_superuser') = 'on' as root"),
  )
  const settings = Object.entries({ ...SESSION, ...(rows[0]?.root && QUIET_LOG) })
  const calls = settings.map((_, at) => `set_config($${at * 2 + 1}, $${at * 2 + 2}, false)`)
  await connection.executeQuery(CompiledQuery.raw(`select ${calls.join(', ')}`, settings.flat()))
}

// "Failing row contains (...)": the server names the values that it refused, and an error may be printed by whoever catches it.
function withoutContent(error: unknown): never {
  if (error instanceof pg.DatabaseError) for (const part of ['detail', 'where', 'internalQuery'] as const) delete error[part]
  throw error
}

/** Sentences about what this server keeps and should not. */
async function problemsOf<Tables>(kysely: Kysely<Tables>): Promise<string[]> {
  const names = [...Object.keys(SERVER), ...Object.keys(QUIET_LOG)]
  const { rows } = await sql<{ name: string; value: string }>`
    select name, setting as value from pg_settings
    where name = any(${names}::text[]) or name like any(${LOUD_LIBRARIES.map(library => `${library}.%`)}::text[])`.execute(kysely)
  const values = new Map(rows.map(({ name, value }) => [name, value]))
  const loud = LOUD_LIBRARIES.filter(library => rows.some(({ name }) => name.startsWith(`${library}.`)))
  return [
    ...Object.entries(SERVER).flatMap(([name, [wanted, why]]) => serverProblem(name, values.get(name), wanted, why)),
    ...Object.entries(QUIET_LOG).flatMap(([name, wanted]) => logProblem(name, values.get(name), wanted)),
    ...loud.map(name => `${name} is loaded: it writes statements down. Take it out of shared_preload_libraries`),
    ...(await connectionProblems(kysely)),
  ]
}

// A setting that a version does not know cannot do harm there.
function serverProblem(name: string, value: string | undefined, wanted: string, why: string): string[] {
  if (value === undefined || value === wanted) return []
  return [`${name} is ${value}: ${why}. Set ${name} = ${wanted} in postgresql.conf and restart the server`]
}

function logProblem(name: string, value: string | undefined, wanted: string): string[] {
  if (value === undefined || value === wanted) return []
  return [`${name} is ${value}: the server's log can get what is sent to it. As its superuser: ALTER ROLE <ours> SET ${name} = '${wanted}'`]
}

async function connectionProblems<Tables>(kysely: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ open: boolean; copies: string; standby: boolean }>`
    select coalesce(not ssl and host(inet_server_addr()) not in ('127.0.0.1', '::1'), false) as open,
      (select count(*) from pg_replication_slots) as copies, pg_is_in_recovery() as standby
    from pg_stat_ssl where pid = pg_backend_pid()`.execute(kysely)
  const { open = false, copies = '0', standby = false } = rows[0] ?? {}
  return [
    ...(open ? ['The connection to the database is not encrypted. Add ?sslmode=verify-full to its address'] : []),
    ...(Number(copies) > 0 ? [`${copies} replication slots keep the write-ahead log. Drop them (pg_drop_replication_slot)`] : []),
    ...(standby ? ['This server is a copy of another one. Nothing can be forgotten here'] : []),
  ]
}
