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

/** One browser, one build and one tab for the tests of a file: opening them takes longer than most tests. */
export function openPhones(): Phones {
  let built: BuiltPage
  let browser: Browser
  let page: Page
  const complaints: string[] = []
  beforeAll(async () => {
    built = openPage()
    if (!isThere) return
    browser = await chromium.launch({ executablePath: CHROMIUM })
    page = await browser.newPage({ reducedMotion: 'reduce' })
    page.on('console', message => complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
  })
  afterAll(() => browser?.close())
  return {
    built: () => built,
    browser: () => browser,
    async onPage() {
      const rehearsal = await rehearse({ page: built })
      await page.setViewportSize({ width: 1280, height: 720 })
      await page.emulateMedia({ colorScheme: 'light' })
      onTestFinished(async () => {
        // Before the rehearsal closes: a lost line would be a complaint.
        await page.goto('about:blank')
        expect(complaints.splice(0)).toEqual([])
      })
      return { rehearsal, page }
    },
  }
}
