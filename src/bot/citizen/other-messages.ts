// What is not a question gets a fitting reply: never silence, never a search.
import type { Message } from 'grammy/types'
import type { WordKey } from '#language/words.ts'

type Reply = Extract<WordKey, `reply.${string}`>

/** More than this is no question but a story; it is told, not asked. */
const LONGEST_QUESTION = 600

const FEWEST_DIGITS = 20
const MOST_DIGITS = 28

/** The reply to a message that holds no question; undefined when its text is one. */
export function replyToOther(message: Message): Reply | undefined {
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
  return /\p{L}{2}/u.test(text) ? undefined : 'reply.noise'
}

/** What nobody wrote to us: a live location that moves, a changed picture, and the notes of Telegram itself (a pin, a timer). */
export function isForNobody(message: Message): boolean {
  if (message.edit_date !== undefined && message.text === undefined) return true
  return !CONTENTS.some(content => content in message)
}

const CONTENTS = [
  'text',
  'photo',
  'video',
  'document',
  'voice',
  'video_note',
  'audio',
  'sticker',
  'animation',
  'dice',
  'location',
  'venue',
  'contact',
  'poll',
  'game',
  'story',
  'invoice',
  'paid_media',
  'checklist',
] as const satisfies (keyof Message)[]

const MOST_ALBUMS = 200

/** Tells the first picture of an album from the rest, so that ten pictures get one reply. Kept in memory, and only the newest. */
export function createAlbums(): (album: string | undefined) => boolean {
  const seen = new Set<string>()
  return album => {
    if (album === undefined) return true
    if (seen.has(album)) return false
    seen.add(album)
    const [oldest] = seen
    if (seen.size > MOST_ALBUMS && oldest !== undefined) seen.delete(oldest)
    return true
  }
}

/** True when a text holds 20 to 28 digits in a row, spaces, dashes and points left out: a receipt, right or mistyped. It is never searched. */
export function holdsCode(text: string): boolean {
  if ((text.match(/\p{Nd}/gu)?.length ?? 0) < FEWEST_DIGITS) return false
  return [...text.normalize('NFKC').matchAll(/\p{Nd}(?:[\p{Zs}\s\p{Pd}._,/:]*\p{Nd})*/gu)].some(([run]) => {
    const digits = run.match(/\p{Nd}/gu)?.length ?? 0
    return digits >= FEWEST_DIGITS && digits <= MOST_DIGITS && !isListOfYears(run)
  })
}

// "2020 2021 2022 2023 2024" has twenty digits and is a question.
function isListOfYears(run: string): boolean {
  return run.split(/[^\p{Nd}]+/u).every(group => /^(19|20)\d\d$/.test(group))
}
