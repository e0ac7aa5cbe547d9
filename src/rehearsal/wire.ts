// What the server of the rehearsal and its page say to each other.
import type { MessageEntity } from 'grammy/types'

/** A button under a message, as a person sees it. */
export interface ButtonView {
  label: string
  kind: 'callback' | 'url' | 'copy' | 'disabled' | 'other'
  /** What a tap does: the data of a callback, the address, the text to copy. */
  value: string
  style?: 'danger' | 'success' | 'primary'
}

/** A file in a message; its bytes are at `/chat/file/<id>`. */
export interface FileView {
  id: string
  kind: 'photo' | 'document' | 'voice' | 'video' | 'audio' | 'sticker'
  name: string
  mime: string
  size: number
  width?: number
  height?: number
}

/** A message as it stands in a chat now. Of a deleted one nothing is left but its place. */
export interface MessageView {
  id: number
  isFromBot: boolean
  author: string
  /** Unix time in seconds. */
  date: number
  /** The text or the caption, without marks. */
  text: string
  entities: MessageEntity[]
  keyboard: ButtonView[][]
  isEdited: boolean
  isProtected: boolean
  goneBy?: 'bot' | 'person'
  replyTo?: { id: number; author: string; text: string; isGone: boolean }
  forwardedFrom?: string
  file?: FileView
  place?: { latitude: number; longitude: number }
  contact?: { name: string; phone: string }
  album?: string
  /** The address whose preview Telegram would show under the text. */
  preview?: string
}

/** What a phone shows around its messages. */
export interface ChatHead {
  chat: number
  person: string
  language: string
  bot: string
  isStarted: boolean
  isBlocked: boolean
  isTyping: boolean
  /** Shown in an empty chat. */
  description: string
  commands: { command: string; description: string }[]
  /** The keyboard in place of the phone's own, if the bot sent one. */
  replies: string[][]
}

export interface ChatView extends ChatHead {
  messages: MessageView[]
}

/** What happens, as the page hears it. `all` comes first, and again after a lost connection. */
export type WireEvent =
  | { type: 'all'; run: string; chats: ChatView[] }
  | { type: 'head'; head: ChatHead }
  | { type: 'message'; chat: number; message: MessageView }
  | { type: 'toast'; chat: number; text: string; isAlert: boolean }

/** What a person does on the page. */
export type WireAct =
  | { act: 'person'; name: string; language: string }
  | { act: 'says'; chat: number; text: string; replyTo?: number }
  | { act: 'taps'; chat: number; message: number; row: number; column: number }
  | { act: 'edits'; chat: number; message: number; text: string }
  | { act: 'deletes'; chat: number; message: number }
  | { act: 'starts' | 'blocks' | 'unblocks'; chat: number }

/** The answer to an act: it happened, or why not. */
export type WireAnswer = { ok: true } | { ok: false; why: string }
