// The one place that catches what goes wrong with an update: a sentence for the person, a typed event for the log.
import { GrammyError, HttpError, type Middleware } from 'grammy'
import type { Log } from '#log.ts'
import type { Chat } from './chat.ts'

/**
 * An update that could not reach Telegram is thrown on, so that it is handled again. Everything else is answered and done.
 * The error itself is never logged: it can carry the token and the whole update.
 */
export function boundary(log: Log): Middleware<Chat> {
  return async (chat, next) => {
    try {
      await next()
    } catch (error) {
      if (isOutage(error)) throw error
      if (isGoneFromUs(error)) return
      log.event('bot.error', {
        kind: error instanceof GrammyError ? 'telegram' : 'bug',
        code: error instanceof GrammyError ? error.error_code : 0,
      })
      await apologise(chat)
    }
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof HttpError || (error instanceof GrammyError && error.error_code >= 500)
}

// The person blocked the bot or deleted the chat while we were answering: nobody is left to tell.
function isGoneFromUs(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 403
}

async function apologise(chat: Chat): Promise<void> {
  try {
    await chat.reply(chat.say?.('error.ours') ?? 'Something went wrong on our side. Try again in a minute.')
  } catch (error) {
    if (isOutage(error)) throw error
  }
}
