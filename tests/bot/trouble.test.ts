// When something is broken: the memory, Telegram, the network, our own code.
import { expect, test } from 'vitest'
import type { Session } from '#bot/chat.ts'
import type { Library } from '#knowledge/library.ts'
import { openRehearsal } from '#rehearsal/rehearsal.ts'
import { createMemorySessions } from '#storage/sessions.ts'
import { openChatHouse, realLibrary, wordsOf } from './chat-house.ts'

const say = wordsOf('en')
const question = realLibrary().get('kz-duman-mukhametkarim')?.texts.en?.questions[0] ?? ''
const title = realLibrary().get('kz-duman-mukhametkarim')?.texts.en?.title

test('when the memory is gone the person is told so and answered all the same; when it is back nothing was overwritten', async () => {
  const kept = createMemorySessions<Session>()
  let isGone = false
  const fail = async () => {
    throw new Error('ECONNREFUSED')
  }
  const sessions = {
    read: (chat: string) => (isGone ? fail() : kept.read(chat)),
    write: (chat: string, value: Session) => (isGone ? fail() : kept.write(chat, value)),
    delete: (chat: string) => (isGone ? fail() : kept.delete(chat)),
  }
  const house = await openChatHouse({ sessions })
  const person = house.telegram.person({ name: 'Aru', language: 'en' })
  person.says('/language')
  await person.hears()
  person.taps('Қазақша')
  await person.hears()
  isGone = true
  person.says(question)
  const texts = (await person.hears()).map(message => message.text)
  expect(texts[0]).toBe(say('error.memory'))
  expect(texts.at(-1)).toContain(title)
  isGone = false
  person.says('/help')
  expect((await person.hears()).at(-1)?.text).toContain(wordsOf('kk')('help.title'))
  await house.close()
})

test('an error of our own is a sentence to the person and a typed event, and the next question is answered', async () => {
  let isBroken = true
  const library = (): Library => {
    if (isBroken) throw new Error(`a bug that knows the question: ${question}`)
    return realLibrary()
  }
  const house = await openChatHouse({ library })
  const person = house.telegram.person({ name: 'Aru', language: 'en' })
  person.says(question)
  expect((await person.hears()).at(-1)?.text).toBe(say('error.ours'))
  expect(house.log.join()).toContain('"event":"bot.error"')
  expect(house.log.join()).not.toContain('Duman')
  isBroken = false
  person.says(question)
  expect((await person.hears()).at(-1)?.text).toContain(title)
  await house.close()
})

test('a person who blocks the bot while it answers does no harm', async () => {
  const house = await openChatHouse()
  const person = house.telegram.person({ name: 'Aru', language: 'en' })
  person.starts()
  await person.hears()
  person.says(question)
  person.blocks()
  await house.telegram.settled()
  const other = house.telegram.person({ name: 'Bek', language: 'en' })
  other.says('hello')
  expect((await other.hears()).at(-1)?.text).toBe(say('reply.greeting'))
  await house.close()
})

test.each([
  ['Telegram asks to wait', { kind: 'flood', seconds: 1 }],
  ['the connection is dropped', { kind: 'cut' }],
  ['Telegram is ill', { kind: 'broken' }],
] as const)('when %s, the answer comes a little later and once', async (_what, fault) => {
  const house = await openChatHouse()
  const person = house.telegram.person({ name: 'Aru', language: 'en' })
  person.starts()
  await person.hears()
  house.telegram.provoke('sendMessage', fault)
  person.says(question)
  const answers = (await person.hears({ patience: 15_000 })).filter(message => message.text.includes(title ?? ''))
  expect(answers).toHaveLength(1)
  await house.close()
})

test('what waits while the bot is away is answered when it is back, each message once and in order', async () => {
  const telegram = await openRehearsal()
  const person = telegram.person({ name: 'Aru', language: 'en' })
  for (const text of ['hello', 'thanks', 'bye']) person.says(text)
  const house = await openChatHouse({ telegram })
  await telegram.settled()
  const replies = () =>
    person
      .messages()
      .filter(message => message.isFromBot)
      .map(message => message.text)
  const expected = [say('reply.greeting'), say('reply.thanks'), say('reply.bye')]
  expect(replies()).toEqual(expected)
  await house.close()
  const again = await openChatHouse({ telegram })
  person.says('hello')
  await person.hears()
  expect(replies()).toEqual([...expected, say('reply.greeting')])
  await again.close()
  await telegram.close()
})

test('"Forget me now" forgets at once; where the memory cannot be reached it does not say so', async () => {
  const kept = createMemorySessions<Session>()
  let isGone = false
  const sessions = { ...kept, delete: (chat: string) => (isGone ? Promise.reject(new Error('ECONNREFUSED')) : kept.delete(chat)) }
  const house = await openChatHouse({ sessions })
  const person = house.telegram.person({ name: 'Aru', language: 'en' })
  const forget = async (language: 'en' | 'kk') => {
    person.says('/privacy')
    await person.hears()
    person.taps(wordsOf(language)('button.forget'))
    return (await person.hears()).at(-1)?.text
  }
  person.says('/language')
  await person.hears()
  person.taps('Қазақша')
  await person.hears()
  isGone = true
  expect(await forget('kk')).toBe(wordsOf('kk')('error.notForgotten'))
  isGone = false
  expect(await forget('kk')).toBe(wordsOf('kk')('privacy.forgotten'))
  expect(await kept.read(String(person.id))).toBeUndefined()
  person.says('/help')
  expect((await person.hears()).at(-1)?.text).toContain(say('help.title'))
  await house.close()
})

test('while Telegram cannot be reached a stop does not wait for it, and what was asked stays with Telegram', async () => {
  const telegram = await openRehearsal()
  const house = await openChatHouse({ telegram })
  const person = telegram.person({ name: 'Aru', language: 'en' })
  person.starts()
  await person.hears()
  telegram.provoke('sendMessage', { kind: 'cut' }, 1000)
  person.says(question)
  await until(() => telegram.calls('sendChatAction').length > 0)
  await house.close()
  telegram.provoke('sendMessage', { kind: 'broken' }, 0)
  const info = await fetch(`${telegram.apiRoot}/bot${telegram.token}/getWebhookInfo`)
  expect(((await info.json()) as { result: { pending_update_count: number } }).result.pending_update_count).toBe(1)
  await telegram.close()
})

test('a live location that moves, the rest of an album and the notes of Telegram get no reply of their own', async () => {
  const house = await openChatHouse()
  const person = house.telegram.person({ name: 'Aru', language: 'en' })
  person.starts()
  await person.hears()
  const picture = new Uint8Array([1, 2, 3])
  for (let index = 0; index < 4; index++) person.sends({ document: picture, album: 'one' })
  await house.telegram.settled()
  const replies = person.messages().filter(message => message.isFromBot && message.text === say('reply.media'))
  expect(replies).toHaveLength(1)
  await house.close()
})

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(resolve => setImmediate(resolve))
}
