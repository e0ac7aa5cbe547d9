// Who may talk to this Telegram: a bot with the token, its own page, nobody else.
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { openRehearsal, type Rehearsal } from '#rehearsal/rehearsal.ts'
import { rawCall, rehearse } from './real-bot.ts'

/** A request with headers that fetch would not let through. */
function knock(rehearsal: Rehearsal, path: string, headers: Record<string, string>, method = 'GET'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: rehearsal.port, path, method, headers }, response => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.on('error', reject)
    asked.end()
  })
}

test('a wrong token is answered as Telegram answers it', async () => {
  const rehearsal = await rehearse()
  const response = await fetch(`${rehearsal.apiRoot}/bot1:wrong/getMe`)
  expect([response.status, await response.json()]).toEqual([401, { ok: false, error_code: 401, description: 'Unauthorized' }])
  expect((await fetch(`${rehearsal.apiRoot}/file/bot1:wrong/photos/file_0.jpg`)).status).toBe(401)
})

test('an unknown method is not found', async () => {
  const rehearsal = await rehearse()
  expect(await rawCall(rehearsal, 'getMoney')).toEqual({ status: 404, ok: false, error_code: 404, description: 'Not Found' })
})

test('each start has a token of its own', async () => {
  const [one, two] = [await rehearse(), await rehearse()]
  expect(one.token).toMatch(/^\d+:[\w-]{35}$/)
  expect(one.token).not.toBe(two.token)
})

test('parameters may come in the address or as a form, as Telegram takes them', async () => {
  const rehearsal = await rehearse()
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('a')
  const base = `${rehearsal.apiRoot}/bot${rehearsal.token}`
  const form = new URLSearchParams({
    chat_id: String(aida.id),
    text: '5',
    reply_markup: '{"inline_keyboard":[[{"text":"go","callback_data":"x"}]]}',
  })
  expect((await fetch(`${base}/sendMessage`, { method: 'POST', body: form })).status).toBe(200)
  expect(aida.newest()).toMatchObject({ text: '5', keyboard: [[{ label: 'go' }]] })
  expect((await fetch(`${base}/sendMessage?chat_id=${aida.id}&text=b&protect_content=true`)).status).toBe(200)
  expect(aida.newest()).toMatchObject({ text: 'b', isProtected: true })
})

test.each([
  ['under a foreign name (DNS rebinding)', { host: 'evil.example:80' }],
  ['from a foreign page', { origin: 'https://evil.example' }],
  ['from a page of another program on this machine', { origin: 'http://127.0.0.1:1' }],
  ['from a sandboxed page', { origin: 'null' }],
  ['from a foreign page without an origin', { 'sec-fetch-site': 'cross-site' }],
])('a request %s is refused', async (_what, headers) => {
  const rehearsal = await rehearse()
  const own = { host: `127.0.0.1:${rehearsal.port}` }
  expect(await knock(rehearsal, '/chat/act', { ...own, ...headers }, 'POST')).toBe(403)
  expect(await knock(rehearsal, `/bot${rehearsal.token}/getMe`, { ...own, ...headers })).toBe(403)
  expect(await knock(rehearsal, `/bot${rehearsal.token}/getMe`, own)).toBe(200)
})

test('a port that is taken ends in a sentence for people', async () => {
  const rehearsal = await rehearse()
  await expect(openRehearsal({ port: rehearsal.port })).rejects.toThrow(
    `Port ${rehearsal.port} on 127.0.0.1 is taken by another program. Close it, or choose another port.`,
  )
})

test('without its page the rehearsal says so', async () => {
  const rehearsal = await rehearse()
  const response = await fetch(rehearsal.pageUrl)
  expect([response.status, await response.text()]).toEqual([404, 'This rehearsal was opened without its page.'])
})
