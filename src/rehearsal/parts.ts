// The pieces that parameters are made of: keyboards, entities, reply and preview options, scopes of commands.
import type {
  BotCommand,
  BotCommandScope,
  ForceReply,
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  KeyboardButton,
  LinkPreviewOptions,
  MenuButton,
  MessageEntity,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
  ReplyParameters,
} from 'grammy/types'
import { z } from 'zod'
import type { Difference, None } from './official.ts'

// zod would try `eval` once at first use; a Telegram has no business doing that.
z.config({ jitless: true })

/** What came as a file in a multipart call. */
export interface Upload {
  name: string
  mime: string
  bytes: Uint8Array
}

export const text = z.string()
export const flag = z.boolean()
export const whole = z.int()
export const chatId = z.union([whole, z.string()])
export const upload = z.custom<Upload>(value => typeof value === 'object' && value !== null && 'bytes' in value, 'a file was expected')
export const fileOrId = z.union([upload, z.string()])
export const parseMode = z.string()

/** An official parameter of something the rehearsal does not play (business accounts, topics, paid things). */
export const notPlayed = z.undefined({ error: 'is not played in the rehearsal' }).optional()

export const entity = z.strictObject({
  type: z.string(),
  offset: whole,
  length: whole,
  url: text.exactOptional(),
  user: z.looseObject({ id: whole }).exactOptional(),
  language: text.exactOptional(),
  custom_emoji_id: text.exactOptional(),
  unix_time: whole.exactOptional(),
  date_time_format: text.exactOptional(),
})
export type EntityIsOfficial = None<Difference<z.infer<typeof entity>, MessageEntity>>
// The union of entities is open in practice (Telegram ignores kinds it does not know), so names are checked and kinds are not.
export const entities = z.array(entity) as unknown as z.ZodType<MessageEntity[]>

const style = z.enum(['danger', 'success', 'primary'])

const inlineButton = z.strictObject({
  text,
  icon_custom_emoji_id: text.exactOptional(),
  style: style.exactOptional(),
  url: text.exactOptional(),
  callback_data: text.exactOptional(),
  copy_text: z.strictObject({ text: text.min(1).max(256) }).exactOptional(),
  disabled: z.strictObject({}).exactOptional(),
  web_app: notPlayed,
  login_url: notPlayed,
  switch_inline_query: notPlayed,
  switch_inline_query_current_chat: notPlayed,
  switch_inline_query_chosen_chat: notPlayed,
  callback_game: notPlayed,
  pay: notPlayed,
})
export type InlineButton = z.infer<typeof inlineButton>
export type InlineButtonIsOfficial = None<Difference<InlineButton, InlineKeyboardButton>>

export const inlineKeyboard = z.strictObject({ inline_keyboard: z.array(z.array(inlineButton)), force_reply: notPlayed })
export type InlineKeyboardIsOfficial = None<Difference<z.infer<typeof inlineKeyboard>, InlineKeyboardMarkup>>

const replyButton = z.strictObject({
  text,
  icon_custom_emoji_id: text.exactOptional(),
  style: style.exactOptional(),
  request_users: notPlayed,
  request_chat: notPlayed,
  request_contact: flag.exactOptional(),
  request_location: flag.exactOptional(),
  request_poll: notPlayed,
  request_managed_bot: notPlayed,
  web_app: notPlayed,
})
export type ReplyButtonIsOfficial = None<Difference<z.infer<typeof replyButton>, Exclude<KeyboardButton, string>>>

const replyKeyboard = z.strictObject({
  keyboard: z.array(z.array(z.union([z.string(), replyButton]))),
  is_persistent: flag.exactOptional(),
  resize_keyboard: flag.exactOptional(),
  one_time_keyboard: flag.exactOptional(),
  input_field_placeholder: text.min(1).max(64).exactOptional(),
  selective: flag.exactOptional(),
  force_reply: notPlayed,
})
export type ReplyKeyboardIsOfficial = None<Difference<z.infer<typeof replyKeyboard>, ReplyKeyboardMarkup>>

const removeKeyboard = z.strictObject({ remove_keyboard: z.literal(true), selective: flag.exactOptional() })
export type RemoveKeyboardIsOfficial = None<Difference<z.infer<typeof removeKeyboard>, ReplyKeyboardRemove>>

const forceReply = z.strictObject({
  force_reply: z.literal(true),
  input_field_placeholder: text.min(1).max(64).exactOptional(),
  selective: flag.exactOptional(),
})
export type ForceReplyIsOfficial = None<Difference<z.infer<typeof forceReply>, ForceReply>>

export const anyKeyboard = z.union([inlineKeyboard, replyKeyboard, removeKeyboard, forceReply])
export type AnyKeyboard = z.infer<typeof anyKeyboard>

export const linkPreview = z.strictObject({
  is_disabled: flag.exactOptional(),
  url: text.exactOptional(),
  prefer_small_media: flag.exactOptional(),
  prefer_large_media: flag.exactOptional(),
  show_above_text: flag.exactOptional(),
})
export type LinkPreviewIsOfficial = None<Difference<z.infer<typeof linkPreview>, LinkPreviewOptions>>

export const replyTo = z.strictObject({
  message_id: whole.exactOptional(),
  chat_id: chatId.exactOptional(),
  allow_sending_without_reply: flag.exactOptional(),
  quote: text.exactOptional(),
  quote_parse_mode: parseMode.exactOptional(),
  quote_entities: entities.exactOptional(),
  quote_position: whole.exactOptional(),
  ephemeral_message_id: notPlayed,
  checklist_task_id: notPlayed,
  poll_option_id: notPlayed,
})
export type ReplyToIsOfficial = None<Difference<z.infer<typeof replyTo>, ReplyParameters>>

export const command = z.strictObject({ command: text, description: text, is_ephemeral: flag.exactOptional() })
export type CommandIsOfficial = None<Difference<z.infer<typeof command>, BotCommand>>

export const scope = z.strictObject({
  type: z.enum([
    'default',
    'all_private_chats',
    'all_group_chats',
    'all_chat_administrators',
    'chat',
    'chat_administrators',
    'chat_member',
  ]),
  chat_id: chatId.exactOptional(),
  user_id: whole.exactOptional(),
})
export type ScopeIsOfficial = None<Difference<z.infer<typeof scope>, BotCommandScope>>

export const menuButton = z.strictObject({
  type: z.enum(['default', 'commands', 'web_app']),
  text: text.exactOptional(),
  web_app: notPlayed,
})
export type MenuButtonIsOfficial = None<Difference<z.infer<typeof menuButton>, MenuButton>>

export const chatAction = z.enum([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
])
