// The smaller things a bot does in a chat: answer a tap, show that it types, look, leave, fetch a file.
import { GET_FILE_LIMIT } from './files.ts'
import type { Given } from './parameters.ts'
import { type Answer, badRequest, granted } from './refusal.ts'
import { fileFields, openRoom } from './sending.ts'
import { roomOf, seconds, type World } from './world.ts'

const ANSWER_LIMIT = 200
const TYPING_MS = 5000
// Telegram keeps a tap open for a few minutes at most; bots are told to answer at once.
const TAP_MS = 15 * 60 * 1000

export function answerCallbackQuery(world: World, given: Given<'answerCallbackQuery'>): Answer {
  const { text = '', callback_query_id: id } = given
  if (text.length > ANSWER_LIMIT) return badRequest('MESSAGE_TOO_LONG')
  const asked = world.asked.get(id)
  if (!asked || asked.isAnswered || world.now() - asked.at > TAP_MS) {
    return badRequest('query is too old and response timeout expired or query ID is invalid')
  }
  asked.isAnswered = true
  world.tell({ type: 'toast', room: asked.room, user: asked.query.from, text, isAlert: given.show_alert === true, query: id })
  return granted(true)
}

export function sendChatAction(world: World, given: Given<'sendChatAction'>): Answer {
  const room = openRoom(world, given.chat_id)
  if ('ok' in room) return room
  room.typingUntil = world.now() + TYPING_MS
  world.tell({ type: 'head', room })
  return granted(true)
}

export function getChat(world: World, given: Given<'getChat'>): Answer {
  const room = roomOf(world, given.chat_id)
  return room ? granted({ ...room.chat, accent_color_id: 0, max_reaction_count: 11 }) : badRequest('chat not found')
}

export function leaveChat(world: World, given: Given<'leaveChat'>): Answer {
  const room = openRoom(world, given.chat_id)
  if ('ok' in room) return room
  if (room.chat.type === 'private') return badRequest("chat member status can't be changed in private chats")
  room.standing = 'left'
  const { me } = world.bot
  world.tell({ type: 'head', room })
  world.send({
    my_chat_member: {
      chat: room.chat,
      from: me,
      date: seconds(world),
      old_chat_member: { status: 'member', user: me },
      new_chat_member: { status: 'left', user: me },
    },
  })
  return granted(true)
}

export function getFile(world: World, given: Given<'getFile'>): Answer {
  const kept = world.files.byId(given.file_id)
  if (!kept) return badRequest('invalid file_id')
  return kept.bytes.length > GET_FILE_LIMIT ? badRequest('file is too big') : granted({ ...fileFields(kept), file_path: kept.path })
}
