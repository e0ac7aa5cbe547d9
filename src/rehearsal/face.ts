// What a bot says about itself: name, descriptions, commands, menu button, each by language.
import { LANGUAGES } from './language-codes.ts'
import type { Given } from './parameters.ts'
import { type Answer, badRequest, granted, type Refusal } from './refusal.ts'
import { inLanguage, type Room, type World } from './world.ts'

const COMMANDS_LIMIT = 100
const COMMAND = /^[a-z0-9_]{1,32}$/

type Scope = Given<'getMyCommands'>['scope']

export function setMyCommands(world: World, given: Given<'setMyCommands'>): Answer {
  const fault = languageFault(given.language_code) ?? commandsFault(given.commands)
  if (fault) return fault
  world.bot.commands.set(slot(given.scope, given.language_code), given.commands.map(strip))
  return changed(world)
}

export function getMyCommands(world: World, given: Given<'getMyCommands'>): Answer {
  return languageFault(given.language_code) ?? granted(world.bot.commands.get(slot(given.scope, given.language_code)) ?? [])
}

export function deleteMyCommands(world: World, given: Given<'deleteMyCommands'>): Answer {
  const fault = languageFault(given.language_code)
  if (fault) return fault
  world.bot.commands.delete(slot(given.scope, given.language_code))
  return changed(world)
}

/** The commands a person sees in a chat, by Telegram's order of scopes. */
export function commandsShown(world: World, room: Room, language: string): { command: string; description: string }[] {
  const scopes: Scope[] = [
    { type: 'chat', chat_id: room.chat.id },
    { type: room.chat.type === 'private' ? 'all_private_chats' : 'all_group_chats' },
    { type: 'default' },
  ]
  const slots = scopes.flatMap(scope => [slot(scope, language), slot(scope, '')])
  const found = slots.map(each => world.bot.commands.get(each)).find(each => each !== undefined)
  return found ?? []
}

export function setMyName(world: World, given: Given<'setMyName'>): Answer {
  return setWords(world, world.bot.names, given.name, given.language_code, 64)
}

export function getMyName(world: World, given: Given<'getMyName'>): Answer {
  return (
    languageFault(given.language_code) ??
    granted({ name: inLanguage(world.bot.names, given.language_code ?? '') ?? world.bot.me.first_name })
  )
}

export function setMyDescription(world: World, given: Given<'setMyDescription'>): Answer {
  return setWords(world, world.bot.descriptions, given.description, given.language_code, 512)
}

export function getMyDescription(world: World, given: Given<'getMyDescription'>): Answer {
  return languageFault(given.language_code) ?? granted({ description: inLanguage(world.bot.descriptions, given.language_code ?? '') ?? '' })
}

export function setMyShortDescription(world: World, given: Given<'setMyShortDescription'>): Answer {
  return setWords(world, world.bot.shortDescriptions, given.short_description, given.language_code, 120)
}

export function getMyShortDescription(world: World, given: Given<'getMyShortDescription'>): Answer {
  return (
    languageFault(given.language_code) ??
    granted({ short_description: inLanguage(world.bot.shortDescriptions, given.language_code ?? '') ?? '' })
  )
}

export function setChatMenuButton(world: World, given: Given<'setChatMenuButton'>): Answer {
  world.bot.menuButtons.set(given.chat_id ?? 0, { type: given.menu_button?.type ?? 'default' })
  return changed(world)
}

export function getChatMenuButton(world: World, given: Given<'getChatMenuButton'>): Answer {
  return granted(world.bot.menuButtons.get(given.chat_id ?? 0) ?? world.bot.menuButtons.get(0) ?? { type: 'default' })
}

function setWords(world: World, kept: Map<string, string>, words = '', language = '', limit: number): Answer {
  const fault = languageFault(language)
  if (fault) return fault
  if (words.length > limit) return badRequest(kept === world.bot.names ? 'BOT_NAME_TOO_LONG' : 'description is too long')
  if (words === '') kept.delete(language)
  else kept.set(language, words)
  return changed(world)
}

function commandsFault(commands: Given<'setMyCommands'>['commands']): Refusal | undefined {
  if (commands.length > COMMANDS_LIMIT) return badRequest('BOT_COMMANDS_TOO_MUCH')
  if (!commands.every(each => COMMAND.test(strip(each).command))) return badRequest('BOT_COMMAND_INVALID')
  const described = commands.every(each => each.description.length >= 1 && each.description.length <= 256)
  return described ? undefined : badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
}

function strip({ command, description }: { command: string; description: string }) {
  return { command: command.replace(/^\//, ''), description }
}

function languageFault(code = ''): Refusal | undefined {
  return code === '' || LANGUAGES.has(code) ? undefined : badRequest('invalid language code specified')
}

function slot(scope: Scope, language = ''): string {
  const { type = 'default', chat_id = '', user_id = '' } = scope ?? {}
  return [type, chat_id, user_id, language].join(' ')
}

function changed(world: World): Answer {
  world.tell({ type: 'face' })
  return granted(true)
}
