// Whole updates through the bot, against a bare grammY echo; no network in either.
import { Bot, type Transformer } from 'grammy'
import type { Update, UserFromGetMe } from 'grammy/types'
import { createBot } from '#bot/bot.ts'
import type { Session } from '#bot/chat.ts'
import { createWords } from '#language/words.ts'
import { silentLog } from '#log.ts'
import { createMemorySessions } from '#storage/sessions.ts'
import { ownTurns } from '#storage/turns.ts'
import { openBase, questionsOf } from './base.ts'
import type { Bench } from './bench.ts'
import { thousands } from './table.ts'

const UPDATES = 20_000
/** So many updates are in hand side by side, as in polling. */
const SIDE_BY_SIDE = 100

const me = { id: 1, is_bot: true, first_name: 'Erkin', username: 'erkin_bot' } as UserFromGetMe
const TOKEN = '1:bench'

export const pipelineBench: Bench = {
  summary: 'updates per second through the whole bot, and through a bare grammY echo in the same run',
  async run() {
    const library = openBase()
    const questions = questionsOf(library).map(({ text }) => text)
    const ours = createBot({
      token: TOKEN,
      apiRoot: 'http://127.0.0.1:1',
      library: () => library,
      wordsOf: createWords(),
      sessions: createMemorySessions<Session>(),
      turns: ownTurns,
      log: silentLog,
      me,
    })
    const echo = new Bot(TOKEN, { botInfo: me })
    echo.on('message:text', context => context.reply(context.msg.text))
    const sent = { ours: 0, echo: 0 }
    ours.api.config.use(nowhere(() => sent.ours++))
    echo.api.config.use(nowhere(() => sent.echo++))
    await throughput(ours, questions, 2000)
    await throughput(echo, questions, 2000)
    sent.ours = 0
    const perSecond = await throughput(ours, questions, UPDATES)
    if (sent.ours < UPDATES) throw new Error(`only ${sent.ours} of ${UPDATES} updates were answered`)
    const bare = await throughput(echo, questions, UPDATES)
    return [
      { what: 'Erkin: order, limits, session, language, search, card', figure: thousands(perSecond) },
      { what: 'bare grammY echo', figure: thousands(bare) },
      { what: 'ratio', figure: `${(perSecond / bare).toFixed(3)}` },
    ]
  },
}

function nowhere(count: () => void): Transformer {
  return async (_call, method) => {
    if (method === 'sendMessage') count()
    return { ok: true, result: true } as never
  }
}

async function throughput(
  bot: { handleUpdate(update: Update): Promise<void> },
  questions: readonly string[],
  updates: number,
): Promise<number> {
  const started = performance.now()
  for (let first = 0; first < updates; first += SIDE_BY_SIDE) {
    const batch = Array.from({ length: SIDE_BY_SIDE }, (_, index) => bot.handleUpdate(update(first + index, questions)))
    await Promise.all(batch)
  }
  return updates / ((performance.now() - started) / 1000)
}

// Each update is a chat of its own, so the limit of one chat is never met.
function update(number: number, questions: readonly string[]): Update {
  const from = { id: 1_000_000 + number, is_bot: false, first_name: 'A', language_code: 'ru' }
  return {
    update_id: number,
    message: {
      message_id: number,
      date: 0,
      chat: { id: from.id, type: 'private', first_name: 'A' },
      from,
      text: questions[number % questions.length] ?? '',
    },
  } as Update
}
