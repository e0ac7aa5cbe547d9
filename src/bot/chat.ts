// What a handler has in hand: grammY's context, the chat's short memory, and the words to answer with.
import type { Context, SessionFlavor } from 'grammy'
import type { Language } from '#language/languages.ts'
import type { Words } from '#language/words.ts'

/** All that is kept of a chat, for 24 hours: ids of articles, never text. */
export interface Session {
  /** The language the person chose. */
  language?: Language
  /** The language last recognised in a question, while none was chosen. */
  heard?: Language
  /** The articles last shown, newest first, so that a short further question can be understood. */
  articles: string[]
}

export type Chat = Context &
  SessionFlavor<Session> & {
    /** The language to answer in. */
    language: Language
    say: Words
    /** Answers in another language from here on. */
    speak(language: Language): void
    /** The words of another language, for a single button in it. */
    sayIn(language: Language): Words
    /** Forgets the chat at once; false where the store could not be reached. */
    forget(): Promise<boolean>
    /** True when the sessions could not be read: the chat's language and place are not known for this update. */
    memoryLost: boolean
  }

export function newSession(): Session {
  return { articles: [] }
}
