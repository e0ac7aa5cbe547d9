// Keeps one chat from taking the machine away from the others; counts live in memory and are gone in seconds.
import type { Middleware } from 'grammy'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Log } from '#log.ts'
import type { Chat } from './chat.ts'
import { tell } from './screen.ts'

const UPDATES = 20
const SECONDS = 10

/** Lets 20 updates of a chat through in ten seconds. The first one too many is told to wait, the next are left unanswered. */
export function limits(log: Log): Middleware<Chat> {
  const limiter = new RateLimiterMemory({ points: UPDATES, duration: SECONDS })
  return async (chat, next) => {
    const refused = await limiter.consume(String(chat.chatId)).then(() => undefined, refusal)
    if (refused === undefined) return next()
    // A tap that nobody answers would leave its button spinning.
    if (chat.callbackQuery) return void (await chat.answerCallbackQuery().catch(() => {}))
    if (refused.consumedPoints !== UPDATES + 1) return
    log.event('bot.limited')
    await tell(chat, 'error.tooMany', { count: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) })
  }
}

function refusal(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason
  throw reason
}
