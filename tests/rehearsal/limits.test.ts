// Telegram's limits, each in Telegram's own words.
import type { Api } from 'grammy'
import { expect, test } from 'vitest'
import { createFlood, TELEGRAMS_PACE } from '#rehearsal/flood.ts'
import { botOf, handClock, rawCall, refusal, rehearse, start } from './real-bot.ts'

const HTML = { parse_mode: 'HTML' } as const
const button = (data: string) => ({ reply_markup: { inline_keyboard: [[{ text: 'go', callback_data: data }]] } })
const commands = (count: number, name = (at: number) => `c${at}`) =>
  Array.from({ length: count }, (_, at) => ({ command: name(at), description: 'does' }))
const ids = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

type Case = [what: string, call: (api: Api, chat: number) => Promise<unknown>, words: string]

const REFUSED: Case[] = [
  ['an empty text', (api, chat) => api.sendMessage(chat, ''), 'Bad Request: message text is empty'],
  ['a text of spaces', (api, chat) => api.sendMessage(chat, ' \n '), 'Bad Request: message text is empty'],
  ['a text of nothing but tags', (api, chat) => api.sendMessage(chat, '<b></b>', HTML), 'Bad Request: message text is empty'],
  ['4,097 characters', (api, chat) => api.sendMessage(chat, 'x'.repeat(4097)), 'Bad Request: message is too long'],
  [
    'a caption of 1,025',
    (api, chat) => api.sendPhoto(chat, 'none', { caption: 'x'.repeat(1025) }),
    'Bad Request: message caption is too long',
  ],
  ['65 bytes behind a button', (api, chat) => api.sendMessage(chat, 'a', button(`${'ы'.repeat(32)}x`)), 'Bad Request: BUTTON_DATA_INVALID'],
  ['no bytes behind a button', (api, chat) => api.sendMessage(chat, 'a', button('')), 'Bad Request: BUTTON_DATA_INVALID'],
  ['an answer of 201 to a tap', api => api.answerCallbackQuery('1', { text: 'x'.repeat(201) }), 'Bad Request: MESSAGE_TOO_LONG'],
  ['101 commands', api => api.setMyCommands(commands(101)), 'Bad Request: BOT_COMMANDS_TOO_MUCH'],
  ['a command in capitals', api => api.setMyCommands(commands(1, () => 'Ask')), 'Bad Request: BOT_COMMAND_INVALID'],
  ['a command of 33', api => api.setMyCommands(commands(1, () => 'x'.repeat(33))), 'Bad Request: BOT_COMMAND_INVALID'],
  [
    'Karakalpak by its three letters',
    api => api.setMyCommands(commands(1), { language_code: 'kaa' as 'kk' }),
    'Bad Request: invalid language code specified',
  ],
  [
    'a description in Karakalpak',
    api => api.setMyDescription('x', { language_code: 'kaa' as 'kk' }),
    'Bad Request: invalid language code specified',
  ],
  ['no ids to delete', (api, chat) => api.deleteMessages(chat, []), 'Bad Request: message identifiers are not specified'],
  ['101 ids to delete', (api, chat) => api.deleteMessages(chat, ids(101)), 'Bad Request: too many message identifiers specified'],
  ['a message that is not there to edit', (api, chat) => api.editMessageText(chat, 999, 'a'), 'Bad Request: message to edit not found'],
  ['a message that is not there to delete', (api, chat) => api.deleteMessage(chat, 999), 'Bad Request: message to delete not found'],
  ['an unknown chat', api => api.sendMessage(12345, 'a'), 'Bad Request: chat not found'],
  [
    'a tap nobody made',
    api => api.answerCallbackQuery('1'),
    'Bad Request: query is too old and response timeout expired or query ID is invalid',
  ],
  [
    'an unknown tag',
    (api, chat) => api.sendMessage(chat, 'é <p>a</p>', HTML),
    'Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 3',
  ],
  [
    'an open tag',
    (api, chat) => api.sendMessage(chat, '<b>a', HTML),
    'Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
  ],
  [
    'crossed tags',
    (api, chat) => api.sendMessage(chat, '<b><i>a</b></i>', HTML),
    'Bad Request: can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
  ],
  [
    'a bare <',
    (api, chat) => api.sendMessage(chat, '1 < 2', HTML),
    'Bad Request: can\'t parse entities: Unsupported start tag "" at byte offset 2',
  ],
]

test.each(REFUSED)('Telegram refuses %s', async (_what, call, words) => {
  const rehearsal = await rehearse()
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('salem')
  expect(await refusal(call(botOf(rehearsal).api, aida.id))).toBe(words)
})

const TAKEN: [what: string, call: (api: Api, chat: number) => Promise<unknown>][] = [
  ['4,096 characters after the tags', (api, chat) => api.sendMessage(chat, `<b>${'x'.repeat(4096)}</b>`, HTML)],
  ['64 bytes behind a button', (api, chat) => api.sendMessage(chat, 'a', button('ы'.repeat(32)))],
  ['100 commands', api => api.setMyCommands(commands(100))],
  ['a command of 32', api => api.setMyCommands(commands(1, () => 'a_1'.padEnd(32, 'x')))],
  ['Kazakh by its two letters', api => api.setMyDescription('x', { language_code: 'kk' })],
  ['100 ids to delete, though few are there', (api, chat) => api.deleteMessages(chat, ids(100))],
]

test.each(TAKEN)('Telegram takes %s', async (_what, call) => {
  const rehearsal = await rehearse()
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('salem')
  expect(await refusal(call(botOf(rehearsal).api, aida.id))).toBe('granted')
})

test.each([
  [
    'a parameter Telegram does not have',
    { text: 'a', disable_web_page_preview: true },
    'Bad Request: unknown parameter "disable_web_page_preview"',
  ],
  ['a number for a text', { text: 5 }, 'Bad Request: parameter "text" Invalid input: expected string, received number'],
  ['no text', {}, 'Bad Request: message text is empty'],
  ['an unknown key of a button', { text: 'a', reply_markup: { inline_keyboard: [[{ text: 'a', callback: 'b' }]] } }, /^Bad Request: /],
  [
    'what the rehearsal does not play',
    { text: 'a', business_connection_id: 'x' },
    'Bad Request: parameter "business_connection_id" is not played in the rehearsal',
  ],
])('a call with %s is refused', async (_what, parameters, words) => {
  const rehearsal = await rehearse()
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('salem')
  const answer = await rawCall(rehearsal, 'sendMessage', { chat_id: aida.id, ...parameters })
  expect(answer).toMatchObject({
    status: 400,
    ok: false,
    error_code: 400,
    description: typeof words === 'string' ? words : expect.stringMatching(words),
  })
})

test('an edit that changes nothing is refused', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('salem')
  const sent = await api.sendMessage(aida.id, '<b>a</b>', { ...HTML, ...button('x') })
  expect(await refusal(api.editMessageText(aida.id, sent.message_id, '<b>a</b>', { ...HTML, ...button('x') }))).toMatch(
    /^Bad Request: message is not modified/,
  )
  expect(await refusal(api.editMessageText(aida.id, sent.message_id, '<b>a</b>', HTML))).toBe('granted')
  expect(aida.newest().keyboard).toEqual([])
})

test('after 48 hours a message can no longer be deleted', async () => {
  const clock = handClock()
  const rehearsal = await rehearse({ now: clock.now })
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  const early = aida.says('early')
  clock.passes(1)
  const late = aida.says('late')
  clock.passes(47)
  expect(await refusal(api.deleteMessage(aida.id, early))).toBe("Bad Request: message can't be deleted for everyone")
  expect(await refusal(api.deleteMessages(aida.id, [early, late]))).toBe("Bad Request: message can't be deleted for everyone")
  expect(await refusal(api.deleteMessage(aida.id, late))).toBe('granted')
  expect(aida.messages().map(message => message.goneBy)).toEqual([undefined, 'bot'])
})

test('Telegram lets a bot say 30 things a second over all, and 20 in one chat', () => {
  let time = 0
  const wait = createFlood(TELEGRAMS_PACE, () => time)
  const speak = (chat: number, times: number) => ids(times).filter(() => wait(chat) === 0).length
  expect([speak(1, 25), speak(2, 25)]).toEqual([20, 10])
  time = 1000
  expect(speak(3, 25)).toBe(20)
})

test.each([
  ['in one chat', { overall: 9, inOneChat: 1 }, 1],
  ['over all', { overall: 1, inOneChat: 9 }, 2],
])('a bot that speaks too fast %s is told to wait', async (_where, pace, chats) => {
  const rehearsal = await rehearse({ pace })
  const { api } = botOf(rehearsal)
  const people = ids(chats).map(at => rehearsal.person({ name: `P${at}` }))
  for (const person of people) person.says('salem')
  const answers = await Promise.all([people.at(0), people.at(-1)].map(person => refusal(api.sendMessage(person?.id ?? 0, 'a'))))
  expect(answers.toSorted()).toEqual(['Too Many Requests: retry after 1', 'granted'])
})

test('an old tap can no longer be answered, nor one twice', async () => {
  const clock = handClock()
  const rehearsal = await rehearse({ now: clock.now })
  const bot = botOf(rehearsal)
  const asked: string[] = []
  bot.command('start', ctx => ctx.reply('a', button('x')))
  bot.on('callback_query', ctx => void asked.push(ctx.callbackQuery.id))
  start(bot)
  const aida = rehearsal.person({ name: 'Aida' })
  aida.starts()
  await aida.hears()
  aida.taps('go')
  aida.taps('go')
  await rehearsal.settled()
  expect(await refusal(bot.api.answerCallbackQuery(asked[0] ?? ''))).toBe('granted')
  expect(await refusal(bot.api.answerCallbackQuery(asked[0] ?? ''))).toMatch(/query is too old/)
  clock.passes(1)
  expect(await refusal(bot.api.answerCallbackQuery(asked[1] ?? ''))).toMatch(/query is too old/)
})
