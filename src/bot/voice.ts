// Chooses the language an update is answered in.
import type { Middleware } from 'grammy'
import { type Language, languageOfApp } from '#language/languages.ts'
import type { Words } from '#language/words.ts'
import { decodeButton } from './buttons.ts'
import type { Chat } from './chat.ts'

/** What is spoken where nothing is known: the language in which the base is written first. */
const FALLBACK: Language = 'en'

/**
 * In this order: the language the person chose; the one the tapped button speaks (so that buttons keep their language
 * over a restart); the one last recognised in a question; the language of the app, which is a hint and mostly Russian or English.
 */
export function voice(wordsOf: (language: Language) => Words): Middleware<Chat> {
  return (chat, next) => {
    const tapped = decodeButton(chat.callbackQuery?.data ?? '')?.language
    chat.sayIn = wordsOf
    chat.speak = language => {
      chat.language = language
      chat.say = wordsOf(language)
    }
    chat.speak(chat.session.language ?? tapped ?? chat.session.heard ?? languageOfApp(chat.from?.language_code) ?? FALLBACK)
    return next()
  }
}
