// Chromium and the built page, for the tests that look at the phones.
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Page as BuiltPage, openPage } from '#rehearsal/page.ts'
import type { Rehearsal } from '#rehearsal/rehearsal.ts'
import { rehearse } from './real-bot.ts'

const CHROMIUM = '/usr/bin/chromium'
const isThere = existsSync(CHROMIUM)

/** A test that is reported as skipped where there is no Chromium, unless everything is required to be there. */
export const inChromium = test.skipIf(!isThere && process.env.REQUIRE_SERVICES !== '1')

export interface Phones {
  built: () => BuiltPage
  browser: () => Browser
  /** A rehearsal and its page, without a word of complaint from the browser. */
  onPage: () => Promise<{ rehearsal: Rehearsal; page: Page }>
}

/** One browser and one build for the tests of a file. */
export function openPhones(): Phones {
  let built: BuiltPage
  let browser: Browser
  beforeAll(async () => {
    built = openPage()
    if (isThere) browser = await chromium.launch({ executablePath: CHROMIUM })
  })
  afterAll(() => browser?.close())
  return {
    built: () => built,
    browser: () => browser,
    async onPage() {
      const rehearsal = await rehearse({ page: built })
      const context = await browser.newContext({ reducedMotion: 'reduce' })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', message => complaints.push(message.text()))
      page.on('pageerror', error => complaints.push(error.message))
      onTestFinished(async () => {
        await context.close()
        expect(complaints).toEqual([])
      })
      return { rehearsal, page }
    },
  }
}
