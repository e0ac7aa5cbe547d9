import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { silentLog } from '#log.ts'
import { openSecrets, type Secrets, UnsafeSecret } from '#storage/secrets.ts'

function open(dataDir = mkdtempSync(join(tmpdir(), 'erkin-')), credentialsDir?: string): { secrets: Secrets; dataDir: string } {
  return { secrets: openSecrets({ dataDir, credentialsDir, log: silentLog }), dataDir }
}

test('a secret that nobody gave is made once, and only its owner can read it', () => {
  const { secrets, dataDir } = open()
  const made = secrets.made('session.key')
  expect(made).toMatch(/^[0-9a-f]{64}$/)
  expect(secrets.made('session.key')).toBe(made)
  expect(open(dataDir).secrets.made('session.key')).toBe(made)
  expect(secrets.made('webhook.secret')).not.toBe(made)
  expect(statSync(join(dataDir, 'secrets', 'session.key')).mode & 0o777).toBe(0o600)
  expect(statSync(join(dataDir, 'secrets')).mode & 0o777).toBe(0o700)
})

test('a token that a person put there is read without the line end their editor added', () => {
  const { secrets, dataDir } = open()
  mkdirSync(join(dataDir, 'secrets'))
  writeFileSync(join(dataDir, 'secrets', 'bot.token'), '123:abc\n', { mode: 0o600 })
  expect(secrets.given('bot.token')).toBe('123:abc')
})

test('a secret that others can read stops the start and says how to mend it', () => {
  const { secrets, dataDir } = open()
  mkdirSync(join(dataDir, 'secrets'))
  const path = join(dataDir, 'secrets', 'bot.token')
  writeFileSync(path, '123:abc')
  chmodSync(path, 0o644)
  expect(() => secrets.given('bot.token')).toThrow(UnsafeSecret)
  expect(() => secrets.given('bot.token')).toThrow(`chmod 600 ${path}`)
})

test("a supervisor's credential comes before the file", () => {
  const credentials = mkdtempSync(join(tmpdir(), 'erkin-'))
  writeFileSync(join(credentials, 'session.key'), 'ab'.repeat(32))
  const { secrets, dataDir } = open(undefined, credentials)
  expect(secrets.made('session.key')).toBe('ab'.repeat(32))
  expect(() => readFileSync(join(dataDir, 'secrets', 'session.key'))).toThrow()
})

test.each(['', 'short', 'z'.repeat(64)])('a made secret that is damaged (%s) is never used; the message says what to do', content => {
  const { secrets, dataDir } = open()
  mkdirSync(join(dataDir, 'secrets'), { mode: 0o700 })
  writeFileSync(join(dataDir, 'secrets', 'webhook.secret'), content, { mode: 0o600 })
  expect(() => secrets.made('webhook.secret')).toThrow('Move it away')
})

test('nothing half-written is left beside a new secret', () => {
  const { secrets, dataDir } = open()
  secrets.made('session.key')
  expect(readdirSync(join(dataDir, 'secrets'))).toEqual(['session.key'])
})
