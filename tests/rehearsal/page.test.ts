// The phones in a real browser: a person says, taps, sends, and sees what was taken away.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { InlineKeyboard } from 'grammy'
import { expect, onTestFinished, test } from 'vitest'
import { openPage } from '#rehearsal/page.ts'
import { openRehearsal, type Rehearsal } from '#rehearsal/rehearsal.ts'
import { inChromium, openPhones } from './phones.ts'
import { botOf, PIXEL, rehearse, start } from './real-bot.ts'

const { built, browser, onPage } = openPhones()

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

inChromium('a person is added, starts, taps, and sees the line of what was deleted', async () => {
  const { rehearsal, page } = await onPage()
  smallBot(rehearsal)
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

inChromium('Enter sends, Shift+Enter begins a line, an edit says so, and a photo is seen with its caption', async () => {
  const { rehearsal, page } = await onPage()
  smallBot(rehearsal)
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
  await page.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL) })
  await field.fill('look')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('a photo came').waitFor()
  await page.getByAltText('Photo').waitFor()
  expect(await page.evaluate("document.querySelector('.picture img').decode().then(() => 'seen')")).toBe('seen')
  expect(aida.messages().find(message => message.file)).toMatchObject({ text: 'look', file: { kind: 'photo', size: PIXEL.length } })
})

const LOOKS = [
  { width: 1440, height: 900, colorScheme: 'light', paper: 'rgb(250, 248, 245)' },
  { width: 900, height: 700, colorScheme: 'dark', paper: 'rgb(21, 20, 18)' },
  { width: 390, height: 844, colorScheme: 'dark', paper: 'rgb(21, 20, 18)' },
  { width: 320, height: 640, colorScheme: 'light', paper: 'rgb(250, 248, 245)' },
] as const

inChromium('light, dark and on a phone, the phones stand at their end after a reload, and only their row scrolls sideways', async () => {
  const { rehearsal, page } = await onPage()
  smallBot(rehearsal)
  for (const name of ['Aida', 'Boris', 'Cholpon']) rehearsal.person({ name }).says(`one long line without a break: ${'x'.repeat(300)}`)
  const [aida] = rehearsal.people
  for (let at = 0; at < 8; at++) {
    aida?.says(`line ${at}`)
    await aida?.hears()
  }
  await page.goto(rehearsal.pageUrl)
  for (const { width, height, colorScheme, paper } of LOOKS) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    await page.reload()
    await page.getByText('you said line 7').waitFor()
    expect(await page.locator('.phone').count()).toBe(3)
    expect(await page.evaluate(LAYOUT)).toEqual({ isAsWideAsTheWindow: true, paper, belowTheEnd: 0, noLogScrollsSideways: true })
  }
})

const LAYOUT = `(() => {
  const root = document.documentElement
  const logs = [...document.querySelectorAll('.log')]
  return {
    isAsWideAsTheWindow: root.scrollWidth === root.clientWidth,
    paper: getComputedStyle(root).backgroundColor,
    belowTheEnd: Math.round(logs[0].scrollHeight - logs[0].scrollTop - logs[0].clientHeight),
    noLogScrollsSideways: logs.every(log => log.scrollWidth === log.clientWidth),
  }
})()`

inChromium('after a restart the page finds its way back and says that nothing was kept', async () => {
  const first = await openRehearsal({ page: built() })
  first.person({ name: 'Aida' }).says('salem')
  const page = await browser().newPage()
  onTestFinished(() => page.close())
  await page.goto(first.pageUrl)
  await page.getByText('salem').waitFor()
  await first.close()
  await page.getByText('The line to the rehearsal is lost.').waitFor()
  const second = await rehearse({ page: built(), port: first.port })
  await page.getByText('The rehearsal was started again.').waitFor()
  second.person({ name: 'Boris' })
  await page.getByRole('region', { name: 'Phone of Boris' }).waitFor()
  expect(await page.getByText('salem').count()).toBe(0)
})

test('a page that needs Node is no page: its build fails and says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'page-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'index.html'), '<script type="module" src="./main.js"></script>')
  await writeFile(join(folder, 'main.js'), "import { readFileSync } from 'node:fs'\nreadFileSync('/')")
  const rehearsal = await rehearse({ page: openPage(pathToFileURL(folder)) })
  const response = await fetch(rehearsal.pageUrl)
  expect(response.status).toBe(500)
  expect(await response.text()).toMatch(/was not built cleanly.*node:fs/s)
})

test('the page comes with its policy, and is kept by no cache', async () => {
  const rehearsal = await rehearse({ page: built() })
  const response = await fetch(rehearsal.pageUrl)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/)
  expect((await fetch(`${rehearsal.pageUrl}nothing.js`)).status).toBe(404)
})
