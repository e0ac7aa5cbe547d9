// People and the bot: messages, taps, edits, deletions, files, blocks, groups, bad days.
import { InlineKeyboard } from 'grammy'
import { expect, test } from 'vitest'
import { botOf, refusal, rehearse, start } from './real-bot.ts'

test('message ids rise over all chats together', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  const boris = rehearsal.person({ name: 'Boris' })
  const first = aida.says('a')
  expect(boris.says('b')).toBe(first + 1)
  expect((await api.sendMessage(aida.id, 'c')).message_id).toBe(first + 2)
  expect(boris.says('d')).toBe(first + 3)
})

test('a message tells who writes, and in which language their app is', async () => {
  const rehearsal = await rehearse()
  const aida = rehearsal.person({ name: 'Aida', lastName: 'B', username: 'aida', language: 'kk' })
  aida.says('/start https://azattyq.org')
  const [update] = await botOf(rehearsal).api.getUpdates()
  expect(update?.message).toMatchObject({
    from: { id: aida.id, is_bot: false, first_name: 'Aida', last_name: 'B', username: 'aida', language_code: 'kk' },
    chat: { id: aida.id, type: 'private', first_name: 'Aida' },
    entities: [
      { type: 'bot_command', offset: 0, length: 6 },
      { type: 'url', offset: 7, length: 19 },
    ],
  })
})

test('a tap reaches the bot with its message, and the answer is a toast', async () => {
  const rehearsal = await rehearse()
  const bot = botOf(rehearsal)
  bot.command('start', ctx =>
    ctx.reply('Menu', { reply_markup: new InlineKeyboard().text('Begin', 'tip.begin').url('Site', 'https://example.org') }),
  )
  bot.callbackQuery('tip.begin', async ctx => {
    await ctx.answerCallbackQuery({ text: 'Good', show_alert: true })
    await ctx.editMessageText('<b>Begun</b>', { parse_mode: 'HTML' })
  })
  start(bot)
  const aida = rehearsal.person({ name: 'Aida' })
  aida.starts()
  const [menu] = await aida.hears()
  expect(menu?.keyboard).toEqual([
    [
      { label: 'Begin', kind: 'callback', value: 'tip.begin' },
      { label: 'Site', kind: 'url', value: 'https://example.org' },
    ],
  ])
  aida.taps('Begin')
  const [begun] = await aida.hears()
  expect(begun).toMatchObject({ id: menu?.id, isEdited: true, html: '<b>Begun</b>', keyboard: [] })
  expect(aida.toasts()).toEqual([{ text: 'Good', isAlert: true }])
})

test('a button that is not there is named in the error, with those that are', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('a')
  await api.sendMessage(aida.id, 'b', { reply_markup: new InlineKeyboard().text('Yes', 'y').url('Site', 'https://example.org') })
  expect(() => aida.taps('No')).toThrow('Aida sees no button "No". There are: "Yes" (y), "Site" (https://example.org).')
  expect(() => aida.taps('Site')).toThrow('of the kind "url"')
})

test('who waits in vain is shown the chat', async () => {
  const rehearsal = await rehearse()
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('is anybody there?')
  await expect(aida.hears({ patience: 20 })).rejects.toThrow(/said nothing in 20 ms; Aida waited.*Aida: is anybody there\?/s)
})

test('who only listens is content with silence, and with a bot that is not there', async () => {
  const rehearsal = await rehearse()
  const bot = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('is anybody there?')
  expect(await aida.listens({ patience: 20 })).toEqual([])
  bot.on('message:text', async ctx => {
    if (ctx.msg.text === 'menu') await ctx.reply('Menu', { reply_markup: new InlineKeyboard().text('Begin', 'begin') })
  })
  bot.callbackQuery('begin', ctx => ctx.answerCallbackQuery('Not yet'))
  start(bot)
  aida.says('menu')
  expect((await aida.listens()).map(message => message.text)).toEqual(['Menu'])
  aida.taps('Begin')
  expect(await aida.listens({ patience: 60_000 })).toEqual([])
  expect(aida.toasts()).toEqual([{ text: 'Not yet', isAlert: false }])
})

test('hearing waits until the bot has finished, and hears all of it', async () => {
  const rehearsal = await rehearse()
  const bot = botOf(rehearsal)
  bot.on('message', async ctx => {
    await ctx.reply('first')
    await ctx.api.getMe()
    await ctx.reply('second')
  })
  start(bot)
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('salem')
  expect((await aida.hears()).map(message => message.text)).toEqual(['first', 'second'])
})

test('an edit by the person comes as an edited message; a deletion comes as nothing', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  const id = aida.says('one')
  aida.edits(id, 'two')
  aida.deletes(id)
  const updates = await api.getUpdates()
  expect(updates.map(update => update.message?.text ?? update.edited_message?.text)).toEqual(['one', 'two'])
  expect(await refusal(api.deleteMessage(aida.id, id))).toBe('Bad Request: message to delete not found')
})

test('of a deleted message no word is left in the chat', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  const id = aida.says('canary')
  await api.sendMessage(aida.id, 'kept', { reply_parameters: { message_id: id } })
  expect(aida.newest().replyTo).toEqual({ id, author: 'Aida', text: 'canary', isGone: false })
  await api.deleteMessage(aida.id, id)
  expect(aida.messages()).toMatchObject([
    { id, goneBy: 'bot', text: '' },
    { text: 'kept', replyTo: { id, text: '', isGone: true } },
  ])
  expect(JSON.stringify(aida.messages())).not.toContain('canary')
})

test('replies and forwards tell where they come from', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  const first = aida.says('one')
  const { message_id } = await api.sendMessage(aida.id, 'two')
  aida.says('three', { replyTo: message_id })
  aida.forwards(first)
  aida.says('four', { forwardedFrom: 'Someone' })
  const messages = (await api.getUpdates()).map(update => update.message)
  expect(messages[1]?.reply_to_message?.text).toBe('two')
  expect(messages[2]?.forward_origin).toMatchObject({ type: 'user', sender_user: { id: aida.id } })
  expect(messages[3]?.forward_origin).toMatchObject({ type: 'hidden_user', sender_user_name: 'Someone' })
})

test('protected words cannot be forwarded or copied', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('a')
  const { message_id } = await api.sendMessage(aida.id, 'code', { protect_content: true })
  expect(aida.newest().isProtected).toBe(true)
  expect(await refusal(api.forwardMessage(aida.id, aida.id, message_id))).toBe("Bad Request: message can't be forwarded")
  expect(await refusal(api.copyMessage(aida.id, aida.id, message_id))).toBe("Bad Request: message can't be copied")
})

test('a bot cannot write to who never wrote to it, nor to who blocked it', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  expect(await refusal(api.sendMessage(aida.id, 'a'))).toBe("Forbidden: bot can't initiate conversation with a user")
  aida.starts()
  aida.blocks()
  expect(await refusal(api.sendMessage(aida.id, 'a'))).toBe('Forbidden: bot was blocked by the user')
  aida.unblocks()
  expect(await refusal(api.sendMessage(aida.id, 'a'))).toBe('granted')
  const changes = (await api.getUpdates()).flatMap(update => update.my_chat_member ?? [])
  expect(changes.map(change => change.new_chat_member.status)).toEqual(['kicked', 'member'])
})

test('a bot that is added to a group can leave it at once', async () => {
  const rehearsal = await rehearse()
  const bot = botOf(rehearsal)
  bot.on('my_chat_member', async ctx => {
    if (ctx.chat.type !== 'private' && ctx.myChatMember.new_chat_member.status === 'member') await ctx.leaveChat()
  })
  start(bot)
  const aida = rehearsal.person({ name: 'Aida' })
  const group = rehearsal.group('Neighbours')
  aida.adds(group)
  await rehearsal.settled()
  expect(group.hasBot()).toBe(false)
  expect(await refusal(bot.api.sendMessage(group.id, 'a'))).toBe('Forbidden: bot was kicked from the group chat')
})

test('in a group the bot sees commands and nothing else', async () => {
  const rehearsal = await rehearse()
  const aida = rehearsal.person({ name: 'Aida' })
  const group = rehearsal.group('Neighbours')
  aida.adds(group)
  group.says(aida, 'not for you')
  group.says(aida, '/help')
  const texts = (await botOf(rehearsal).api.getUpdates()).flatMap(update => update.message?.text ?? [])
  expect(texts).toEqual(['/help'])
})

test('typing shows until the bot speaks', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('a')
  await api.sendChatAction(aida.id, 'typing')
  expect(aida.seesTyping()).toBe(true)
  await api.sendMessage(aida.id, 'b')
  expect(aida.seesTyping()).toBe(false)
})

test('bad days come on request, once', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  const aida = rehearsal.person({ name: 'Aida' })
  aida.says('a')
  rehearsal.provoke('sendMessage', { kind: 'flood', seconds: 7 })
  await expect(api.sendMessage(aida.id, 'b')).rejects.toMatchObject({ error_code: 429, parameters: { retry_after: 7 } })
  rehearsal.provoke('sendMessage', { kind: 'blocked' })
  expect(await refusal(api.sendMessage(aida.id, 'b'))).toBe('Forbidden: bot was blocked by the user')
  rehearsal.provoke('sendMessage', { kind: 'broken' })
  await expect(api.sendMessage(aida.id, 'b')).rejects.toMatchObject({ error_code: 500 })
  rehearsal.provoke('sendMessage', { kind: 'cut' })
  await expect(api.sendMessage(aida.id, 'b')).rejects.toThrow(/Network request/)
  expect(aida.messages().length).toBe(1)
  rehearsal.provoke('sendMessage', { kind: 'cut after' })
  await expect(api.sendMessage(aida.id, 'b')).rejects.toThrow(/Network request/)
  expect(aida.messages().length).toBe(2)
  expect(await refusal(api.sendMessage(aida.id, 'c'))).toBe('granted')
})

test('what the bot says about itself is kept by language', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  await api.setMyDescription('all')
  await api.setMyDescription('ru', { language_code: 'ru' })
  await api.setMyShortDescription('short')
  await api.setMyName('Erkin')
  await api.setMyCommands([{ command: 'ask', description: 'asks' }], { scope: { type: 'all_private_chats' } })
  expect((await api.getMyDescription()).description).toBe('all')
  expect((await api.getMyDescription({ language_code: 'ru' })).description).toBe('ru')
  expect((await api.getMyShortDescription()).short_description).toBe('short')
  expect(await api.getMyCommands({ scope: { type: 'all_private_chats' } })).toEqual([{ command: 'ask', description: 'asks' }])
  await api.deleteMyCommands({ scope: { type: 'all_private_chats' } })
  expect(await api.getMyCommands({ scope: { type: 'all_private_chats' } })).toEqual([])
  expect(await refusal(api.setChatMenuButton({ menu_button: { type: 'commands' } }))).toBe('granted')
})
