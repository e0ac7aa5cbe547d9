// Tells small talk and wishes ("hello", "menu", "in Kazakh") from a question, in all eight languages and however they are typed.
import languageNames from '#locales/language-names.json' with { type: 'json' }
import phrases from '#locales/small-talk.json' with { type: 'json' }
import { type Language, languages } from './languages.ts'
import { createRecogniser, type Recogniser } from './phrases.ts'

/** What is answered with a sentence, and the pages that can be asked for in words. */
export type SmallTalk = keyof typeof phrases

/** In "hello, thank you" the thanks count, and in "hello, menu" the menu. */
const ORDER: readonly SmallTalk[] = ['menu', 'language', 'privacy', 'about', 'help', 'thanks', 'bye', 'greeting']

export function createSmallTalk(): Recogniser<SmallTalk> {
  return createRecogniser<SmallTalk>(phrases, ORDER)
}

/** Gives the language that a message names and nothing else: "қазақша", "на казахском". */
export function createLanguageWish(): Recogniser<Language> {
  return createRecogniser<Language>(languageNames, languages)
}
