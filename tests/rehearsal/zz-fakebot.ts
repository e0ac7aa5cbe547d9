import { Bot, InlineKeyboard, InputFile, Keyboard } from 'grammy'
import { openPage } from '#rehearsal/page.ts'
import { openRehearsal } from '#rehearsal/rehearsal.ts'

const t = await openRehearsal({ port: Number(process.env.PORT ?? 0), page: openPage() })
const bot = new Bot(t.token, { client: { apiRoot: t.apiRoot } })
await bot.api.setMyCommands([
  { command: 'start', description: 'Begin' },
  { command: 'ask', description: 'Ask a question about a case' },
  { command: 'tell', description: 'Tell what happened' },
  { command: 'language', description: 'Change language' },
])
await bot.api.setMyCommands(
  [
    { command: 'start', description: 'Начать' },
    { command: 'ask', description: 'Спросить о деле' },
  ],
  { language_code: 'ru' },
)
await bot.api.setMyDescription(
  'Erkin отвечает на вопросы о гражданских свободах в пяти странах Центральной Азии.\n\nОтветы написаны людьми, с датой и источниками.',
  { language_code: 'ru' },
)
await bot.api.setMyDescription('Erkin answers questions about civic space in Central Asia.')
const card = `<b>Журналист Думан Мұхаметкәрімнің ісі</b>\n\n2024 жылғы 2 тамызда сот оны жеті жылға бас бостандығынан айырды.¹ 2025 жылғы қазанда адвокаты уәде етілген ем бірнеше рет кейінге қалдырылғанын айтты.²\n\n<i>Жазасын өтеп жатыр · 10.2025 жағдайы бойынша</i>\n\n1 <a href="https://azattyq.org/a/1">Азаттық, 08.2024</a>\n2 <a href="https://bureau.kz/2">KIBHR, 10.2025</a>`
bot.command('start', c =>
  c.reply(
    '<b>Прежде чем писать</b>\n\nTelegram видит, что вы пишете этому боту и что именно. Мы не храним ни имя, ни номер, ни Telegram-ID.',
    {
      parse_mode: 'HTML',
      reply_markup: new InlineKeyboard()
        .text('Понятно, продолжить', 'go')
        .row()
        .text('Уйти и стереть', 'leave')
        .row()
        .url('О нас', 'https://example.org'),
    },
  ),
)
bot.command('code', async c => {
  const m = await c.reply('Ваш код. Запишите его на бумаге:\n<code>4821 0937 5566\n1028 7340 9913</code>\n<tg-spoiler>9913</tg-spoiler>', {
    parse_mode: 'HTML',
    protect_content: true,
    reply_markup: new InlineKeyboard().text('Записал', 'wrote'),
  })
})
bot.callbackQuery('wrote', async c => {
  await c.deleteMessage()
  await c.answerCallbackQuery()
  await c.reply('Введите последние четыре цифры.')
})
bot.callbackQuery('go', async c => {
  await c.answerCallbackQuery('Хорошо')
  await c.editMessageText('Теперь расскажите, что произошло.', {
    reply_markup: new InlineKeyboard()
      .text('Закончить', 'end')
      .text('Вопросы', 'q')
      .row()
      .text('Отозвать', 'x')
      .text('Уйти и стереть', 'leave'),
  })
})
bot.callbackQuery('leave', c => c.answerCallbackQuery({ text: 'Стереть всё?', show_alert: true }))
bot.callbackQuery('slow', () => {})
bot.command('keys', c => c.reply('Выберите', { reply_markup: new Keyboard().text('Да').text('Нет').resized() }))
bot.command('rich', c =>
  c.reply(
    '<blockquote>Цитата из источника, довольно длинная, чтобы перейти на вторую строку.</blockquote>\nпосле <u>под</u> <s>зач</s> <pre><code class="language-js">let a = 1</code></pre>\n<blockquote expandable>Долгая цитата\nв несколько\nстрок\nс концом</blockquote> см. https://azattyq.org/a/2',
    { parse_mode: 'HTML' },
  ),
)
bot.on('message:photo', async c => {
  await c.deleteMessage()
  await c.reply('✓ Запечатано (1)')
})
bot.hears(/duman/, c =>
  c.reply(card, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    reply_markup: new InlineKeyboard()
      .text('Хронология', 'a')
      .text('Ұқсас істер', 'b')
      .row()
      .text('Қате ме?', 'c')
      .text('Басқа тілдер', 'd'),
  }),
)
bot.hears(/type/, c => c.replyWithChatAction('typing'))
bot.hears(/secret/, async c => {
  await c.deleteMessage()
  await c.reply('✓ Запечатано (2)')
})
bot.on('message', c => c.reply(`Я не нашёл: «${c.msg.text ?? 'файл'}»`))
bot.catch(e => console.log(e.message))
void bot.start()
console.log(t.pageUrl)
const a = t.person({ name: 'Айгүл', language: 'kk' })
const b = t.person({ name: 'Person 2', language: 'ru' })
t.person({ name: 'Person 3', language: 'ru' })
a.says('duman muhametkarim kazir kaida?')
await a.hears()
a.says('ал Тәжікстанда ше?')
await a.hears()
a.says('/rich')
await a.hears()
b.starts()
await b.hears()
b.says('/code')
await b.hears()
b.taps('Записал')
await b.hears()
b.says('secret 1')
await b.hears()
b.says('secret 2')
await b.hears()
b.says('/code')
await b.hears()
