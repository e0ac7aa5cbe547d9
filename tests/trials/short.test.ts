// Short versions of the trials; `npm run trial -- NAME` runs them at full length.
import { expect, test } from 'vitest'
import { restartsTrial } from './restarts.ts'

test('killed three times while people ask, the bot answers every question in the end', async () => {
  const figures = await restartsTrial.run({ size: 3, progress: () => {} })
  expect(figures.kills).toBe(3)
  expect(figures.answered).toBeGreaterThanOrEqual(figures.asked ?? Number.POSITIVE_INFINITY)
}, 60_000)
