import { expect, test } from 'vitest'
import { type Config, chooseMode, readConfig } from '#config.ts'

const TOKEN = '123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr'

function config(env: NodeJS.ProcessEnv = {}): Config {
  const read = readConfig(env, '/home/erkin')
  if (!read.ok) throw new Error(read.problems.join())
  return read.config
}

test('nothing set is a rehearsal with data and articles beside the project', () => {
  expect(config()).toMatchObject({ dataDir: '/home/erkin/data', articlesDir: '/home/erkin/articles', token: undefined })
  expect(chooseMode(config(), undefined)).toEqual({ kind: 'rehearsal', port: 8080, hasPage: true })
})

test('a token means Telegram, and an address of our own means webhook', () => {
  expect(chooseMode(config(), TOKEN)).toEqual({ kind: 'polling', token: TOKEN, apiRoot: 'https://api.telegram.org' })
  const mode = chooseMode(
    config({ WEBHOOK_URL: 'https://bot.example.org/hook', WEBHOOK_PORT: '9000', TELEGRAM_API_ROOT: 'http://127.0.0.1:81/' }),
    TOKEN,
  )
  expect(mode).toEqual({
    kind: 'webhook',
    token: TOKEN,
    apiRoot: 'http://127.0.0.1:81',
    url: 'https://bot.example.org/hook',
    host: '127.0.0.1',
    port: 9000,
  })
})

test('an empty setting is as if it were not there', () => {
  expect(config({ BOT_TOKEN: '', PORT: ' ' })).toMatchObject({ token: undefined, rehearsal: { port: 8080 } })
})

test('the settings cannot be changed afterwards', () => {
  expect(() => Object.assign(config(), { token: TOKEN })).toThrow()
})

test.each([
  ['BOT_TOKEN', 'hello', 'BotFather'],
  ['PORT', '70000', 'PORT'],
  ['PORT', 'http', 'PORT'],
  ['WEBHOOK_URL', 'http://bot.example.org', 'https://'],
  ['TELEGRAM_API_ROOT', 'api', 'whole address'],
  ['REDIS_URL', 'localhost:6379', 'redis://'],
  ['DEBUG', '*', 'Unset it'],
])('a wrong %s (%s) is named, with what to do', (name, value, hint) => {
  const read = readConfig({ [name]: value }, '/home/erkin')
  expect(read.ok).toBe(false)
  if (!read.ok) {
    expect(read.problems.join()).toContain(name)
    expect(read.problems.join()).toContain(hint)
    if (name === 'BOT_TOKEN') expect(read.problems.join()).not.toContain(value)
  }
})

test('several wrong values are all named at once', () => {
  const read = readConfig({ PORT: 'x', REDIS_URL: 'y' }, '/')
  expect(read.ok ? [] : read.problems).toHaveLength(2)
})
