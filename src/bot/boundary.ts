// The one place that catches what goes wrong with an update: a sentence for the person, a typed event for the log.
import { GrammyError, HttpError, type Middleware } from 'grammy'
import type { Language } from '#language/languages.ts'
import type { Words } from '#language/words.ts'
import type { Log } from '#log.ts'
import type { Chat } from './chat.ts'
import { escapeHtml } from './html.ts'

/**
 * An update that could not reach Telegram is thrown on, so that it is handled again. Everything else is answered and done.
 * The error itself is never logged: it can carry the token and the whole update.
 */
export function boundary(log: Log, wordsOf: (language: Language) => Words): Middleware<Chat> {
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
      await apologise(chat, wordsOf)
    }
  }
}

// Telegram cannot be reached, is ill, asks to wait, or refuses the token: the person was not answered, so it is not done.
function isOutage(error: unknown): boolean {
  if (error instanceof HttpError) return true
  return error instanceof GrammyError && (error.error_code >= 500 || error.error_code === 429 || error.error_code === 401)
}

// The person blocked the bot or deleted the chat while we were answering: nobody is left to tell.
function isGoneFromUs(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 403
}

// What fails before the language is known is said in English.
async function apologise(chat: Chat, wordsOf: (language: Language) => Words): Promise<void> {
  try {
    await chat.reply(escapeHtml(wordsOf(chat.language ?? 'en')('error.ours')))
  } catch (error) {
    if (isOutage(error)) throw error
  }
}
