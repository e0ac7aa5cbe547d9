// What exists in this Telegram: one bot, people, their chats, the messages in them, and who is told what happens.
import { randomInt } from 'node:crypto'
import type { CallbackQuery, Chat, Message, Update, User, UserFromGetMe } from 'grammy/types'
import { type FileShelf, openFileShelf } from './files.ts'
import type { AnyKeyboard } from './parts.ts'
import { openUpdates, type Updates } from './updates.ts'

/** A message as it stands in a chat. Of a deleted one only its place is left. */
export interface Post {
  message: Message
  goneBy?: 'bot' | 'person'
  isProtected: boolean
  /** How often the bot touched it: a reader of the chat can tell an edit from what they saw. */
  touched: number
  preview?: string
}

/** A chat, with all that was said in it. */
export interface Room {
  readonly chat: Chat.PrivateChat | Chat.GroupChat
  readonly posts: Post[]
  /** Whether the bot may write here, and if not, why. */
  standing: 'never started' | 'open' | 'blocked' | 'left'
  typingUntil: number
  replies: string[][]
}

export interface Asked {
  query: CallbackQuery
  room: Room
  at: number
  isAnswered: boolean
}

/** The bot's face: what it set about itself, by language code ('' for all others). */
export interface BotFace {
  me: UserFromGetMe
  names: Map<string, string>
  descriptions: Map<string, string>
  shortDescriptions: Map<string, string>
  commands: Map<string, { command: string; description: string }[]>
  menuButtons: Map<number, { type: string }>
}

export type Happening =
  | { type: 'posted' | 'edited' | 'deleted'; room: Room; post: Post; by: 'bot' | 'person' }
  | { type: 'head'; room: Room }
  | { type: 'face' }
  | { type: 'toast'; room: Room; user: User; text: string; isAlert: boolean; query: string }
  | { type: 'settled' }

export interface World {
  readonly now: () => number
  readonly bot: BotFace
  readonly users: Map<number, User>
  readonly rooms: Map<number, Room>
  readonly files: FileShelf
  readonly updates: Updates
  readonly asked: Map<string, Asked>
  nextMessageId(): number
  tell(happening: Happening): void
  /** Hears everything that happens until the returned function is called. */
  watch(listener: (happening: Happening) => void): () => void
  /** Puts an update into the bot's queue; yields its number, or nothing where the bot does not want its kind. */
  send(update: Omit<Update, 'update_id'>): number | undefined
}

/** An empty Telegram with one bot in it. */
export function createWorld(options: { now: () => number; bot: UserFromGetMe }): World {
  const listeners = new Set<(happening: Happening) => void>()
  const tell = (happening: Happening) => {
    for (const listener of [...listeners]) listener(happening)
  }
  const updates = openUpdates({ now: options.now, settled: () => tell({ type: 'settled' }) })
  let messages = 0
  return {
    now: options.now,
    bot: createFace(options.bot),
    users: new Map(),
    rooms: new Map(),
    files: openFileShelf(),
    updates,
    asked: new Map(),
    // One counter over all private chats, as a Telegram account has it.
    nextMessageId: () => ++messages,
    tell,
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send: update => updates.add(update),
  }
}

/** The chat's clock, in whole seconds. */
export function seconds(world: World): number {
  return Math.floor(world.now() / 1000)
}

/** A number as Telegram gives them today: too long for 32 bits, of course. */
export function newId(): number {
  return 5_000_000_000 + randomInt(3_000_000_000)
}

/** The chat with this id, given as Telegram takes it: a number, or its digits. */
export function roomOf(world: World, id: number | string): Room | undefined {
  return world.rooms.get(Number(id))
}

export function postOf(room: Room, messageId: number): Post | undefined {
  const post = room.posts.find(each => each.message.message_id === messageId)
  return post?.goneBy ? undefined : post
}

/** What is set for the language, or for all languages. */
export function inLanguage<T>(kept: Map<string, T>, language: string): T | undefined {
  return kept.get(language) ?? kept.get('')
}

/** Adds a message to its chat and tells of it. */
export function post(
  world: World,
  room: Room,
  message: Message,
  by: 'bot' | 'person',
  extra: { isProtected?: boolean; preview?: string } = {},
): Post {
  const added: Post = { message, isProtected: extra.isProtected ?? false, touched: 0, ...(extra.preview && { preview: extra.preview }) }
  room.posts.push(added)
  if (by === 'bot') room.typingUntil = 0
  world.tell({ type: 'posted', room, post: added, by })
  return added
}

/** Takes a message out of its chat: the words go, the place stays. */
export function remove(world: World, room: Room, gone: Post, by: 'bot' | 'person'): void {
  const { message_id, date, chat, from } = gone.message
  gone.message = { message_id, date, chat, ...(from && { from }) } as Message
  gone.goneBy = by
  world.tell({ type: 'deleted', room, post: gone, by })
}

/** Takes in a keyboard that stands in place of the phone's own. */
export function keepReplies(world: World, room: Room, keyboard: AnyKeyboard | undefined): void {
  if (keyboard === undefined || 'inline_keyboard' in keyboard || 'force_reply' in keyboard) return
  room.replies = 'keyboard' in keyboard ? keyboard.keyboard.map(row => row.map(key => (typeof key === 'string' ? key : key.text))) : []
  world.tell({ type: 'head', room })
}

function createFace(me: UserFromGetMe): BotFace {
  return { me, names: new Map(), descriptions: new Map(), shortDescriptions: new Map(), commands: new Map(), menuButtons: new Map() }
}
