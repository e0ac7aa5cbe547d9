// What Telegram itself marks in a text: commands, addresses, mentions, hashtags.
import type { MessageEntity } from 'grammy/types'

type Spotted = 'bot_command' | 'url' | 'mention' | 'hashtag' | 'email'

const PATTERNS: [Spotted, RegExp][] = [
  ['bot_command', /(?<![\p{L}\d_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\d_/])/gu],
  ['email', /(?<![\p{L}\d_.])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}/gu],
  [
    'url',
    /(?:https?:\/\/[^\s<>"]+|(?<![\p{L}\d@.])(?:[\w-]+\.)+(?:com|org|net|info|kz|kg|tj|tm|uz|ru|me|io|int|eu)(?:\/[^\s<>"]*)?(?![\p{L}\d]))/giu,
  ],
  ['mention', /(?<![\p{L}\d_/@])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\w@])/gu],
  ['hashtag', /(?<![\p{L}\d_/#])#[\p{L}\d_]*\p{L}[\p{L}\d_]*/gu],
]

/** The given entities together with those Telegram finds by itself where none of the given forbid it. */
export function withSpotted(text: string, given: MessageEntity[]): MessageEntity[] {
  const found = [...given]
  const forbids = (entity: MessageEntity) => ['code', 'pre', 'text_link', 'text_mention', 'url', 'email'].includes(entity.type)
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const word = type === 'url' ? match[0].replace(/[.,;:!?)\]}'»]+$/u, '') : match[0]
      const entity = { type, offset: match.index, length: word.length }
      if (!found.some(other => forbids(other) && overlaps(other, entity))) found.push(entity)
    }
  }
  return found.sort((a, b) => a.offset - b.offset || b.length - a.length)
}

function overlaps(a: { offset: number; length: number }, b: { offset: number; length: number }): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length
}
