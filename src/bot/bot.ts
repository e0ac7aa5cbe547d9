// The Telegram door: what an update passes through, in the only order that is right.
import { autoRetry } from '@grammyjs/auto-retry'
import { sequentialize } from '@grammyjs/runner'
import { Api, Bot, GrammyError, type Transformer } from 'grammy'
import type { UserFromGetMe } from 'grammy/types'
import type { Library } from '#knowledge/library.ts'
import type { Language } from '#language/languages.ts'
import type { Words } from '#language/words.ts'
import type { Log } from '#log.ts'
import { boundary } from './boundary.ts'
import type { Chat } from './chat.ts'
import { citizen } from './citizen/citizen.ts'
import { adaptedFetch } from './fetch.ts'
import { limits } from './limits.ts'
import { remember, type SessionStore } from './remember.ts'
import { voice } from './voice.ts'

export interface BotParts {
  readonly token: string
  readonly apiRoot: string
  /** Asked for each update, so that a reload of the articles is seen at once. */
  readonly library: () => Library
  readonly wordsOf: (language: Language) => Words
  readonly sessions: SessionStore
  /** Waits for the chat's turn among several processes. */
  readonly turns: (chat: string, work: () => Promise<void>) => Promise<void>
  readonly log: Log
  /** Known already in tests and benches; otherwise `init` asks Telegram. */
  readonly me?: UserFromGetMe
}

export function createBot({ token, apiRoot, library, wordsOf, sessions, turns, log, me }: BotParts): Bot<Chat> {
  const bot = new Bot<Chat>(token, { client: { apiRoot, fetch: adaptedFetch, timeoutSeconds: CALL_SECONDS }, ...(me && { botInfo: me }) })
  bot.api.config.use(autoRetry({ maxRetryAttempts: 2, maxDelaySeconds: 10, rethrowInternalServerErrors: true, rethrowHttpErrors: true }))
  bot.api.config.use(quietHtml)
  bot.use(privateOnly(log))
  bot.use(sequentialize<Chat>(chat => String(chat.chatId)))
  bot.use((chat, next) => turns(String(chat.chatId), next))
  bot.use(boundary(log, wordsOf))
  bot.use(remember(sessions))
  bot.use(voice(wordsOf))
  bot.use(limits(log))
  bot.use(citizen(library))
  return bot
}

/** A call that hangs may keep its chat waiting for so long, and nobody else. */
const CALL_SECONDS = 15
const LONG_CALL_SECONDS = 45

/** The line that long polling uses: its calls may take as long as a long poll does. */
export function createPollingApi({ token, apiRoot }: Pick<BotParts, 'token' | 'apiRoot'>): Api {
  return new Api(token, { apiRoot, fetch: adaptedFetch, timeoutSeconds: LONG_CALL_SECONDS })
}

/** The updates the bot asks Telegram for; nothing else ever reaches it. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const

// Every text of ours is HTML without link previews: a preview would make Telegram fetch the source in the person's name.
const quietHtml: Transformer = (call, method, payload, signal) => {
  const isText = method === 'sendMessage' || method === 'editMessageText'
  return call(method, isText ? { parse_mode: 'HTML', link_preview_options: { is_disabled: true }, ...payload } : payload, signal)
}

// Put out in the meantime, or the group is gone: then there is nothing to leave.
function leftAlready(error: unknown): void {
  if (!(error instanceof GrammyError) || (error.error_code !== 400 && error.error_code !== 403)) throw error
}

function privateOnly(log: Log) {
  return async (chat: Chat, next: () => Promise<void>): Promise<void> => {
    const type = chat.chat?.type
    if (type === 'private') return chat.myChatMember ? undefined : next()
    if (type !== 'group' && type !== 'supergroup' && type !== 'channel') return
    if (chat.myChatMember && !['member', 'administrator', 'restricted'].includes(chat.myChatMember.new_chat_member.status)) return
    log.event('bot.left-group')
    await chat.leaveChat().catch(leftAlready)
  }
}
