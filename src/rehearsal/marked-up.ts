// A text and its entities as HTML again, so that a test or a snapshot can be read by a person.
import type { MessageEntity } from 'grammy/types'

const TAGS: Partial<Record<MessageEntity['type'], string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  spoiler: 'tg-spoiler',
  blockquote: 'blockquote',
}

/** The text with its marks in Telegram's own tags; what Telegram only spotted (commands, addresses) stays plain. */
export function markedUp(text: string, entities: MessageEntity[]): string {
  const marks = entities.map(tagsOf).filter(mark => mark !== undefined)
  const edges = [...new Set([0, text.length, ...marks.flatMap(mark => [mark.from, mark.to])])].sort((a, b) => a - b)
  return edges
    .map((edge, index) => closing(marks, edge) + opening(marks, edge) + escaped(text.slice(edge, edges[index + 1] ?? edge)))
    .join('')
}

interface Mark {
  from: number
  to: number
  open: string
  close: string
}

function tagsOf(entity: MessageEntity): Mark | undefined {
  const place = { from: entity.offset, to: entity.offset + entity.length }
  if (entity.type === 'text_link') return { ...place, open: `<a href="${escaped(entity.url)}">`, close: '</a>' }
  if (entity.type === 'expandable_blockquote') return { ...place, open: '<blockquote expandable>', close: '</blockquote>' }
  const tag = TAGS[entity.type]
  return tag === undefined ? undefined : { ...place, open: `<${tag}>`, close: `</${tag}>` }
}

// The longer opens first and closes last, so that tags nest.
function opening(marks: Mark[], edge: number): string {
  return marks
    .filter(mark => mark.from === edge)
    .sort((a, b) => b.to - a.to)
    .map(mark => mark.open)
    .join('')
}

function closing(marks: Mark[], edge: number): string {
  return marks
    .filter(mark => mark.to === edge)
    .sort((a, b) => b.from - a.from)
    .map(mark => mark.close)
    .join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
