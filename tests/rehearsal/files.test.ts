// What people send beside text, and what a bot can fetch of it.
import { InputFile } from 'grammy'
import { expect, test } from 'vitest'
import { botOf, PIXEL, refusal, rehearse, start } from './real-bot.ts'

test('a photo goes to the bot and comes back the same', async () => {
  const rehearsal = await rehearse()
  const bot = botOf(rehearsal)
  bot.on('message:photo', async ctx => {
    const { file_path } = await ctx.getFile()
    const response = await fetch(`${rehearsal.apiRoot}/file/bot${rehearsal.token}/${file_path}`)
    await ctx.replyWithPhoto(new InputFile(new Uint8Array(await response.arrayBuffer()), 'back.png'), {
      caption: `<b>${ctx.msg.caption}</b>`,
      parse_mode: 'HTML',
      reply_parameters: { message_id: ctx.msg.message_id },
    })
  })
  start(bot)
  const aida = rehearsal.person({ name: 'Aida' })
  const id = aida.sends({ photo: PIXEL, caption: 'look' })
  const [back] = await aida.hears()
  expect(back).toMatchObject({
    html: '<b>look</b>',
    replyTo: { id },
    file: { kind: 'photo', name: 'back.png', size: PIXEL.length, width: 1, height: 1 },
  })
})

test.each([
  [
    'document',
    { document: { name: 'a.pdf', mime: 'application/pdf', bytes: PIXEL } },
    { document: { file_name: 'a.pdf', mime_type: 'application/pdf' } },
  ],
  ['voice', { voice: PIXEL }, { voice: { mime_type: 'audio/ogg' } }],
  ['video', { video: PIXEL }, { video: { file_size: PIXEL.length } }],
  ['audio', { audio: PIXEL }, { audio: { file_name: 'audio.mp3' } }],
  ['sticker', { sticker: PIXEL }, { sticker: { type: 'regular' } }],
  ['location', { location: { latitude: 43.2, longitude: 76.9 } }, { location: { latitude: 43.2, longitude: 76.9 } }],
  ['contact', { contact: { name: 'B', phone: '+7700' } }, { contact: { phone_number: '+7700' } }],
])('a %s comes as Telegram sends it', async (_kind, parcel, expected) => {
  const rehearsal = await rehearse()
  const aida = rehearsal.person({ name: 'Aida' })
  aida.sends({ ...parcel, album: 'x' })
  const [update] = await botOf(rehearsal).api.getUpdates()
  expect(update?.message).toMatchObject({ ...expected, media_group_id: 'x' })
})

test('a file of more than 20 MB cannot be fetched', async () => {
  const rehearsal = await rehearse()
  const { api } = botOf(rehearsal)
  rehearsal.person({ name: 'Aida' }).sends({ document: new Uint8Array(20 * 1024 * 1024 + 1) })
  const [update] = await api.getUpdates()
  expect(await refusal(api.getFile(update?.message?.document?.file_id ?? ''))).toBe('Bad Request: file is too big')
})
