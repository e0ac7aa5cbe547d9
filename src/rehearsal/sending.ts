// What a bot puts into a chat: texts, photos, documents, forwards, copies.
import type { Message, MessageEntity, MessageOrigin } from 'grammy/types'
import { pictureSize } from './files.ts'
import type { FormattedText } from './html.ts'
import { keyboardFault, shownKeyboard } from './keyboards.ts'
import type { Given } from './parameters.ts'
import type { Upload } from './parts.ts'
import { type Answer, badRequest, forbidden, granted, type Refusal } from './refusal.ts'
import { captionText, messageText } from './wording.ts'
import { keepReplies, type Post, post, postOf, type Room, roomOf, seconds, type World } from './world.ts'

type Sending = Pick<Given<'sendMessage'>, 'chat_id' | 'protect_content' | 'reply_parameters' | 'reply_to_message_id' | 'reply_markup'>
type Captioned = { caption?: string; parse_mode?: string; caption_entities?: MessageEntity[] }

export function sendMessage(world: World, given: Given<'sendMessage'>): Answer {
  const formatted = messageText({ ...given, text: given.text })
  if ('ok' in formatted) return formatted
  const preview = previewOf(formatted, given.link_preview_options)
  const options = given.link_preview_options ? { link_preview_options: given.link_preview_options } : {}
  return put(world, given, { text: formatted.text, ...some('entities', formatted.entities), ...options }, preview)
}

export function sendPhoto(world: World, given: Given<'sendPhoto'>): Answer {
  const caption = captionOf(given)
  if ('ok' in caption) return caption
  const photo = photoSizes(world, given.photo)
  if ('ok' in photo) return photo
  const above = given.show_caption_above_media ? { show_caption_above_media: true as const } : {}
  const spoiler = given.has_spoiler ? { has_media_spoiler: true as const } : {}
  return put(world, given, { photo, ...caption, ...above, ...spoiler })
}

export function sendDocument(world: World, given: Given<'sendDocument'>): Answer {
  const caption = captionOf(given)
  if ('ok' in caption) return caption
  const kept = typeof given.document === 'string' ? world.files.byId(given.document) : world.files.keep(given.document, 'documents')
  if (!kept) return wrongFile(given.document)
  const document = { ...fileFields(kept), file_name: kept.name, mime_type: kept.mime }
  return put(world, given, { document, ...caption })
}

export function forwardMessage(world: World, given: Given<'forwardMessage'>): Answer {
  const found = original(world, given, 'message to forward not found')
  if ('ok' in found) return found
  if (found.isProtected) return badRequest("message can't be forwarded")
  const { reply_markup: _keyboard, reply_to_message: _reply, ...content } = contentOf(found.message)
  return put(world, given, { ...content, forward_origin: originOf(found.message) })
}

export function copyMessage(world: World, given: Given<'copyMessage'>): Answer {
  const found = original(world, given, 'message to copy not found')
  if ('ok' in found) return found
  if (found.isProtected) return badRequest("message can't be copied")
  const { reply_markup: _keyboard, reply_to_message: _reply, forward_origin: _origin, ...content } = contentOf(found.message)
  const caption = given.caption === undefined ? {} : captionOf(given)
  if ('ok' in caption) return caption
  const answer = put(world, given, { ...content, ...caption })
  return answer.ok ? granted({ message_id: (answer.result as Message).message_id }) : answer
}

/** The chat, if the bot may write there; else Telegram's refusal. */
export function openRoom(world: World, chatId: number | string): Room | Refusal {
  const room = roomOf(world, chatId)
  if (!room) return badRequest('chat not found')
  if (room.standing === 'open') return room
  if (room.standing === 'blocked') return forbidden('bot was blocked by the user')
  if (room.standing === 'left') return forbidden('bot was kicked from the group chat')
  return forbidden("bot can't initiate conversation with a user")
}

/** The sizes in which Telegram keeps a photo, smallest first. */
export function photoSizes(world: World, photo: Upload | string) {
  const kept = typeof photo === 'string' ? world.files.byId(photo) : world.files.keep(photo, 'photos')
  if (!kept) return wrongFile(photo)
  const { width, height } = pictureSize(kept.bytes)
  const small = world.files.keep(kept, 'photos')
  const scale = Math.min(90 / Math.max(width, height), 1)
  return [
    { ...fileFields(small), width: Math.max(Math.round(width * scale), 1), height: Math.max(Math.round(height * scale), 1) },
    { ...fileFields(kept), width, height },
  ]
}

export function fileFields(kept: { id: string; uniqueId: string; bytes: Uint8Array }) {
  return { file_id: kept.id, file_unique_id: kept.uniqueId, file_size: kept.bytes.length }
}

/** A message without what belongs to its place: what a forward or a copy takes along. */
export function contentOf(message: Message): Partial<Message> {
  const { message_id: _id, from: _from, chat: _chat, date: _date, edit_date: _edited, has_protected_content: _kept, ...content } = message
  return content
}

export function originOf(message: Message): MessageOrigin {
  if (message.forward_origin) return message.forward_origin
  const { from, date } = message
  return from ? { type: 'user', sender_user: from, date } : { type: 'hidden_user', sender_user_name: 'Deleted Account', date }
}

/** The address Telegram would show a preview of: the first one in the text, unless previews are off. */
export function previewOf(formatted: FormattedText, options: Given<'sendMessage'>['link_preview_options']): string | undefined {
  if (options?.is_disabled) return undefined
  if (options?.url) return options.url
  const link = formatted.entities.find(entity => entity.type === 'url' || entity.type === 'text_link')
  return link?.type === 'text_link' ? link.url : link && formatted.text.slice(link.offset, link.offset + link.length)
}

export function captionOf(given: Captioned): Pick<Message, 'caption' | 'caption_entities'> | Refusal {
  const { caption = '', parse_mode, caption_entities } = given
  const formatted = captionText({
    text: caption,
    ...(parse_mode && { parse_mode }),
    ...(caption_entities && { entities: caption_entities }),
  })
  if ('ok' in formatted) return formatted
  return formatted.text === '' ? {} : { caption: formatted.text, ...some('caption_entities', formatted.entities) }
}

function some<K extends string>(name: K, entities: MessageEntity[]): { [P in K]?: MessageEntity[] } {
  return entities.length > 0 ? ({ [name]: entities } as { [P in K]?: MessageEntity[] }) : {}
}

function put(world: World, given: Sending, content: Partial<Message>, preview?: string): Answer {
  const room = openRoom(world, given.chat_id)
  if ('ok' in room) return room
  const fault = keyboardFault(given.reply_markup)
  if (fault) return fault
  const reply = repliedTo(room, given)
  if ('ok' in reply) return reply
  const message = {
    message_id: world.nextMessageId(),
    from: botUser(world),
    chat: room.chat,
    date: seconds(world),
    ...reply,
    ...content,
    ...(given.protect_content && { has_protected_content: true as const }),
    ...shownKeyboard(given.reply_markup),
  } as Message
  post(world, room, message, 'bot', { isProtected: given.protect_content === true, ...(preview && { preview }) })
  keepReplies(world, room, given.reply_markup)
  return granted(message)
}

/** The bot as it stands under its messages. */
export function botUser(world: World) {
  const { id, is_bot, first_name, username } = world.bot.me
  return { id, is_bot, first_name: world.bot.names.get('') ?? first_name, username }
}

function repliedTo(room: Room, given: Sending): Pick<Message, 'reply_to_message'> | Refusal {
  const id = given.reply_parameters?.message_id ?? given.reply_to_message_id
  if (id === undefined) return {}
  const found = postOf(room, id)
  if (found) {
    const { reply_to_message: _deeper, ...message } = found.message
    return { reply_to_message: message as NonNullable<Message['reply_to_message']> }
  }
  return given.reply_parameters?.allow_sending_without_reply ? {} : badRequest('message to be replied not found')
}

function original(world: World, given: { from_chat_id: number | string; message_id: number }, missing: string): Post | Refusal {
  const room = roomOf(world, given.from_chat_id)
  if (!room) return badRequest('chat not found')
  return postOf(room, given.message_id) ?? badRequest(missing)
}

function wrongFile(given: Upload | string): Refusal {
  const isAddress = typeof given === 'string' && /^https?:/.test(given)
  return badRequest(
    isAddress ? 'failed to get HTTP URL content (the rehearsal fetches nothing)' : 'wrong file identifier/HTTP URL specified',
  )
}
