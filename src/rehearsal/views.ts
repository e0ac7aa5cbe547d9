// A chat as a person sees it: messages with their buttons, what was deleted, what the phone shows around them.
import type { Message, MessageOrigin, User } from 'grammy/types'
import { commandsShown } from './face.ts'
import { buttonViews } from './keyboards.ts'
import type { ChatHead, ChatView, FileView, MessageView } from './wire.ts'
import { inLanguage, type Post, type Room, type World } from './world.ts'

/** A message as it stands now. */
export function messageView(world: World, post: Post): MessageView {
  const { message } = post
  return {
    id: message.message_id,
    isFromBot: message.from?.id === world.bot.me.id,
    author: nameOf(message.from),
    date: message.date,
    text: message.text ?? message.caption ?? serviceText(message),
    entities: message.entities ?? message.caption_entities ?? [],
    keyboard: buttonViews(message.reply_markup),
    isEdited: message.edit_date !== undefined,
    isProtected: post.isProtected,
    ...(post.goneBy && { goneBy: post.goneBy }),
    ...(post.preview && { preview: post.preview }),
    ...attached(world, message),
  }
}

/** A private chat's frame in the language of its person. */
export function chatHead(world: World, room: Room): ChatHead {
  const user = world.users.get(room.chat.id)
  const language = user?.language_code ?? ''
  return {
    chat: room.chat.id,
    person: user?.first_name ?? '',
    language,
    bot: inLanguage(world.bot.names, language) ?? world.bot.me.first_name,
    isStarted: room.standing !== 'never started',
    isBlocked: room.standing === 'blocked',
    isTyping: room.typingUntil > world.now(),
    description: inLanguage(world.bot.descriptions, language) ?? '',
    commands: commandsShown(world, room, language),
    replies: room.replies,
  }
}

export function chatView(world: World, room: Room): ChatView {
  return { ...chatHead(world, room), messages: room.posts.map(post => messageView(world, post)) }
}

/** The file of a message, if it has one. */
export function fileView(world: World, message: Message): FileView | undefined {
  const photo = message.photo?.at(-1)
  if (photo) return view(world, 'photo', photo)
  for (const kind of ['document', 'voice', 'video', 'audio', 'sticker'] as const) {
    const file = message[kind]
    if (file) return view(world, kind, file)
  }
  return undefined
}

function view(world: World, kind: FileView['kind'], file: { file_id: string; width?: number; height?: number }): FileView {
  const kept = world.files.byId(file.file_id)
  const size = file.width && file.height ? { width: file.width, height: file.height } : {}
  return { id: file.file_id, kind, name: kept?.name ?? '', mime: kept?.mime ?? '', size: kept?.bytes.length ?? 0, ...size }
}

function attached(world: World, message: Message): Partial<MessageView> {
  const { reply_to_message: reply, forward_origin: origin, location, contact, media_group_id: album } = message
  const file = fileView(world, message)
  return {
    ...(reply && { replyTo: quoteOf(world, message.chat.id, reply.message_id) }),
    ...(origin && { forwardedFrom: originName(origin) }),
    ...(file && { file }),
    ...(location && { place: { latitude: location.latitude, longitude: location.longitude } }),
    ...(contact && { contact: { name: contact.first_name, phone: contact.phone_number } }),
    ...(album && { album }),
  }
}

// The words of what was answered as they stand now: of a deleted message none are left here either.
function quoteOf(world: World, chat: number, id: number): NonNullable<MessageView['replyTo']> {
  const found = world.rooms.get(chat)?.posts.find(post => post.message.message_id === id)
  return {
    id,
    author: nameOf(found?.message.from),
    text: found?.message.text ?? found?.message.caption ?? '',
    isGone: found?.goneBy !== undefined,
  }
}

function serviceText(message: Message): string {
  const joined = message.new_chat_members?.map(nameOf).join(', ')
  return joined ? `${nameOf(message.from)} added ${joined}` : ''
}

function originName(origin: MessageOrigin): string {
  if (origin.type === 'user') return nameOf(origin.sender_user)
  if (origin.type === 'hidden_user') return origin.sender_user_name
  return (origin.type === 'chat' ? origin.sender_chat.title : origin.chat.title) ?? ''
}

function nameOf(user: User | undefined): string {
  return user ? [user.first_name, user.last_name].filter(Boolean).join(' ') : ''
}
