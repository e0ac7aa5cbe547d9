import { expect, test } from 'vitest'
import type { Intake } from '#bot/intake.ts'
import { webhookApp } from '#bot/webhook.ts'
import { createLog } from '#log.ts'

const SECRET = 'a'.repeat(64)

function open(intake: Intake = async () => true) {
  const lines: string[] = []
  const app = webhookApp({ intake, log: createLog({ write: line => void lines.push(line) }), path: '/telegram', secret: SECRET })
  const post = (body: string, headers: Record<string, string> = { 'x-telegram-bot-api-secret-token': SECRET }) =>
    app.request('/telegram', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
  return { app, post, lines }
}

test('answers only after the update was handled, so that a crash makes Telegram send it again', async () => {
  const order: string[] = []
  const { post } = open(async update => {
    order.push(`handled ${update.update_id}`)
    return true
  })
  const answer = await post('{"update_id":5}')
  order.push(`answered ${answer.status}`)
  expect(order).toEqual(['handled 5', 'answered 200'])
})

test('an update that is not done with is not confirmed', async () => {
  expect((await open(async () => false).post('{"update_id":5}')).status).toBe(503)
  const failing = open(async () => {
    throw new Error('a bug')
  })
  expect((await failing.post('{"update_id":5}')).status).toBe(500)
})

test.each<[string, string, Record<string, string> | undefined, number]>([
  ['a caller without the secret', '{"update_id":5}', {}, 401],
  ['a caller with another secret', '{"update_id":5}', { 'x-telegram-bot-api-secret-token': 'b'.repeat(64) }, 401],
  ['what is not JSON', 'hello', undefined, 400],
  ['what is not an update', '{"a":1}', undefined, 400],
  ['a body larger than any update', `{"update_id":5,"x":"${'x'.repeat(1_100_000)}"}`, undefined, 413],
])('%s is refused, with an event and without effect', async (_what, body, headers, status) => {
  let calls = 0
  const { post, lines } = open(async () => {
    calls++
    return true
  })
  expect((await post(body, headers)).status).toBe(status)
  expect(calls).toBe(0)
  expect(lines.join()).toContain('webhook.refused')
})

test('is well when asked, and knows no other address', async () => {
  const { app } = open()
  expect((await app.request('/healthz')).status).toBe(204)
  expect((await app.request('/')).status).toBe(404)
})
