// The phones in a real browser: a person says, taps, sends, and sees what was taken away.
import { existsSync } from 'node:fs'
import { InlineKeyboard } from 'grammy'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Page as BuiltPage, openPage } from '#rehearsal/page.ts'
import type { Rehearsal } from '#rehearsal/rehearsal.ts'
import { botOf, PIXEL, rehearse, start } from './real-bot.ts'

const CHROMIUM = '/usr/bin/chromium'
const isThere = existsSync(CHROMIUM)
const inChromium = test.skipIf(!isThere && process.env.REQUIRE_SERVICES !== '1')

let browser: Browser
let built: BuiltPage

beforeAll(async () => {
  built = openPage()
  if (isThere) browser = await chromium.launch({ executablePath: CHROMIUM })
})
afterAll(() => browser?.close())

/** A rehearsal with a small bot, and its page without a word of complaint from the browser. */
async function onPage(look: BrowserContextOptions = {}): Promise<{ rehearsal: Rehearsal; page: Page }> {
  const rehearsal = await rehearse({ page: built })
  smallBot(rehearsal)
  const context = await browser.newContext(look)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  onTestFinished(async () => {
    await context.close()
    expect(complaints).toEqual([])
  })
  return { rehearsal, page }
}

function smallBot(rehearsal: Rehearsal): void {
  const bot = botOf(rehearsal)
  const keyboard = new InlineKeyboard().text('I wrote it down', 'wrote').row().text('Leave', 'leave').url('Site', 'https://example.org')
  bot.command('start', ctx =>
    ctx.reply('<b>Hello</b> <tg-spoiler>hidden</tg-spoiler>', { parse_mode: 'HTML', protect_content: true, reply_markup: keyboard }),
  )
  bot.callbackQuery('wrote', async ctx => {
    await ctx.answerCallbackQuery('Good')
    await ctx.deleteMessage()
  })
  bot.callbackQuery('leave', ctx => ctx.answerCallbackQuery({ text: 'Really?', show_alert: true }))
  bot.on('message:photo', ctx => ctx.reply('a photo came'))
  bot.on('edited_message', ctx => ctx.reply(`now: ${ctx.editedMessage.text}`))
  bot.on('message:text', ctx => ctx.reply(`you said ${ctx.msg.text}`))
  start(bot)
}

/** Whether anything but the row of phones scrolls sideways. */
function widths(page: Page): Promise<[number, number]> {
  return page.evaluate('[document.documentElement.scrollWidth, document.documentElement.clientWidth]')
}

inChromium('a person is added, starts, taps, and sees the line of what was deleted', async () => {
  const { rehearsal, page } = await onPage()
  await botOf(rehearsal).api.setMyDescription('What this bot is for.')
  await page.goto(rehearsal.pageUrl)
  await page.getByRole('button', { name: 'Add a person' }).first().click()
  await page.getByLabel('Name').fill('Aida')
  await page.getByLabel('Language of their app').selectOption('kk')
  await page.getByRole('button', { name: 'Add this person' }).click()
  const phone = page.getByRole('region', { name: 'Phone of Aida' })
  await phone.getByText('What this bot is for.').waitFor()
  expect(rehearsal.people[0]).toMatchObject({ name: 'Aida' })
  await phone.getByRole('button', { name: 'Start' }).click()
  await phone.locator('b', { hasText: 'Hello' }).waitFor()
  await phone.getByText('protected').waitFor()
  await phone.getByRole('button', { name: 'Leave' }).click()
  await phone.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click()
  await phone.getByRole('button', { name: 'I wrote it down' }).click()
  await phone.getByText('Good').waitFor()
  await phone.getByText('the bot deleted its message').waitFor()
  expect(await phone.getByText('Hello').count()).toBe(0)
})

inChromium('Enter sends, Shift+Enter begins a line, and an edit says so', async () => {
  const { rehearsal, page } = await onPage()
  const aida = rehearsal.person({ name: 'Aida', language: 'ru' })
  aida.says('salem')
  await page.goto(rehearsal.pageUrl)
  const field = page.getByLabel('Message of Aida')
  await field.fill('one')
  await field.press('Shift+Enter')
  await field.pressSequentially('two')
  await field.press('Enter')
  await page.getByText('you said one').waitFor()
  expect(aida.messages().map(message => message.text)).toContain('one\ntwo')
  await page.locator('.message.mine .more').last().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Edit' }).click()
  await field.fill('three')
  await field.press('Enter')
  await page.getByText('now: three').waitFor()
  await page.getByText('edited').waitFor()
})

inChromium('a photo is sent with its caption, and is seen', async () => {
  const { rehearsal, page } = await onPage()
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('salem')
  await page.goto(rehearsal.pageUrl)
  await page.getByLabel('Photos or files').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL) })
  await page.getByLabel('Message of Aida').fill('look')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('a photo came').waitFor()
  await page.waitForFunction
  expect(
    await page.getByAltText('Photo').evaluate(picture => (picture as unknown as { decode(): Promise<void> }).decode().then(() => 'seen')),
  ).toBe('seen')
  expect(aida.messages().find(message => message.file)).toMatchObject({ text: 'look', file: { kind: 'photo', size: PIXEL.length } })
})

inChromium.each([
  ['light', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' }, 'rgb(250, 248, 245)'],
  ['dark', { viewport: { width: 900, height: 700 }, colorScheme: 'dark' }, 'rgb(21, 20, 18)'],
  ['on a phone', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }, 'rgb(21, 20, 18)'],
] as const)('%s, three phones stand in a row, at their end, and nothing else scrolls sideways', async (_name, look, paper) => {
  const { rehearsal, page } = await onPage(look)
  for (const name of ['Aida', 'Boris', 'Cholpon'])
    rehearsal.person({ name }).says('one long line without a break: '.concat('x'.repeat(300)))
  const [aida] = rehearsal.people
  for (let at = 0; at < 8; at++) {
    aida?.says(`line ${at}`)
    await aida?.hears()
  }
  await page.goto(rehearsal.pageUrl)
  await page.getByText('you said line 7').waitFor()
  expect(await page.locator('.phone').count()).toBe(3)
  const [content, window] = await widths(page)
  expect(content).toBe(window)
  expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(paper)
  expect(
    await page.evaluate(
      "(() => { const log = document.querySelector('.log'); return Math.round(log.scrollHeight - log.scrollTop - log.clientHeight) })()",
    ),
  ).toBe(0)
  expect(await page.evaluate("[...document.querySelectorAll('.log')].every(log => log.scrollWidth === log.clientWidth)")).toBe(true)
})

inChromium('the page outlives a reload', async () => {
  const { rehearsal, page } = await onPage()
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('salem')
  await page.goto(rehearsal.pageUrl)
  await page.getByText('you said salem').waitFor()
  await page.reload()
  await page.getByText('you said salem').waitFor()
})

test('a page that needs Node is no page: its build fails and says so', async () => {
  const page = await built.file('index.html')
  expect(page?.type).toBe('text/html; charset=utf-8')
  expect(await built.file('nothing.js')).toBeUndefined()
})
