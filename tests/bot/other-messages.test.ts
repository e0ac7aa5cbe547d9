// What is not a question: never silence, never a stack trace, never a search for a code.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { holdsCode } from '#bot/citizen/other-messages.ts'
import type { WordKey } from '#language/words.ts'
import { type ChatHouse, openChatHouse, wordsOf } from './chat-house.ts'

let house: ChatHouse
beforeAll(async () => {
  house = await openChatHouse()
})
afterAll(() => house.close())

const say = wordsOf('en')
const arrive = () => house.telegram.person({ name: 'Aru', language: 'en' })
type Person = ReturnType<typeof arrive>
const bytes = new Uint8Array([1, 2, 3])

test.each<[string, (person: Person) => unknown, WordKey]>([
  ['a greeting', person => person.says('Hello!'), 'reply.greeting'],
  ['thanks', person => person.says('thank you'), 'reply.thanks'],
  ['a goodbye', person => person.says('bye'), 'reply.bye'],
  ['a sticker', person => person.sends({ sticker: bytes }), 'reply.sticker'],
  ['a document', person => person.sends({ document: bytes, caption: 'who is jailed in Kazakhstan?' }), 'reply.media'],
  ['a video', person => person.sends({ video: bytes }), 'reply.media'],
  ['a voice message', person => person.sends({ voice: bytes }), 'reply.voice'],
  ['a location', person => person.sends({ location: { latitude: 43.2, longitude: 76.9 } }), 'reply.location'],
  ['a contact', person => person.sends({ contact: { name: 'A', phone: '+7700' } }), 'reply.contact'],
  ['a forwarded message', person => person.says('who is jailed?', { forwardedFrom: 'B' }), 'reply.forwarded'],
  ['a story', person => person.says('who was jailed '.repeat(60)), 'reply.long'],
  ['4,096 characters of noise', person => person.says('%'.repeat(4096)), 'reply.noise'],
  ['digits alone', person => person.says('2022'), 'reply.noise'],
  ["another bot's command", person => person.says('/price@other_bot'), 'reply.unknownCommand'],
])('%s gets a fitting reply', async (_what, send, key) => {
  const person = arrive()
  send(person)
  expect((await person.hears()).at(-1)?.text).toBe(say(key))
})

describe('a run of 24 digits', () => {
  test.each(['4821 0937 5566 1028 7340 9913', 'my code is 482109375566102873409913 ok', '４８２１-0937-5566-1028-7340-991'])(
    'is deleted, never searched, never echoed: %s',
    async text => {
      const person = arrive()
      const id = person.says(text)
      const heard = await person.hears()
      expect(person.messages().find(message => message.id === id)?.goneBy).toBe('bot')
      expect(heard.filter(message => message.isFromBot && !message.goneBy).map(message => message.text)).toEqual([say('reply.code')])
      expect(JSON.stringify(house.telegram.calls('sendMessage').at(-1))).not.toContain('4821')
    },
  )

  test.each(['', 'in 2022 and 2023 and 2024', '+7 701 123 45 67', '1'.repeat(40)])(
    'a text without one is not taken for a code: %s',
    text => {
      expect(holdsCode(text)).toBe(false)
    },
  )
})

test.each(['v0|card|kz', 'en.z.kz', 'en.c.', 'en.c.no-such-article', ''.padEnd(64, 'x')])(
  'a button of an earlier version (%s) explains itself and offers the menu',
  async data => {
    const person = arrive()
    person.starts()
    await person.hears()
    const { apiRoot, token } = house.telegram
    const keyboard = { inline_keyboard: [[{ text: 'Old', callback_data: data }]] }
    const sent = await fetch(`${apiRoot}/bot${token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: person.id, text: 'From last year', reply_markup: keyboard }),
    })
    expect(sent.status).toBe(200)
    person.taps('Old')
    expect((await person.hears()).at(-1)?.text).toContain(say('start.title'))
    expect([say('reply.outdatedButton'), say('card.gone')]).toContain(person.toasts().at(-1)?.text)
  },
)

test.each([
  ['қазақша', 'kk'],
  ['На казахском', 'kk'],
  ['English', 'en'],
  ['кыргызча', 'ky'],
  ['Qaraqalpaqsha', 'kaa'],
] as const)('naming a language (%s) chooses it', async (text, language) => {
  const person = arrive()
  person.says(text)
  expect((await person.hears()).at(-1)?.text).toBe(wordsOf(language)('language.chosen'))
})

test.each([
  ['menu', 'start.title'],
  ['who are you', 'about.title'],
  ['change language', 'language.ask'],
] as const)('what can be asked for in words (%s) is shown', async (text, title) => {
  const person = arrive()
  person.says(text)
  expect((await person.hears()).at(-1)?.text).toContain(say(title))
})

test('a group that adds the bot is left at once', async () => {
  const person = arrive()
  const group = house.telegram.group('Neighbours')
  person.adds(group)
  await house.telegram.settled()
  expect(group.hasBot()).toBe(false)
  expect(house.telegram.calls('sendMessage').some(call => call.parameters.chat_id === group.id)).toBe(false)
})

test('one chat that floods is told to wait, and others are answered all the same', async () => {
  const flooder = arrive()
  for (let index = 0; index < 30; index++) flooder.says('Hello')
  await house.telegram.settled()
  const told = flooder.messages().filter(message => message.isFromBot && /at once/.test(message.text))
  expect(told).toHaveLength(1)
  const other = arrive()
  other.says('Hello')
  expect((await other.hears()).at(-1)?.text).toBe(say('reply.greeting'))
})
