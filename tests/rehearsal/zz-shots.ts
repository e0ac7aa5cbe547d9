import { chromium } from 'playwright-core'

const url = process.env.URL ?? 'http://127.0.0.1:8123/chat/'
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' })
for (const [name, w, h, scheme] of [
  ['light', 1440, 900, 'light'],
  ['dark', 1440, 900, 'dark'],
  ['mid', 900, 700, 'light'],
  ['small', 390, 844, 'light'],
  ['smalldark', 390, 844, 'dark'],
] as const) {
  const page = await browser.newPage({ viewport: { width: w, height: h }, colorScheme: scheme, hasTouch: w < 500 })
  page.on('console', m => console.log(name, m.type(), m.text()))
  page.on('pageerror', e => console.log(name, 'ERR', e.message))
  await page.goto(url)
  await page.waitForSelector('.phone')
  await page.waitForTimeout(500)
  console.log(
    name,
    await page.evaluate(() => [
      document.documentElement.scrollWidth,
      innerWidth,
      getComputedStyle(document.body).fontFamily,
      document.fonts.size,
      [...document.fonts].filter(f => f.status === 'loaded').length,
    ]),
  )
  await page.screenshot({ path: `/tmp/rh/${name}.png` })
  await page.close()
}
await browser.close()
