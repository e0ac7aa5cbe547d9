// What a person does in a chat: says, sends, edits, deletes, taps. Each act may become an update for the bot.
import { randomBytes } from 'node:crypto'
import type { CallbackQuery, Chat, Message, Update, User } from 'grammy/types'
import { pictureSize } from './files.ts'
import type { Upload } from './parts.ts'
import { contentOf, fileFields, originOf, photoSizes } from './sending.ts'
import { withSpotted } from './spotted.ts'
import { TEXT_LIMIT } from './wording.ts'
import { type Post, post, postOf, type Room, remove, seconds, type World } from './world.ts'

/** What came of an act: the message it made and the update it sent, where it did. */
export interface Done {
  message?: Message
  update?: number | undefined
}

/** Who acts, and where. */
export interface Actor {
  world: World
  room: Room
  user: User
}

export type FileKind = 'photo' | 'document' | 'voice' | 'video' | 'audio' | 'sticker'

/** What a person may put into a message beside text. */
export type Sent =
  | { kind: FileKind; file: Upload }
  | { kind: 'location'; latitude: number; longitude: number }
  | { kind: 'contact'; name: string; phone: string }

export interface Around {
  replyTo?: number
  /** Whose words these are: they come as a forward. */
  forwardedFrom?: string
  caption?: string
  album?: string
}

/** Says a text; one that is too long goes as several messages, as the apps do it. */
export function say(actor: Actor, text: string, around: Around = {}): Done[] {
  const parts = text.match(new RegExp(`[\\s\\S]{1,${TEXT_LIMIT}}`, 'g')) ?? []
  return parts.map(part => speak(actor, { text: part, ...some('entities', withSpotted(part, [])) }, around))
}

/** Sends a file, a place or a contact. */
export function send(actor: Actor, sent: Sent, around: Around = {}): Done {
  const caption = around.caption ? { caption: around.caption, ...some('caption_entities', withSpotted(around.caption, [])) } : {}
  return speak(actor, { ...contentFor(actor.world, sent), ...caption, ...(around.album && { media_group_id: around.album }) }, around)
}

/** Forwards a message that stands in this chat back into it. */
export function forward(actor: Actor, messageId: number): Done {
  const found = postOf(actor.room, messageId)
  if (!found) return {}
  const { reply_markup: _keyboard, reply_to_message: _reply, ...content } = contentOf(found.message)
  return speak(actor, { ...content, forward_origin: originOf(found.message) }, {})
}

/** Changes an own message; yields nothing where there is no such message. */
export function edit(actor: Actor, messageId: number, text: string): Done | undefined {
  const found = ownPost(actor, messageId)
  if (!found) return undefined
  const isText = found.message.text !== undefined
  const words = isText ? { text, entities: withSpotted(text, []) } : { caption: text, caption_entities: withSpotted(text, []) }
  found.message = { ...found.message, ...words, edit_date: seconds(actor.world) } as Message
  found.touched += 1
  actor.world.tell({ type: 'edited', room: actor.room, post: found, by: 'person' })
  const update = actor.world.send({ edited_message: found.message as NonNullable<Update['edited_message']> })
  return { message: found.message, update }
}

/** Deletes a message for both sides. The bot is not told: Telegram has no update for it. */
export function erase(actor: Actor, messageId: number): boolean {
  const found = postOf(actor.room, messageId)
  if (found) remove(actor.world, actor.room, found, 'person')
  return found !== undefined
}

/** Taps a callback button. */
export function tap(actor: Actor, tapped: Post, data: string): { query: string; update: number | undefined } {
  const { world, room, user } = actor
  const query: CallbackQuery = {
    id: String(randomBytes(8).readBigUInt64BE() >> 1n),
    from: user,
    message: tapped.message,
    chat_instance: String(room.chat.id * 7919),
    data,
  }
  world.asked.set(query.id, { query, room, at: world.now(), isAnswered: false })
  return { query: query.id, update: world.send({ callback_query: query }) }
}

function speak(actor: Actor, content: Partial<Message>, around: Around): Done {
  const { world, room, user } = actor
  const date = seconds(world)
  const reply = around.replyTo === undefined ? undefined : postOf(room, around.replyTo)
  const message = {
    message_id: world.nextMessageId(),
    from: user,
    chat: room.chat,
    date,
    ...(around.forwardedFrom && { forward_origin: { type: 'hidden_user', sender_user_name: around.forwardedFrom, date } }),
    ...(reply && { reply_to_message: withoutReply(reply.message) }),
    ...content,
  } as Message
  if (room.chat.type === 'private') room.standing = 'open'
  post(world, room, message, 'person')
  world.tell({ type: 'head', room })
  if (!botSees(world, room, message)) return { message }
  return { message, update: world.send({ message: message as Message & { from: User; chat: Chat.PrivateChat } }) }
}

// In groups a bot in privacy mode sees commands, replies to itself and its own name; and nothing where it is not.
function botSees(world: World, room: Room, message: Message): boolean {
  if (room.chat.type === 'private') return true
  if (room.standing !== 'open') return false
  const isReply = message.reply_to_message?.from?.id === world.bot.me.id
  return isReply || message.text?.startsWith('/') === true || message.text?.includes(`@${world.bot.me.username}`) === true
}

function contentFor(world: World, sent: Sent): Partial<Message> {
  if (sent.kind === 'location') return { location: { latitude: sent.latitude, longitude: sent.longitude } }
  if (sent.kind === 'contact') return { contact: { phone_number: sent.phone, first_name: sent.name } }
  if (sent.kind === 'photo') {
    const sizes = photoSizes(world, sent.file)
    return 'ok' in sizes ? {} : { photo: sizes }
  }
  const kept = world.files.keep(sent.file, `${sent.kind}s`)
  const file = { ...fileFields(kept), file_name: kept.name, mime_type: kept.mime }
  if (sent.kind === 'document') return { document: file }
  if (sent.kind === 'voice') return { voice: { ...fileFields(kept), mime_type: kept.mime, duration: 3 } }
  if (sent.kind === 'audio') return { audio: { ...file, duration: 3 } }
  if (sent.kind === 'video') return { video: { ...file, duration: 3, ...pictureSize(kept.bytes) } }
  return { sticker: { ...fileFields(kept), type: 'regular', width: 512, height: 512, is_animated: false, is_video: false } }
}

function ownPost({ room, user }: Actor, messageId: number): Post | undefined {
  const found = postOf(room, messageId)
  return found?.message.from?.id === user.id ? found : undefined
}

function withoutReply(message: Message): Message {
  const { reply_to_message: _deeper, ...rest } = message
  return rest as Message
}

function some<K extends string, E>(name: K, entities: E[]): { [P in K]?: E[] } {
  return entities.length > 0 ? ({ [name]: entities } as { [P in K]?: E[] }) : {}
}
