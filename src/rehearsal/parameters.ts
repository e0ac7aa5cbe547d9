// Every method's official parameters, and the words in which Telegram refuses a call that does not keep to them.
import { z } from 'zod'
import type { Method, None, Shapes, Unofficial, WronglyOptional } from './official.ts'
import * as part from './parts.ts'
import { badRequest, type Refusal } from './refusal.ts'

const { chatId, entities, flag, inlineKeyboard, notPlayed, parseMode, text, whole } = part
const maybe = { text: text.exactOptional(), flag: flag.exactOptional(), whole: whole.exactOptional(), chatId: chatId.exactOptional() }

const sending = {
  business_connection_id: notPlayed,
  chat_id: chatId,
  message_thread_id: notPlayed,
  direct_messages_topic_id: notPlayed,
  ephemeral_message_parameters: notPlayed,
  disable_notification: maybe.flag,
  protect_content: maybe.flag,
  allow_paid_broadcast: notPlayed,
  suggested_post_parameters: notPlayed,
  message_effect_id: notPlayed,
  reply_parameters: part.replyTo.exactOptional(),
  reply_markup: part.anyKeyboard.exactOptional(),
  reply_to_message_id: maybe.whole,
}
const caption = { caption: maybe.text, parse_mode: parseMode.exactOptional(), caption_entities: entities.exactOptional() }
const aboutMessage = { chat_id: maybe.chatId, message_id: maybe.whole, business_connection_id: notPlayed, inline_message_id: notPlayed }
const commandsOf = { scope: part.scope.exactOptional(), language_code: maybe.text }
const wanted = z.array(z.string()).exactOptional()
const { ephemeral_message_parameters: _ephemeral, business_connection_id: _business, ...copying } = sending

const SHAPES = {
  getMe: {},
  getUpdates: { offset: maybe.whole, limit: maybe.whole, timeout: maybe.whole, allowed_updates: wanted },
  setWebhook: {
    url: text,
    certificate: notPlayed,
    ip_address: maybe.text,
    max_connections: whole.min(1).max(100).exactOptional(),
    allowed_updates: wanted,
    drop_pending_updates: maybe.flag,
    secret_token: text.regex(/^[A-Za-z0-9_-]{1,256}$/).exactOptional(),
  },
  deleteWebhook: { drop_pending_updates: maybe.flag },
  getWebhookInfo: {},
  sendMessage: {
    ...sending,
    text,
    parse_mode: parseMode.exactOptional(),
    entities: entities.exactOptional(),
    link_preview_options: part.linkPreview.exactOptional(),
  },
  sendPhoto: { ...sending, ...caption, photo: part.fileOrId, show_caption_above_media: maybe.flag, has_spoiler: maybe.flag },
  sendDocument: {
    ...sending,
    ...caption,
    document: part.fileOrId,
    thumbnail: part.upload.exactOptional(),
    disable_content_type_detection: maybe.flag,
  },
  editMessageText: {
    ...aboutMessage,
    text: maybe.text,
    parse_mode: parseMode.exactOptional(),
    entities: entities.exactOptional(),
    link_preview_options: part.linkPreview.exactOptional(),
    rich_message: notPlayed,
    reply_markup: inlineKeyboard.exactOptional(),
  },
  editMessageCaption: { ...aboutMessage, ...caption, show_caption_above_media: maybe.flag, reply_markup: inlineKeyboard.exactOptional() },
  editMessageReplyMarkup: { ...aboutMessage, reply_markup: inlineKeyboard.exactOptional() },
  deleteMessage: { chat_id: chatId, message_id: whole },
  deleteMessages: { chat_id: chatId, message_ids: z.array(whole) },
  answerCallbackQuery: { callback_query_id: text, text: maybe.text, show_alert: maybe.flag, url: maybe.text, cache_time: maybe.whole },
  sendChatAction: { business_connection_id: notPlayed, chat_id: chatId, message_thread_id: notPlayed, action: part.chatAction },
  setMyCommands: { commands: z.array(part.command), ...commandsOf },
  getMyCommands: commandsOf,
  deleteMyCommands: commandsOf,
  setMyName: { name: maybe.text, language_code: maybe.text },
  getMyName: { language_code: maybe.text },
  setMyDescription: { description: maybe.text, language_code: maybe.text },
  getMyDescription: { language_code: maybe.text },
  setMyShortDescription: { short_description: maybe.text, language_code: maybe.text },
  getMyShortDescription: { language_code: maybe.text },
  setChatMenuButton: { chat_id: maybe.whole, menu_button: part.menuButton.exactOptional() },
  getChatMenuButton: { chat_id: maybe.whole },
  getFile: { file_id: text },
  getChat: { chat_id: chatId },
  leaveChat: { chat_id: chatId },
  forwardMessage: {
    chat_id: chatId,
    message_thread_id: notPlayed,
    direct_messages_topic_id: notPlayed,
    from_chat_id: chatId,
    video_start_timestamp: notPlayed,
    message_effect_id: notPlayed,
    suggested_post_parameters: notPlayed,
    disable_notification: maybe.flag,
    protect_content: maybe.flag,
    message_id: whole,
  },
  copyMessage: {
    ...copying,
    ...caption,
    from_chat_id: chatId,
    message_id: whole,
    video_start_timestamp: notPlayed,
    show_caption_above_media: maybe.flag,
  },
  logOut: {},
  close: {},
} satisfies Shapes

export type NothingUnofficial = None<Unofficial<typeof SHAPES>>
export type NothingWronglyOptional = None<WronglyOptional<typeof SHAPES>>

/** The checked parameters of a method. */
export type Given<M extends Method> = z.infer<z.ZodObject<(typeof SHAPES)[M], z.core.$strict>>

/** Checks a call's parameters. In a form every value is text, so there what is not text is read as JSON. */
export function checkParameters<M extends Method>(method: M, given: Record<string, unknown>, form: 'json' | 'form'): Given<M> | Refusal {
  const shape: Record<string, z.ZodType> = SHAPES[method]
  const values = form === 'form' ? readForm(shape, given) : given
  const checked = z.strictObject(shape).safeParse(withoutNulls(values))
  return checked.success ? (checked.data as Given<M>) : badRequest(wordsFor(checked.error, values))
}

function readForm(shape: Record<string, z.ZodType>, given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, readField(shape[name], value)]))
}

function readField(field: z.ZodType | undefined, value: unknown): unknown {
  if (typeof value !== 'string' || field === undefined || field.safeParse(value).success) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

// grammY leaves out what is null; others send it, and Telegram takes it as not given.
function withoutNulls(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}

function wordsFor(error: z.ZodError, given: Record<string, unknown>): string {
  const [issue] = error.issues
  const name = issue?.path.map(String).join('.') ?? ''
  if (issue?.code === 'unrecognized_keys') return `unknown parameter "${[...issue.path, ...issue.keys].map(String).join('.')}"`
  if (name === 'text' && given.text === undefined) return 'message text is empty'
  if (name === 'chat_id' && given.chat_id === undefined) return 'chat_id is empty'
  return `parameter "${name}" ${issue?.message ?? 'is wrong'}`
}
