// Tells Telegram, in each language, what the bot is and which commands it knows.
import type { Bot } from 'grammy'
import { type Language, languages } from '#language/languages.ts'
import type { Words } from '#language/words.ts'
import type { Log } from '#log.ts'
import type { Chat } from './chat.ts'

export const commands = ['start', 'browse', 'language', 'help', 'about', 'privacy', 'sources'] as const

type Code = Exclude<Language, 'kaa'>

/** Telegram takes two-letter codes only, so Karakalpak has its line in the description that stands for all other languages. */
export async function describeBot(bot: Bot<Chat>, wordsOf: (language: Language) => Words, log: Log): Promise<void> {
  const coded = languages.filter((language): language is Code => language !== 'kaa')
  await describe(bot, wordsOf('en'), `${wordsOf('en')('bot.description')}\n\n${wordsOf('kaa')('bot.short')}`, undefined)
  for (const code of coded) await describe(bot, wordsOf(code), wordsOf(code)('bot.description'), code)
  log.event('bot.described', { languages: coded.length })
}

/** The commands in a person's own language for a chat whose language Telegram cannot be told otherwise. */
export function commandsIn(say: Words): { command: string; description: string }[] {
  return commands.map(command => ({ command, description: say(`command.${command}`) }))
}

async function describe(bot: Bot<Chat>, say: Words, description: string, code: Code | undefined): Promise<void> {
  const only = code === undefined ? {} : { language_code: code }
  await bot.api.setMyCommands(commandsIn(say), only)
  await bot.api.setMyDescription(description, only)
  await bot.api.setMyShortDescription(say('bot.short'), only)
}
