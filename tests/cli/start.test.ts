// Starting and stopping, and each way in which a start can fail: one clear sentence and an exit code.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openRehearsal } from '#rehearsal/rehearsal.ts'
import { wordsOf } from '#tests/bot/chat-house.ts'
import { redisUrl, testWithRedis } from '#tests/services.ts'
import { erkin, home, startErkin } from './erkin.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'erkin-'))
const TOKEN = '123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr'

test('without a token it rehearses, says where, serves the page on this machine only, and stops when asked', async () => {
  const running = startErkin(['start'])
  const page = /http:\/\/127\.0\.0\.1:\d+\/chat\//.exec(await running.prints('/chat/'))?.[0] ?? ''
  const answer = await fetch(page)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  running.child.kill('SIGTERM')
  const { code, out } = await running.ended
  expect(code).toBe(0)
  expect(out).toContain('"event":"app.stopped"')
})

test('with a token in its secrets it talks to Telegram, and neither log nor screen shows the token', async () => {
  const telegram = await openRehearsal()
  const dataDir = folder()
  mkdirSync(join(dataDir, 'secrets'), { mode: 0o700 })
  writeFileSync(join(dataDir, 'secrets', 'bot.token'), telegram.token, { mode: 0o600 })
  const running = startErkin(['start'], { DATA_DIR: dataDir, TELEGRAM_API_ROOT: telegram.apiRoot })
  await running.prints('"event":"bot.described"')
  const person = telegram.person({ name: 'Aru', language: 'ru' })
  person.starts()
  expect((await person.hears()).at(-1)?.keyboard.flat().length).toBeGreaterThan(7)
  expect(telegram.calls('setMyCommands').map(call => call.parameters.language_code)).toEqual([
    undefined,
    'en',
    'ru',
    'kk',
    'ky',
    'tg',
    'tk',
    'uz',
  ])
  expect((await erkin(['health'], { DATA_DIR: dataDir })).code).toBe(0)
  running.child.kill('SIGINT')
  const { code, out, err } = await running.ended
  expect(code).toBe(0)
  expect(out + err).not.toContain(telegram.token.slice(12))
  expect((await erkin(['health'], { DATA_DIR: dataDir })).code).toBe(1)
  await telegram.close()
})

test('SIGHUP reads the articles again, and keeps the old ones when a new one is broken', async () => {
  const articles = folder()
  cpSync(join(home, 'articles'), articles, { recursive: true })
  const running = startErkin(['start'], { ARTICLES_DIR: articles })
  await running.prints('"event":"app.started"')
  running.child.kill('SIGHUP')
  await running.prints('"event":"articles.reloaded"')
  writeFileSync(join(articles, 'kz-bloody-january', 'article.yaml'), 'kind: story\n')
  running.child.kill('SIGHUP')
  const all = await running.prints('The articles stay as they were')
  expect(all).toContain('kz-bloody-january/article.yaml:1: kind')
  running.child.kill('SIGTERM')
  expect((await running.ended).code).toBe(0)
})

describe('a start that cannot succeed says why in a sentence and ends with 1:', () => {
  test('a token of the wrong shape', async () => {
    const { code, err } = await erkin(['start'], { BOT_TOKEN: 'secret-thing' })
    expect(code).toBe(1)
    expect(err).toContain('BOT_TOKEN: a token looks like')
    expect(err).not.toContain('secret-thing')
  })

  test('a token that Telegram does not know', async () => {
    const telegram = await openRehearsal()
    const { code, err } = await erkin(['start'], { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.apiRoot })
    expect(code).toBe(1)
    expect(err).toContain('Telegram does not know this token')
    expect(err.trim().split('\n')).toHaveLength(1)
    await telegram.close()
  })

  test('a Telegram that does not answer', async () => {
    const { code, err, out } = await erkin(['start'], { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:1' })
    expect(code).toBe(1)
    expect(err).toContain('Telegram does not answer')
    expect(out + err).not.toContain(TOKEN.slice(10))
  })

  test('a busy port', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    const port = String((server.address() as { port: number }).port)
    const { code, err } = await erkin(['start'], { PORT: port })
    expect(code).toBe(1)
    expect(err).toContain(port)
    expect(err.trim().split('\n')).toHaveLength(1)
    server.close()
  })

  test('a missing folder of articles', async () => {
    const { code, err } = await erkin(['start'], { ARTICLES_DIR: '/nowhere/at/all' })
    expect(code).toBe(1)
    expect(err).toContain('there is no such folder of articles')
  })

  test('an article that cannot be read', async () => {
    const articles = folder()
    cpSync(join(home, 'articles'), articles, { recursive: true })
    writeFileSync(join(articles, 'kz-bloody-january', 'en.md'), 'no front matter')
    const { code, err } = await erkin(['start'], { ARTICLES_DIR: articles })
    expect(code).toBe(1)
    expect(err).toContain('kz-bloody-january/en.md:1: the file must begin with')
  })

  test('a broken locale', async () => {
    const { code, err } = await erkin(['start'], {}, '', houseWithBrokenLocale())
    expect(code).toBe(1)
    expect(err).toContain('locales/kk.json')
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  test('a secret that others can read', async () => {
    const dataDir = folder()
    mkdirSync(join(dataDir, 'secrets'))
    writeFileSync(join(dataDir, 'secrets', 'bot.token'), TOKEN, { mode: 0o644 })
    const { code, err } = await erkin(['start'], { DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(err).toContain('chmod 600')
  })

  test('a data folder that cannot be one', async () => {
    const file = join(folder(), 'file')
    writeFileSync(file, '')
    const { code, err } = await erkin(['start'], { DATA_DIR: join(file, 'data') })
    expect(code).toBe(1)
    expect(err).toContain('DATA_DIR')
  })
})

function houseWithBrokenLocale(): string {
  const house = folder()
  for (const name of ['src', 'package.json', 'locales']) cpSync(join(home, name), join(house, name), { recursive: true })
  for (const name of ['node_modules', 'articles']) symlinkSync(join(home, name), join(house, name))
  writeFileSync(join(house, 'locales', 'kk.json'), '{ "bot": ')
  return house
}

describe('with Redis', () => {
  const secrets = (token: string) => {
    const dataDir = folder()
    mkdirSync(join(dataDir, 'secrets'), { mode: 0o700 })
    writeFileSync(join(dataDir, 'secrets', 'bot.token'), token, { mode: 0o600 })
    return dataDir
  }

  testWithRedis('a language outlives the process', async () => {
    const telegram = await openRehearsal()
    const env = { DATA_DIR: secrets(telegram.token), TELEGRAM_API_ROOT: telegram.apiRoot, REDIS_URL: redisUrl }
    const person = telegram.person({ name: 'Aru', language: 'en' })
    person.says('/language')
    const first = startErkin(['start'], env)
    await person.hears({ patience: 15_000 })
    person.taps('Тоҷикӣ')
    await person.hears()
    first.child.kill('SIGKILL')
    await first.ended
    const second = startErkin(['start'], env)
    person.says('/help')
    expect((await person.hears({ patience: 15_000 })).at(-1)?.text).toContain(wordsOf('tg')('help.title'))
    second.child.kill('SIGTERM')
    expect((await second.ended).code).toBe(0)
    await telegram.close()
  })

  test('that does not answer, the person is told and answered, nothing hangs, and the log says so', async () => {
    const telegram = await openRehearsal()
    const env = { DATA_DIR: secrets(telegram.token), TELEGRAM_API_ROOT: telegram.apiRoot, REDIS_URL: 'redis://127.0.0.1:1' }
    const person = telegram.person({ name: 'Aru', language: 'en' })
    person.says('/help')
    const running = startErkin(['start'], env)
    const texts = (await person.hears({ patience: 15_000 })).map(message => message.text)
    expect(texts[0]).toBe(wordsOf('en')('error.memory'))
    expect(texts.at(-1)).toContain(wordsOf('en')('help.title'))
    running.child.kill('SIGTERM')
    const { code, out } = await running.ended
    expect(code).toBe(0)
    expect(out).toContain('"event":"sessions.lost"')
    await telegram.close()
  })
})

describe('a webhook', () => {
  const withToken = (token: string) => {
    const dataDir = folder()
    mkdirSync(join(dataDir, 'secrets'), { mode: 0o700 })
    writeFileSync(join(dataDir, 'secrets', 'bot.token'), token, { mode: 0o600 })
    return dataDir
  }

  test('without a token, or on a busy port, ends in one sentence', async () => {
    const url = { WEBHOOK_URL: 'https://bot.example.org/telegram' }
    const { code, err } = await erkin(['start'], url)
    expect(code).toBe(1)
    expect(err).toContain('WEBHOOK_URL is set, but there is no token')
    const telegram = await openRehearsal()
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    const port = String((server.address() as { port: number }).port)
    const dataDir = withToken(telegram.token)
    const busy = await erkin(['start'], { ...url, DATA_DIR: dataDir, WEBHOOK_PORT: port, TELEGRAM_API_ROOT: telegram.apiRoot })
    expect(busy.code).toBe(1)
    expect(busy.err.trim()).toBe(`The port ${port} is taken. Stop what listens there, or set WEBHOOK_PORT to another one.`)
    expect(readdirSync(dataDir)).toEqual(['secrets'])
    server.close()
    await telegram.close()
  })
})

test('a token that is revoked while the bot runs ends it with a sentence, an exit code and nothing left open', async () => {
  const dataDir = folder()
  const port = String(20_000 + Math.floor(Math.random() * 20_000))
  const telegram = await openRehearsal({ port: Number(port) })
  const running = startErkin(['start'], { DATA_DIR: dataDir, BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot })
  await running.prints('"event":"bot.described"')
  await telegram.close()
  const other = await openRehearsal({ port: Number(port) })
  const { code, err } = await running.ended
  expect(code).toBe(1)
  expect(err).toContain('Telegram refused the token')
  expect(readdirSync(dataDir)).toEqual(['secrets'].filter(name => readdirSync(dataDir).includes(name)))
  await other.close()
}, 60_000)

test('told to stop while Telegram does not answer its first call, it stops at once', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await new Promise(resolve => silent.once('listening', resolve))
  const apiRoot = `http://127.0.0.1:${(silent.address() as { port: number }).port}`
  const called = new Promise(resolve => silent.once('connection', resolve))
  const running = startErkin(['start'], { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: apiRoot })
  await called
  running.child.kill('SIGTERM')
  expect((await running.ended).code).toBe(0)
  silent.close()
})
