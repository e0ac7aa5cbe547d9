// One contract for the sessions, held against memory always and against a real Redis where there is one.
import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, describe, expect, test } from 'vitest'
import { createLog, type Log, silentLog } from '#log.ts'
import { createLock } from '#sealing/lock.ts'
import { openRedisSessions, type RedisHouse } from '#storage/redis-sessions.ts'
import { createMemorySessions, IDLE_HOURS, type Sessions } from '#storage/sessions.ts'
import { redisUrl, testWithRedis } from '#tests/services.ts'

interface Session {
  language?: string
  articles: string[]
}

const key = new Uint8Array(randomBytes(32))
const houses: RedisHouse<Session>[] = []

async function openRedis(url: string, log: Log = silentLog): Promise<RedisHouse<Session>> {
  const house = await openRedisSessions<Session>({ url, lock: await createLock(key), log })
  houses.push(house)
  return house
}

afterAll(() => {
  for (const house of houses) house.close()
})

function contract(open: () => Promise<Sessions<Session>>, runs: typeof testWithRedis): void {
  runs('gives back what was written, as a copy', async () => {
    const sessions = await open()
    const session = { language: 'kk', articles: ['kz-bloody-january'] }
    await sessions.write('101', session)
    session.articles.push('changed afterwards')
    expect(await sessions.read('101')).toEqual({ language: 'kk', articles: ['kz-bloody-january'] })
  })

  runs('knows nothing of a chat that never wrote, or that asked to be forgotten', async () => {
    const sessions = await open()
    expect(await sessions.read('102')).toBeUndefined()
    await sessions.write('102', { articles: [] })
    await sessions.delete('102')
    expect(await sessions.read('102')).toBeUndefined()
  })

  runs('keeps chats apart and loses none of many parallel writes', async () => {
    const sessions = await open()
    const chats = Array.from({ length: 200 }, (_, index) => String(1000 + index))
    await Promise.all(chats.map(chat => sessions.write(chat, { articles: [chat] })))
    const read = await Promise.all(chats.map(chat => sessions.read(chat)))
    expect(read.map(session => session?.articles[0])).toEqual(chats)
  })
}

describe('sessions in memory', () => {
  contract(async () => createMemorySessions<Session>(), test)

  test('are gone after 24 idle hours, counted from the last message', async () => {
    let now = 0
    const sessions = createMemorySessions<Session>({ now: () => now })
    await sessions.write('1', { articles: ['a'] })
    now += (IDLE_HOURS - 1) * 3_600_000
    await sessions.write('1', { articles: ['b'] })
    now += (IDLE_HOURS - 1) * 3_600_000
    expect(await sessions.read('1')).toEqual({ articles: ['b'] })
    now += 2 * 3_600_000
    expect(await sessions.read('1')).toBeUndefined()
  })

  test('never grow past their bound: the chat that was silent longest goes first', async () => {
    const sessions = createMemorySessions<Session>({ most: 3 })
    for (const chat of ['1', '2', '3', '1', '4']) await sessions.write(chat, { articles: [chat] })
    expect(await sessions.read('2')).toBeUndefined()
    expect(await sessions.read('1')).toBeDefined()
  })
})

describe('sessions in Redis', () => {
  contract(async () => (await openRedis(redisUrl)).sessions, testWithRedis)

  testWithRedis('lie there under a hidden name, sealed, and expire by themselves', async () => {
    const { sessions, client } = await openRedis(redisUrl)
    await sessions.write('987654321', { language: 'kaa', articles: ['uz-tazhimuratov'] })
    const keys = await client.keys('erkin:session:*')
    const values = await client.mget(keys)
    expect(keys.join() + values.join()).not.toMatch(/987654321|tazhimuratov/)
    const name = `erkin:session:${await (await createLock(key)).nameOf('987654321')}`
    expect(await client.ttl(name)).toBeGreaterThan(IDLE_HOURS * 3600 - 60)
  })

  testWithRedis('that were changed, moved to another chat or sealed with another key are as if they were not there', async () => {
    const { sessions, client } = await openRedis(redisUrl)
    const lock = await createLock(key)
    const nameOf = async (chat: string) => `erkin:session:${await lock.nameOf(chat)}`
    await sessions.write('201', { articles: ['a'] })
    const sealed = (await client.get(await nameOf('201'))) ?? ''
    await client.set(await nameOf('202'), sealed, 'EX', 60)
    await client.set(await nameOf('203'), sealed.slice(0, -4), 'EX', 60)
    await client.set(await nameOf('204'), '{"articles":["forged"]}', 'EX', 60)
    await client.set(await nameOf('205'), 'not JSON', 'EX', 60)
    for (const chat of ['202', '203', '204', '205']) expect(await sessions.read(chat), chat).toBeUndefined()
  })

  test('reject within seconds where Redis does not answer, and the log says so once', async () => {
    const lines: string[] = []
    const { sessions } = await openRedis('redis://127.0.0.1:1', createLog({ write: line => void lines.push(line) }))
    await expect(sessions.read('1')).rejects.toThrow()
    await expect(sessions.write('1', { articles: [] })).rejects.toThrow()
    expect(lines.filter(line => line.includes('sessions.lost'))).toHaveLength(1)
  })

  testWithRedis('take user, password and number of the database from the address', async () => {
    const plain = new Redis(redisUrl)
    await plain.call('ACL', 'SETUSER', 'erkin-test', 'on', '>p@ss:word', '~*', '+@all')
    const url = new URL(redisUrl)
    url.username = 'erkin-test'
    url.password = 'p@ss:word'
    url.pathname = '/3'
    const { sessions, client } = await openRedis(url.href)
    await sessions.write('1', { articles: ['x'] })
    expect(await sessions.read('1')).toEqual({ articles: ['x'] })
    expect(await client.keys('erkin:session:*')).not.toEqual([])
    await client.flushdb()
    await plain.call('ACL', 'DELUSER', 'erkin-test')
    plain.disconnect()
  })
})
