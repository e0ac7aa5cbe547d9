// A screen is what one message shows: its text and the buttons under it.

import { GrammyError } from 'grammy'
import type { InlineKeyboardButton } from 'grammy/types'
import type { Language } from '#language/languages.ts'
import type { Values, WordKey } from '#language/words.ts'
import { type Button, encodeButton } from './buttons.ts'
import type { Chat } from './chat.ts'
import { escapeHtml } from './html.ts'

export interface Key {
  readonly label: string
  readonly target: Button
  /** The language that the tapped screen will speak, where it is not this one's. */
  readonly language?: Language
}

/** `html` is Telegram's HTML, at most 4,096 visible characters; `keys` are rows of buttons. */
export interface Screen {
  readonly html: string
  readonly keys: readonly (readonly Key[])[]
}

/** Puts keys side by side, two in a row. */
export function inPairs(keys: readonly Key[]): Key[][] {
  return keys.flatMap((_, index) => (index % 2 === 0 ? [keys.slice(index, index + 2)] : []))
}

/** Sends the screen as a new message. */
export async function send(chat: Chat, screen: Screen): Promise<void> {
  await chat.reply(screen.html, { reply_markup: { inline_keyboard: keyboard(chat.language, screen.keys) } })
}

/** Says one plain sentence of the locales. */
export async function tell(chat: Chat, key: WordKey, values?: Values): Promise<void> {
  await chat.reply(escapeHtml(chat.say(key, values)))
}

/** Puts the screen in the place of the one whose button was tapped; where that one is gone or too old, it is sent anew. */
export async function replace(chat: Chat, screen: Screen): Promise<void> {
  try {
    await chat.editMessageText(screen.html, { reply_markup: { inline_keyboard: keyboard(chat.language, screen.keys) } })
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
    if (!error.description.includes('message is not modified')) await send(chat, screen)
  }
}

function keyboard(language: Language, rows: Screen['keys']): InlineKeyboardButton[][] {
  return rows
    .filter(row => row.length > 0)
    .map(row => row.map(key => ({ text: key.label, callback_data: encodeButton(key.language ?? language, key.target) })))
}
