// Sentences of each language out of the bot's own words, to learn the languages from.
import { type Language, languages } from './languages.ts'
import { locales } from './words.ts'

/** Every text of every locale, without its placeholders. */
export function sampleSentences(): { language: Language; text: string }[] {
  return languages.flatMap(language => leaves(locales[language]).map(text => ({ language, text: text.replace(/\{\{.*?\}\}/g, ' ') })))
}

function leaves(branch: object): string[] {
  return Object.values(branch).flatMap(value => (typeof value === 'string' ? value : leaves(value as object)))
}
