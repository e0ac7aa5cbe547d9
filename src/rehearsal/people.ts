// The people of this Telegram: who they are, and how they stand to the bot.
import type { Chat, ChatMemberUpdated, Message, User } from 'grammy/types'
import { newId, post, type Room, seconds, type World } from './world.ts'

/** Who somebody is. `language` is that of their app, as Telegram tells it to the bot. */
export interface Someone {
  name: string
  language?: string
  lastName?: string
  username?: string
}

/** Lets a person into this Telegram, with a chat with the bot that is still empty. */
export function arrive(world: World, someone: Someone): Room {
  const user: User = {
    id: newId(),
    is_bot: false,
    first_name: someone.name,
    ...(someone.lastName && { last_name: someone.lastName }),
    ...(someone.username && { username: someone.username }),
    ...(someone.language && { language_code: someone.language }),
  }
  const { is_bot: _bot, language_code: _language, ...names } = user
  world.users.set(user.id, user)
  const room = openRoomFor(world, { ...names, type: 'private' }, 'never started')
  world.tell({ type: 'head', room })
  return room
}

/** Opens a group that does not have the bot yet. */
export function found(world: World, title: string): Room {
  return openRoomFor(world, { id: -newId(), type: 'group', title }, 'left')
}

/** A person adds the bot to a group: the bot hears of its new standing, and sees the service message. */
export function addBot(world: World, room: Room, user: User): void {
  if (room.standing === 'open') return
  room.standing = 'open'
  const { me } = world.bot
  world.send({ my_chat_member: standing(world, room, user, 'left', 'member') })
  const bot = { id: me.id, is_bot: true, first_name: me.first_name, username: me.username }
  const message = {
    message_id: world.nextMessageId(),
    from: user,
    chat: room.chat,
    date: seconds(world),
    new_chat_members: [bot],
  } as Message
  post(world, room, message, 'person')
  world.send({ message: message as Message & { from: User; chat: Chat.GroupChat } })
}

export function block(world: World, room: Room, user: User): number | undefined {
  if (room.standing === 'blocked') return undefined
  room.standing = 'blocked'
  world.tell({ type: 'head', room })
  return world.send({ my_chat_member: standing(world, room, user, 'member', 'kicked') })
}

export function unblock(world: World, room: Room, user: User): number | undefined {
  if (room.standing !== 'blocked') return undefined
  room.standing = 'open'
  world.tell({ type: 'head', room })
  return world.send({ my_chat_member: standing(world, room, user, 'kicked', 'member') })
}

type Standing = 'member' | 'left' | 'kicked'

function standing(world: World, room: Room, user: User, before: Standing, after: Standing): ChatMemberUpdated {
  const member = (status: Standing) =>
    status === 'kicked' ? { status, user: world.bot.me, until_date: 0 } : { status, user: world.bot.me }
  return { chat: room.chat, from: user, date: seconds(world), old_chat_member: member(before), new_chat_member: member(after) }
}

function openRoomFor(world: World, chat: Room['chat'], stands: Room['standing']): Room {
  const room: Room = { chat, posts: [], standing: stands, typingUntil: 0, replies: [] }
  world.rooms.set(chat.id, room)
  return room
}
