// Opens the chat's short memory for one update, and works without it when it cannot be read.
import { type Middleware, session } from 'grammy'
import { type Chat, newSession, type Session } from './chat.ts'

/** What the bot asks of a store of sessions; a failing store rejects. */
export interface SessionStore {
  read(chat: string): Promise<Session | undefined>
  write(chat: string, value: Session): Promise<void>
  delete(chat: string): Promise<void>
}

/**
 * grammY's `session()` over any store. Where the store fails, the update goes on with an empty memory, the chat
 * is told so, and nothing is written over what the store may still hold.
 */
export function remember(sessions: SessionStore): Middleware<Chat> {
  return (chat, next) => {
    chat.memoryLost = false
    const lose = () => {
      chat.memoryLost = true
      return undefined
    }
    const storage = {
      read: (key: string) => sessions.read(key).catch(lose),
      write: (key: string, value: Session) => (chat.memoryLost ? undefined : sessions.write(key, value).catch(lose)),
      delete: (key: string) => sessions.delete(key).catch(lose),
    }
    chat.forget = async () => {
      chat.session = null
      return sessions.delete(String(chat.chatId)).then(
        () => true,
        () => false,
      )
    }
    return session<Session, Chat>({ initial: newSession, storage, getSessionKey: ({ chatId }) => chatId?.toString() })(chat, next)
  }
}
