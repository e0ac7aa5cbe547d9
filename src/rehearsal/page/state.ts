// What the page knows, and how it changes with what the server tells. Pure.
import type { ChatHead, ChatView, MessageView, WireEvent } from '#rehearsal/wire.ts'

export interface Notice {
  key: number
  chat: number
  text: string
  isAlert: boolean
}

export interface PageState {
  line: 'connecting' | 'open' | 'lost'
  /** Which start of the server we talk to; another one knows nothing of the chats we showed. */
  run: string
  wasRestarted: boolean
  chats: ChatView[]
  notices: Notice[]
  /** How many taps the bot has answered, by chat: a button waits until the number grows. */
  answered: Record<number, number>
}

export type PageEvent = WireEvent | { type: 'lost' } | { type: 'seen'; key: number } | { type: 'read' }

export const EMPTY: PageState = { line: 'connecting', run: '', wasRestarted: false, chats: [], notices: [], answered: {} }

export function after(state: PageState, event: PageEvent): PageState {
  switch (event.type) {
    case 'all':
      return { ...state, line: 'open', run: event.run, wasRestarted: state.run !== '' && state.run !== event.run, chats: event.chats }
    case 'lost':
      return { ...state, line: 'lost' }
    case 'read':
      return { ...state, wasRestarted: false }
    case 'seen':
      return { ...state, notices: state.notices.filter(notice => notice.key !== event.key) }
    case 'head':
      return { ...state, chats: withHead(state.chats, event.head) }
    case 'message':
      return { ...state, chats: state.chats.map(chat => (chat.chat === event.chat ? withMessage(chat, event.message) : chat)) }
    case 'toast':
      return withToast(state, event)
  }
}

function withHead(chats: ChatView[], head: ChatHead): ChatView[] {
  if (!chats.some(chat => chat.chat === head.chat)) return [...chats, { ...head, messages: [] }]
  return chats.map(chat => (chat.chat === head.chat ? { ...chat, ...head } : chat))
}

function withMessage(chat: ChatView, message: MessageView): ChatView {
  const isKnown = chat.messages.some(each => each.id === message.id)
  const messages = isKnown
    ? chat.messages.map(each => (each.id === message.id ? message : requoted(each, message)))
    : [...chat.messages, message]
  return { ...chat, messages, isTyping: chat.isTyping && (isKnown || !message.isFromBot) }
}

// Who answered a message quotes it as it stands now: changed, or gone.
function requoted(each: MessageView, changed: MessageView): MessageView {
  if (each.replyTo?.id !== changed.id) return each
  return { ...each, replyTo: { ...each.replyTo, text: changed.text, isGone: changed.goneBy !== undefined } }
}

function withToast(state: PageState, { chat, text, isAlert }: Extract<WireEvent, { type: 'toast' }>): PageState {
  const count = (state.answered[chat] ?? 0) + 1
  const notices = text === '' ? state.notices : [...state.notices, { key: count, chat, text, isAlert }]
  return { ...state, notices, answered: { ...state.answered, [chat]: count } }
}
