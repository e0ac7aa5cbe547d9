// What a bot changes or takes away: texts, captions, buttons, whole messages.
import { isDeepStrictEqual } from 'node:util'
import type { Message } from 'grammy/types'
import { keyboardFault, shownKeyboard } from './keyboards.ts'
import type { Given } from './parameters.ts'
import type { AnyKeyboard } from './parts.ts'
import { type Answer, badRequest, granted, type Refusal } from './refusal.ts'
import { captionOf, openRoom, previewOf } from './sending.ts'
import { messageText } from './wording.ts'
import { type Post, postOf, type Room, remove, roomOf, seconds, type World } from './world.ts'

const TWO_DAYS = 48 * 60 * 60
const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'

interface Place {
  room: Room
  post: Post
}

export function editMessageText(world: World, given: Given<'editMessageText'>): Answer {
  const place = editable(world, given)
  if ('ok' in place) return place
  if (place.post.message.text === undefined) return badRequest('there is no text in the message to edit')
  const formatted = messageText({ ...given, text: given.text ?? '' })
  if ('ok' in formatted) return formatted
  const { entities: _old, link_preview_options: _options, ...rest } = place.post.message
  const changed = { ...rest, text: formatted.text, ...(formatted.entities.length > 0 && { entities: formatted.entities }) }
  const options = given.link_preview_options ? { link_preview_options: given.link_preview_options } : {}
  return change(world, place, { ...changed, ...options } as Message, given.reply_markup, previewOf(formatted, given.link_preview_options))
}

export function editMessageCaption(world: World, given: Given<'editMessageCaption'>): Answer {
  const place = editable(world, given)
  if ('ok' in place) return place
  if (place.post.message.text !== undefined) return badRequest('there is no caption in the message to edit')
  const caption = captionOf(given)
  if ('ok' in caption) return caption
  const { caption: _old, caption_entities: _entities, ...rest } = place.post.message
  return change(world, place, { ...rest, ...caption } as Message, given.reply_markup)
}

export function editMessageReplyMarkup(world: World, given: Given<'editMessageReplyMarkup'>): Answer {
  const place = editable(world, given)
  return 'ok' in place ? place : change(world, place, place.post.message, given.reply_markup, place.post.preview)
}

export function deleteMessage(world: World, given: Given<'deleteMessage'>): Answer {
  const room = roomOf(world, given.chat_id)
  if (!room) return badRequest('chat not found')
  const found = postOf(room, given.message_id)
  if (!found) return badRequest('message to delete not found')
  if (!mayDelete(world, room, found)) return badRequest("message can't be deleted for everyone")
  remove(world, room, found, 'bot')
  return granted(true)
}

export function deleteMessages(world: World, given: Given<'deleteMessages'>): Answer {
  if (given.message_ids.length === 0) return badRequest('message identifiers are not specified')
  if (given.message_ids.length > 100) return badRequest('too many message identifiers specified')
  const room = roomOf(world, given.chat_id)
  if (!room) return badRequest('chat not found')
  // What is not there is skipped; one that is too old stops them all, as in Telegram.
  const found = given.message_ids.map(id => postOf(room, id)).filter(each => each !== undefined)
  if (!found.every(each => mayDelete(world, room, each))) return badRequest("message can't be deleted for everyone")
  for (const each of new Set(found)) remove(world, room, each, 'bot')
  return granted(true)
}

function mayDelete(world: World, room: Room, found: Post): boolean {
  const isYoung = seconds(world) - found.message.date < TWO_DAYS
  return isYoung && (room.chat.type === 'private' || found.message.from?.id === world.bot.me.id)
}

function editable(world: World, given: { chat_id?: number | string; message_id?: number }): Place | Refusal {
  if (given.chat_id === undefined) return badRequest('chat_id is empty')
  if (given.message_id === undefined) return badRequest('message identifier is not specified')
  const room = openRoom(world, given.chat_id)
  if ('ok' in room) return room
  const found = postOf(room, given.message_id)
  if (!found) return badRequest('message to edit not found')
  return found.message.from?.id === world.bot.me.id ? { room, post: found } : badRequest("message can't be edited")
}

function change(world: World, { room, post }: Place, changed: Message, keyboard: AnyKeyboard | undefined, preview?: string): Answer {
  const fault = keyboardFault(keyboard)
  if (fault) return fault
  const { reply_markup: _old, edit_date: _date, ...content } = changed
  // An edit without buttons takes the buttons away.
  const next = { ...content, ...shownKeyboard(keyboard) }
  const { edit_date: _edited, ...current } = post.message
  if (isDeepStrictEqual(next, current)) return badRequest(NOT_MODIFIED)
  post.message = { ...next, edit_date: seconds(world) } as Message
  post.touched += 1
  if (preview) post.preview = preview
  else delete post.preview
  world.tell({ type: 'edited', room, post, by: 'bot' })
  return granted(post.message)
}
