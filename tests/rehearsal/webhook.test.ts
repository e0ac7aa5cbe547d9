// Updates by webhook: delivered with the secret, in order, again and again until the bot takes them.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Update } from 'grammy/types'
import { expect, onTestFinished, test } from 'vitest'
import { botOf, rawCall, refusal, rehearse } from './real-bot.ts'

interface Delivered {
  headers: IncomingHttpHeaders
  update: Update
}

/** A bot's webhook; `answer` gives the status and the body for the nth delivery, or nothing to stay silent. */
async function hookAt(answer: (count: number) => { status?: number; body?: object } | undefined) {
  const delivered: Delivered[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    delivered.push({ headers: request.headers, update: JSON.parse(body) })
    const { status = 200, body: said } = answer(delivered.length) ?? { status: 0 }
    if (status === 0) return
    response.writeHead(status, { 'content-type': 'application/json' }).end(said ? JSON.stringify(said) : '')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, delivered }
}

const AT_ONCE = { patience: 800, pause: () => 5 }

test('a delivery carries the secret and leaves nothing pending', async () => {
  const rehearsal = await rehearse({ delivery: AT_ONCE })
  const { api } = botOf(rehearsal)
  const hook = await hookAt(() => ({}))
  await api.setWebhook(hook.url, { secret_token: 'a-secret_1', allowed_updates: ['message'] })
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('one')
  aida.says('two')
  await rehearsal.settled()
  expect(hook.delivered.map(each => each.update.message?.text)).toEqual(['one', 'two'])
  expect(hook.delivered[0]?.headers['x-telegram-bot-api-secret-token']).toBe('a-secret_1')
  expect(await api.getWebhookInfo()).toMatchObject({ url: hook.url, pending_update_count: 0, allowed_updates: ['message'] })
})

test('a refused or unanswered delivery is repeated, and later messages of that chat wait for it', async () => {
  const rehearsal = await rehearse({ delivery: AT_ONCE })
  const { api } = botOf(rehearsal)
  const hook = await hookAt(count => (count === 1 ? { status: 500 } : count === 2 ? undefined : {}))
  await api.setWebhook(hook.url)
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('one')
  aida.says('two')
  await rehearsal.settled()
  expect(hook.delivered.map(each => each.update.message?.text)).toEqual(['one', 'one', 'one', 'two'])
  expect((await api.getWebhookInfo()).last_error_message).toBe('Read timeout expired')
})

test('a bot may answer a delivery with a call', async () => {
  const rehearsal = await rehearse({ delivery: AT_ONCE })
  const aida = rehearsal.person({ name: 'Aida' })
  const hook = await hookAt(() => ({ body: { method: 'sendMessage', chat_id: aida.id, text: 'by the way back' } }))
  await botOf(rehearsal).api.setWebhook(hook.url)
  aida.says('one')
  expect((await aida.hears()).map(message => message.text)).toEqual(['by the way back'])
})

test('polling and a webhook exclude each other', async () => {
  const rehearsal = await rehearse({ delivery: AT_ONCE })
  const { api } = botOf(rehearsal)
  const hook = await hookAt(() => ({}))
  const poll = refusal(api.getUpdates({ timeout: 30 }))
  await rawCall(rehearsal, 'getMe')
  await api.setWebhook(hook.url)
  expect(await poll).toBe('Conflict: terminated by setWebhook request')
  expect(await refusal(api.getUpdates())).toBe(
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  )
  await api.deleteWebhook()
  expect(await refusal(api.getUpdates())).toBe('granted')
})

test('pending updates are dropped on request', async () => {
  const rehearsal = await rehearse({ delivery: AT_ONCE })
  const { api } = botOf(rehearsal)
  rehearsal.person({ name: 'Aida' }).says('old')
  await api.deleteWebhook({ drop_pending_updates: true })
  expect(await api.getUpdates()).toEqual([])
})

test('nothing is ever delivered to another machine', async () => {
  const rehearsal = await rehearse()
  expect(await refusal(botOf(rehearsal).api.setWebhook('https://example.org/hook'))).toMatch(/^Bad Request: bad webhook/)
})
