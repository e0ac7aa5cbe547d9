// What is not a question gets a fitting reply: never silence, never a search.
import type { Message } from 'grammy/types'
import type { SmallTalk } from '#language/small-talk.ts'
import type { WordKey } from '#language/words.ts'

type Reply = Extract<WordKey, `reply.${string}`>

/** More than this is no question but a story; it is told, not asked. */
export const LONGEST_QUESTION = 600

/** The reply to a message that holds no question; undefined when its text is one. `smallTalk` names greetings and thanks. */
export function replyToOther(message: Message, smallTalk: (text: string) => SmallTalk | undefined): Reply | undefined {
  if (message.location ?? message.venue) return 'reply.location'
  if (message.contact) return 'reply.contact'
  if (message.sticker ?? message.dice ?? message.animation) return 'reply.sticker'
  if (message.voice ?? message.video_note ?? message.audio) return 'reply.voice'
  if (message.photo ?? message.video ?? message.document) return 'reply.media'
  if (message.forward_origin) return 'reply.forwarded'
  const { text } = message
  if (text === undefined) return 'reply.other'
  if (text.startsWith('/')) return 'reply.unknownCommand'
  if (text.length > LONGEST_QUESTION) return /\p{L}{2}/u.test(text) ? 'reply.long' : 'reply.noise'
  const talk = smallTalk(text)
  if (talk !== undefined) return `reply.${talk}`
  return /\p{L}{2}/u.test(text) ? undefined : 'reply.noise'
}

/** True when a text holds 20 to 28 digits in a row, spaces and dashes left out: a receipt, right or mistyped. It is never searched. */
export function holdsCode(text: string): boolean {
  return [...text.normalize('NFKC').matchAll(/\p{Nd}(?:[\p{Zs}\s\p{Pd}]*\p{Nd})*/gu)].some(([run]) => {
    const digits = run.match(/\p{Nd}/gu)?.length ?? 0
    return digits >= 20 && digits <= 28
  })
}
