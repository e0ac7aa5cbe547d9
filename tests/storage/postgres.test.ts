import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { archiveMigrations, migrate } from '#storage/migrations.ts'
import { openPostgres } from '#storage/postgres.ts'
import type { ArchiveTables } from '#storage/schema.ts'
import { createTipStore } from '#storage/tip-store.ts'
import { postgresUrl, testWithPostgres } from '#tests/services.ts'
import { ask, kinds } from './places.ts'
import { aMessage, aThread, aThreadId } from './threads.ts'

const quiet = [
  'log_statement',
  'log_min_error_statement',
  'log_error_verbosity',
  'log_parameter_max_length',
  'log_parameter_max_length_on_error',
]
const server = ['track_commit_timestamp', 'wal_level', 'archive_mode', 'max_wal_senders']

async function open(url: string) {
  const database = await openPostgres<ArchiveTables>(url, 'DATABASE_URL')
  onTestFinished(() => database.kysely.destroy())
  return database
}

testWithPostgres('the server is told what it keeps and should not, in words of its own settings', async () => {
  const { problems } = await open(postgresUrl)
  const wanted: Record<string, string> = { track_commit_timestamp: 'off', wal_level: 'minimal', archive_mode: 'off', max_wal_senders: '0' }
  for (const name of server) {
    const [row] = await ask<Record<string, string>>(postgresUrl, `show ${name}`)
    const value = row?.[name]
    const said = problems.filter(problem => problem.startsWith(`${name} is ${value}: `))
    expect(said, name).toHaveLength(value === wanted[name] ? 0 : 1)
    if (said[0]) expect(said[0]).toContain(`Set ${name} = ${wanted[name]}`)
  }
})

testWithPostgres("a superuser's session keeps itself out of the log; any other role is told how, and then it is so", async () => {
  const { kysely, problems } = await open(postgresUrl)
  expect(problems.filter(problem => problem.startsWith('log_'))).toEqual([])
  for (const name of ['log_statement', 'log_min_error_statement']) {
    const { rows } = await sql<{ value: string }>`select current_setting(${name}) as value`.execute(kysely)
    expect(rows, name).toEqual([{ value: name === 'log_statement' ? 'none' : 'panic' }])
  }

  const role = `erkin_test_${randomBytes(6).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  await ask(postgresUrl, `create role ${role} login password '${password}'`)
  onTestFinished(async () => {
    await ask(postgresUrl, `drop role ${role}`)
  })
  const url = new URL(postgresUrl)
  Object.assign(url, { username: role, password })
  const before = (await open(url.href)).problems.filter(problem => problem.startsWith('log_'))
  for (const name of quiet.slice(1, 3))
    expect(
      before.some(problem => problem.startsWith(name)),
      name,
    ).toBe(true)
  for (const problem of before) {
    const mended = /As its superuser: (ALTER ROLE <ours> SET \w+ = '[\w-]+')/.exec(problem)?.[1]
    await ask(postgresUrl, mended?.replace('<ours>', role) ?? problem)
  }
  expect((await open(url.href)).problems.filter(problem => problem.startsWith('log_'))).toEqual([])
})

// What an error carries to the client is what the server writes down of it: message, detail and context.
testWithPostgres('an INSERT that fails carries no byte of what was told', async () => {
  const { databaseUrl } = await kinds[1].makePlace()
  const database = await open(databaseUrl ?? '')
  const { kysely } = database
  await migrate(database, archiveMigrations)
  const told = new Uint8Array(Buffer.from('they took my brother at the bridge'))
  const row = { t: aThreadId(), direction: 0, number: 1, n: 0, bytes: told }
  const errors = [
    await kysely
      .insertInto('piece')
      .values(row)
      .execute()
      .catch(error => error),
    await kysely
      .insertInto('piece')
      .values({ ...row, n: null as never })
      .execute()
      .catch(error => error),
    await sql`insert into piece (t, direction, number, n, bytes) values (${row.t}, ${'zero'}, 1, 0, ${told})`
      .execute(kysely)
      .catch(error => error),
  ]
  for (const error of errors) {
    expect(error).toBeInstanceOf(Error)
    const said = [error.message, error.stack, ...Object.values(error)].join(' ')
    for (const form of [Buffer.from(told).toString(), Buffer.from(told).toString('hex')]) expect(said).not.toContain(form.slice(0, 12))
  }
  // To the client the server names the refused row all the same (it was left out above); its log leaves that out when it is terse.
  const { rows } = await sql<{ verbosity: string }>`select current_setting('log_error_verbosity') as verbosity`.execute(kysely)
  expect(rows).toEqual([{ verbosity: 'terse' }])
})

testWithPostgres('the archive goes on after its server threw a connection out', async () => {
  const { databaseUrl } = await kinds[1].makePlace()
  const database = await open(databaseUrl ?? '')
  await migrate(database, archiveMigrations)
  const [tips, thread] = [createTipStore(database), aThread()]
  await tips.create(thread, [], aMessage(1))
  const { rows } = await sql<{ id: number }>`select pg_backend_pid() as id`.execute(database.kysely)
  await ask(postgresUrl, 'select pg_terminate_backend($1)', [rows[0]?.id])
  await expect.poll(() => tips.byId(thread.id).catch(() => undefined)).toEqual(thread)
})

test('a server that is not there is said to be so, without its address or password', async () => {
  const url = 'postgres://erkin:very-secret@127.0.0.1:1/archive'
  const error: Error = await openPostgres(url, 'VAULT_URL').then(
    () => new Error('it opened'),
    given => given,
  )
  expect(error.message).toMatch(/the database in VAULT_URL cannot be used \(ECONNREFUSED\)/)
  expect(`${error.stack} ${JSON.stringify(error)} ${error.cause}`).not.toMatch(/very-secret|127\.0\.0\.1/)
})
