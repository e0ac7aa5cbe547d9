// Finds the services that some tests need; where one is missing its tests are skipped by name, or fail if they were promised.
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { test } from 'vitest'

export const redisUrl = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379/9'
export const postgresUrl = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
export const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium'

// With REQUIRE_SERVICES=1 nothing may skip: a test whose service is missing runs, and fails for want of it.
const arePromised = process.env.REQUIRE_SERVICES === '1'

/** A test that needs Redis. */
export const testWithRedis = test.skipIf(!arePromised && !(await answers(new URL(redisUrl), 6379)))
/** A test that needs PostgreSQL, as a superuser. */
export const testWithPostgres = test.skipIf(!arePromised && !(await answers(new URL(postgresUrl), 5432)))
/** A test that needs Chromium. */
export const testWithChromium = test.skipIf(!arePromised && !existsSync(chromiumPath))

function answers(url: URL, usualPort: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: url.hostname, port: Number(url.port || usualPort), timeout: 1000 })
    const end = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}
