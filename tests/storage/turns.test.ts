import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterAll, expect, test } from 'vitest'
import { createLock } from '#sealing/lock.ts'
import { createRedisTurns } from '#storage/turns.ts'
import { redisUrl, testWithRedis } from '#tests/services.ts'

const lock = await createLock(new Uint8Array(randomBytes(32)))
const clients: Redis[] = []
const connect = (url = redisUrl, options = {}) => {
  const client = new Redis(url, options)
  client.on('error', () => {})
  clients.push(client)
  return client
}
afterAll(() => {
  for (const client of clients) client.disconnect()
})

testWithRedis('two processes never work on one chat at the same time, and lose none of its updates', async () => {
  const [one, other] = [createRedisTurns(connect(), lock), createRedisTurns(connect(), lock)]
  let inside = 0
  let kept = 0
  const work = async () => {
    expect(++inside).toBe(1)
    const read = kept
    await wait(1)
    kept = read + 1
    inside--
  }
  await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : other)('chat', work)))
  expect(kept).toBe(20)
})

testWithRedis('a turn is given back also when the work fails, and another chat never waits', async () => {
  const turns = createRedisTurns(connect(), lock)
  await expect(turns('a', async () => Promise.reject(new Error('bug')))).rejects.toThrow('bug')
  const order: string[] = []
  await turns('a', async () => {
    await turns('b', async () => void order.push('b'))
    order.push('a')
  })
  expect(order).toEqual(['b', 'a'])
})

test('without Redis the work is done all the same', async () => {
  const dead = connect('redis://127.0.0.1:1', { enableOfflineQueue: false, maxRetriesPerRequest: 0, retryStrategy: () => null })
  let done = 0
  await createRedisTurns(dead, lock)('chat', async () => void done++)
  expect(done).toBe(1)
})
