// One update at a time for each chat, also when several processes serve the same bot.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { Lock } from '#sealing/lock.ts'

/** Waits for the chat's turn, does the work, and lets the next one in. */
export type Turns = (chat: string, work: () => Promise<void>) => Promise<void>

/** A turn ends by itself after this, should its process die; while the work goes on it is renewed. */
const TURN_MILLISECONDS = 15_000
const LOOK_AGAIN_MILLISECONDS = 15

// Deletes the lock only if it is still ours: after 15 seconds another process may hold it.
const RELEASE = 'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) else return 0 end'

/** Within one process grammY's `sequentialize` already keeps the order, so there is nothing to wait for. */
export const ownTurns: Turns = (_chat, work) => work()

/** A lock for each chat in Redis (SET NX PX, released by its token). Without Redis the work is done all the same. */
export function createRedisTurns(client: Redis, lock: Lock): Turns {
  return async (chat, work) => {
    const key = `erkin:turn:${await lock.nameOf(chat)}`
    const token = randomUUID()
    const held = await take(client, key, token)
    const renewal = held ? setInterval(() => void client.pexpire(key, TURN_MILLISECONDS).catch(() => {}), TURN_MILLISECONDS / 3) : undefined
    try {
      await work()
    } finally {
      clearInterval(renewal)
      if (held) await client.eval(RELEASE, 1, key, token).catch(() => {})
    }
  }
}

async function take(client: Redis, key: string, token: string): Promise<boolean> {
  const giveUp = Date.now() + TURN_MILLISECONDS
  while (Date.now() < giveUp) {
    try {
      if ((await client.set(key, token, 'PX', TURN_MILLISECONDS, 'NX')) === 'OK') return true
    } catch {
      return false
    }
    await wait(LOOK_AGAIN_MILLISECONDS)
  }
  return false
}
