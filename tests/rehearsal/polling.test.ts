// Updates by polling: confirmed by offset, waited for, fetched by one bot only.
import { expect, test } from 'vitest'
import { botOf, handClock, rawCall, refusal, rehearse, start } from './real-bot.ts'

test('an update comes again until a higher offset confirms it', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida', language: 'kk' })
  aida.says('one')
  aida.says('two')
  const first = await api.getUpdates()
  expect(first.map(update => update.message?.text)).toEqual(['one', 'two'])
  expect(await api.getUpdates()).toEqual(first)
  const [one, two] = first
  expect(two?.update_id).toBe((one?.update_id ?? 0) + 1)
  expect(await api.getUpdates({ offset: two?.update_id ?? 0 })).toEqual([two])
  expect(await api.getUpdates({ offset: (two?.update_id ?? 0) + 1 })).toEqual([])
})

test('a limit and a negative offset take what Telegram would', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  for (const word of ['one', 'two', 'three']) aida.says(word)
  expect((await api.getUpdates({ limit: 2 })).map(update => update.message?.text)).toEqual(['one', 'two'])
  expect((await api.getUpdates({ offset: -1 })).map(update => update.message?.text)).toEqual(['three'])
  expect((await api.getUpdates()).length).toBe(1)
})

test('a long poll wakes when somebody writes', async () => {
  const rehearsal = await rehearse()
  const aida = rehearsal.person({ name: 'Aida' })
  const waiting = botOf(rehearsal).api.getUpdates({ timeout: 30 })
  await rawCall(rehearsal, 'getMe')
  aida.says('salem')
  expect((await waiting)[0]?.message?.text).toBe('salem')
})

test('a second poll ends the first with a conflict', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  const first = refusal(api.getUpdates({ timeout: 30 }))
  await rawCall(rehearsal, 'getMe')
  const second = api.getUpdates({ timeout: 30 })
  expect(await first).toBe('Conflict: terminated by other getUpdates request; make sure that only one bot instance is running')
  rehearsal.person({ name: 'Aida' }).says('salem')
  expect((await second).length).toBe(1)
})

test('what nobody fetches for a day is forgotten', async () => {
  const clock = handClock()
  const rehearsal = await rehearse({ now: clock.now })
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('early')
  clock.passes(23)
  aida.says('late')
  expect((await api.getUpdates()).length).toBe(2)
  clock.passes(2)
  expect((await api.getUpdates()).map(update => update.message?.text)).toEqual(['late'])
})

test('a bot gets only the kinds of updates it named', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  await api.getUpdates({ allowed_updates: ['callback_query'] })
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('nobody listens')
  expect(await api.getUpdates()).toEqual([])
})

test('grammY answers a question by its own polling', async () => {
  const rehearsal = await rehearse()
  const bot = botOf(rehearsal)
  bot.on('message:text', ctx => ctx.reply(`you said ${ctx.msg.text}`))
  start(bot)
  const aida = rehearsal.person({ name: 'Aida', language: 'ru' })
  aida.says('salem')
  expect((await aida.hears()).map(message => message.text)).toEqual(['you said salem'])
  await rehearsal.settled()
})
