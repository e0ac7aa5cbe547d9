// How the phones fit a window: everything that is needed is in sight, and what is not says where it is.
import { InlineKeyboard } from 'grammy'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Rehearsal } from '#rehearsal/rehearsal.ts'
import { inChromium, openPhones } from './phones.ts'
import { botOf } from './real-bot.ts'

const { onPage } = openPhones()
const SMALL = { width: 320, height: 640 }
const NAMES = ['Aida', 'Boris', 'Cholpon', 'Dilnoza', 'Enver', 'Farrukh', 'Gulnara', 'Hamid']
const LONG = Array.from({ length: 40 }, (_, at) => `Paragraph ${at} of an answer that is far too long for a phone.`).join('\n\n')

/** Left and right edge on the screen. */
async function edges(page: Page, selector: string): Promise<{ left: number; right: number }> {
  const box = await page.locator(selector).boundingBox()
  if (!box) throw new Error(`${selector} is not in sight.`)
  return { left: box.x, right: box.x + box.width }
}

function comeIn(rehearsal: Rehearsal, names: string[]) {
  return names.map(name => rehearsal.person({ name }))
}

inChromium('on the smallest phone the field, Send and the dialog fit', async () => {
  const { rehearsal, page } = await onPage()
  await botOf(rehearsal).api.setMyCommands([{ command: 'help', description: 'What I can do' }])
  rehearsal.person({ name: 'Aida' }).starts()
  await page.setViewportSize(SMALL)
  await page.goto(rehearsal.pageUrl)
  const [field, send] = [await edges(page, '.write textarea'), await edges(page, '.send')]
  expect(send.right).toBeLessThanOrEqual(SMALL.width)
  expect(send.left).toBeGreaterThanOrEqual(field.right)
  expect(field.right - field.left).toBeGreaterThan(120)
  await page.getByRole('button', { name: 'Add a person' }).click()
  const [dialog, name] = [await edges(page, '.dialog'), await edges(page, '.dialog input')]
  expect(dialog.right - name.right).toBeCloseTo(name.left - dialog.left)
})

inChromium('of eight phones the open one is marked, and its tab is in sight', async () => {
  const { rehearsal, page } = await onPage()
  comeIn(rehearsal, NAMES)
  await page.setViewportSize(SMALL)
  await page.goto(rehearsal.pageUrl)
  const open = page.locator('.people [aria-current]')
  await expect.poll(() => open.allTextContents()).toEqual(['Aida'])
  await page.evaluate("document.querySelector('.stage').scrollTo({ left: innerWidth * 6 })")
  await expect.poll(() => open.allTextContents()).toEqual(['Gulnara'])
  await expect.poll(async () => (await edges(page, '.people [aria-current]')).right).toBeLessThanOrEqual(SMALL.width)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(SMALL.width)
  await page.getByRole('navigation').getByRole('button', { name: 'Boris' }).click()
  await expect.poll(() => open.allTextContents()).toEqual(['Boris'])
  await expect.poll(async () => (await edges(page, '.people [aria-current]')).left).toBeGreaterThanOrEqual(0)
})

const PLACE = `(() => {
  const log = document.querySelector('.log')
  const [outer, inner] = [log, [...log.querySelectorAll('.message')].at(-1)].map(each => each.getBoundingClientRect())
  return {
    seesBeginning: inner.top >= outer.top && inner.top < outer.top + 40,
    isAtEnd: log.scrollHeight - log.scrollTop - log.clientHeight < 2,
  }
})()`

inChromium('a message that is taller than the chat is shown from its beginning, a short one keeps the end in sight', async () => {
  const { rehearsal, page } = await onPage()
  const { api } = botOf(rehearsal)
  const [aida] = comeIn(rehearsal, ['Aida'])
  if (!aida) return
  aida.says('a question')
  await page.goto(rehearsal.pageUrl)
  await page.getByText('a question').waitFor()
  const menu = await api.sendMessage(aida.id, LONG)
  await expect.poll(() => page.evaluate(PLACE)).toEqual({ seesBeginning: true, isAtEnd: false })
  expect(await page.getByText('New messages').count()).toBe(0)
  await page.getByLabel('Message of Aida').fill('more\nlines\nthan one')
  expect(await page.evaluate(PLACE)).toEqual({ seesBeginning: true, isAtEnd: false })
  await api.sendMessage(aida.id, 'something after it')
  await page.getByRole('button', { name: 'New messages' }).click()
  await expect.poll(() => page.evaluate(PLACE)).toEqual({ seesBeginning: false, isAtEnd: true })
  await api.deleteMessage(aida.id, menu.message_id)
  const short = await api.sendMessage(aida.id, 'short')
  await page.getByText('short').waitFor()
  await expect.poll(() => page.evaluate(PLACE)).toEqual({ seesBeginning: false, isAtEnd: true })
  await api.editMessageText(aida.id, short.message_id, LONG)
  await expect.poll(() => page.evaluate(PLACE)).toEqual({ seesBeginning: true, isAtEnd: false })
})

inChromium('a row of phones that goes on says so, and is reached by keyboard', async () => {
  const { rehearsal, page } = await onPage()
  comeIn(rehearsal, NAMES.slice(0, 3))
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(rehearsal.pageUrl)
  await page.locator('.phone').nth(2).waitFor()
  const [before, behind] = [page.getByRole('button', { name: 'Earlier phones' }), page.getByRole('button', { name: 'Further phones' })]
  expect([await before.count(), await behind.count()]).toEqual([0, 0])
  comeIn(rehearsal, NAMES.slice(3))
  await before.waitFor()
  await page.evaluate("document.querySelector('.stage').scrollTo({ left: 0 })")
  await behind.waitFor()
  await expect.poll(() => before.count()).toBe(0)
  await page.getByRole('main', { name: 'Phones' }).focus()
  await page.keyboard.press('ArrowRight')
  await before.waitFor()
})

inChromium('the app languages on offer are those of the region, and one more', async () => {
  const { rehearsal, page } = await onPage()
  await page.goto(rehearsal.pageUrl)
  await page.getByRole('button', { name: 'Add a person' }).first().click()
  const offered = await page.getByLabel('Language of their app').locator('option').allTextContents()
  expect(offered).toEqual([
    ...['English', 'Русский', 'Қазақша', 'Кыргызча', 'Тоҷикӣ', 'Türkmençe', 'Oʻzbekcha', 'Qaraqalpaqsha'],
    'another language (Deutsch)',
  ])
})

inChromium('a label stands where it stands, whatever a font makes of its flag', async () => {
  const { rehearsal, page } = await onPage()
  const [aida] = comeIn(rehearsal, ['Aida'])
  aida?.starts()
  const keyboard = new InlineKeyboard().text('🇰🇿 Kazakhstan', 'kz').text('🇺🇿 Uzbekistan', 'uz')
  await botOf(rehearsal).api.sendMessage(aida?.id ?? 0, 'Which country?', { reply_markup: keyboard })
  await page.goto(rehearsal.pageUrl)
  await page.getByRole('button', { name: '🇰🇿 Kazakhstan' }).waitFor()
  const shown = await page.evaluate(labelWith('🇰🇿'))
  expect(await page.evaluate(labelWith('WWW'))).toEqual(shown)
  expect(await page.evaluate(labelWith('.'))).toEqual(shown)
})

/** Where the words of the first button begin, and how high it is, when its flag is drawn like this. */
function labelWith(drawn: string): string {
  return `(() => {
    const flag = document.querySelector('.key .flag')
    flag.textContent = '${drawn}'
    const words = document.createRange()
    words.selectNodeContents(flag.nextSibling)
    return { left: words.getBoundingClientRect().left, height: flag.closest('.key').getBoundingClientRect().height }
  })()`
}
