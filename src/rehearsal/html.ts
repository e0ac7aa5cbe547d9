// Telegram's HTML: text with tags in, text with entities out, or the words in which Telegram refuses it.
// After parse_html in td/telegram/MessageEntity.cpp, whose errors these are.
import type { MessageEntity } from 'grammy/types'

export interface FormattedText {
  text: string
  entities: MessageEntity[]
}

type Kind = Exclude<MessageEntity['type'], 'text_link' | 'text_mention' | 'custom_emoji' | 'date_time' | 'pre'>

const KINDS: Record<string, Kind> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  blockquote: 'blockquote',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
}

interface Open {
  name: string
  argument: string
  offset: number
}

interface Reading {
  html: string
  at: number
  text: string
  open: Open[]
  entities: MessageEntity[]
}

/** Reads Telegram's HTML. `fault` is what stands after "can't parse entities: ". */
export function parseHtml(html: string): FormattedText | { fault: string } {
  const reading: Reading = { html, at: 0, text: '', open: [], entities: [] }
  while (reading.at < html.length) {
    const fault = html[reading.at] === '<' ? readTag(reading) : readCharacter(reading)
    if (fault !== undefined) return { fault }
  }
  const left = reading.open.at(-1)
  if (left) return { fault: `Can't find end tag corresponding to start tag "${left.name}"` }
  return { text: reading.text, entities: inOrder(reading.entities) }
}

function readCharacter(reading: Reading): undefined {
  const [character, length] = decode(reading.html, reading.at)
  reading.text += character
  reading.at += length
}

function decode(html: string, at: number): [string, number] {
  const found = html[at] === '&' && /^&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([\da-f]{1,6}));?/i.exec(html.slice(at, at + 12))
  if (!found) return [html[at] ?? '', 1]
  const [whole, name, decimal, hex] = found
  if (name) return [{ lt: '<', gt: '>', amp: '&', quot: '"' }[name.toLowerCase()] ?? '', whole.length]
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)
  return code > 0 && code <= 0x10ffff ? [String.fromCodePoint(code), whole.length] : ['&', 1]
}

function readTag(reading: Reading): string | undefined {
  return reading.html[reading.at + 1] === '/' ? readEndTag(reading) : readStartTag(reading)
}

function readStartTag(reading: Reading): string | undefined {
  const { html, at } = reading
  const begin = byteOffset(html, at)
  const name = /^[^\s>]*/.exec(html.slice(at + 1))?.[0] ?? ''
  reading.at = at + 1 + name.length
  if (reading.at >= html.length) return `Unclosed start tag at byte offset ${begin}`
  const tag = name.toLowerCase()
  if (tag !== 'a' && tag !== 'pre' && KINDS[tag] === undefined) return `Unsupported start tag "${tag}" at byte offset ${begin}`
  const open: Open = { name: tag, argument: '', offset: reading.text.length }
  const fault = readAttributes(reading, open, begin)
  if (fault !== undefined) return fault
  if (tag === 'span' && open.argument !== 'tg-spoiler') return `Tag "span" must have class "tg-spoiler" at byte offset ${begin}`
  reading.open.push(open)
}

function readAttributes(reading: Reading, open: Open, begin: number): string | undefined {
  while (true) {
    skipSpace(reading)
    if (reading.at >= reading.html.length) return `Unclosed start tag at byte offset ${begin}`
    if (reading.html[reading.at] === '>') break
    const name = take(reading, /^[^\s=>]*/)
    if (name === '') return `Empty attribute name in the tag "${open.name}" at byte offset ${begin}`
    skipSpace(reading)
    if (reading.html[reading.at] !== '=') {
      if (open.name !== 'blockquote')
        return `Expected equal sign in declaration of an attribute of the tag "${open.name}" at byte offset ${begin}`
      if (name === 'expandable') open.argument = 'expandable'
      continue
    }
    reading.at += 1
    skipSpace(reading)
    const value = readValue(reading)
    if (value === undefined) return `Unclosed start tag at byte offset ${begin}`
    keepAttribute(open, name.toLowerCase(), value)
  }
  reading.at += 1
}

function readValue(reading: Reading): string | undefined {
  const quote = reading.html[reading.at]
  if (quote !== '"' && quote !== "'") return take(reading, /^[A-Za-z0-9.-]+/).toLowerCase() || undefined
  const end = reading.html.indexOf(quote, reading.at + 1)
  if (end < 0) return undefined
  const raw = reading.html.slice(reading.at + 1, end)
  reading.at = end + 1
  let value = ''
  for (let at = 0; at < raw.length; ) {
    const [character, length] = decode(raw, at)
    value += character
    at += length
  }
  return value
}

function keepAttribute(open: Open, name: string, value: string): void {
  if (open.name === 'a' && name === 'href') open.argument = value
  if (open.name === 'code' && name === 'class' && value.startsWith('language-')) open.argument = value.slice(9)
  if (open.name === 'span' && name === 'class') open.argument = value
  if (open.name === 'blockquote' && name === 'expandable') open.argument = 'expandable'
}

function readEndTag(reading: Reading): string | undefined {
  const begin = byteOffset(reading.html, reading.at)
  reading.at += 2
  const name = take(reading, /^[^\s>]*/).toLowerCase()
  skipSpace(reading)
  const open = reading.open.pop()
  if (!open) return `Unexpected end tag at byte offset ${begin}`
  if (reading.html[reading.at] !== '>') return `Unclosed end tag at byte offset ${begin}`
  if (name !== '' && name !== open.name) {
    return `Unmatched end tag at byte offset ${begin}, expected "</${open.name}>", found "</${name}>"`
  }
  reading.at += 1
  closeEntity(reading, open)
}

function closeEntity(reading: Reading, open: Open): void {
  const length = reading.text.length - open.offset
  if (length === 0) return
  const place = { offset: open.offset, length }
  if (open.name === 'a') {
    const url = linkOf(open.argument || reading.text.slice(open.offset))
    if (url) reading.entities.push({ type: 'text_link', ...place, url })
  } else if (open.name === 'pre') {
    dropCodeInside(reading, open)
    reading.entities.push({ type: 'pre', ...place, ...(open.argument && { language: open.argument }) })
  } else if (open.name === 'code' && open.argument && reading.open.at(-1)?.name === 'pre') {
    // <pre><code class="language-x"> is one entity: the outer tag takes the language.
    const outer = reading.open.at(-1)
    if (outer) outer.argument = open.argument
  } else {
    const kind = open.argument === 'expandable' ? 'expandable_blockquote' : KINDS[open.name]
    if (kind) reading.entities.push({ type: kind, ...place })
  }
}

// Code within preformatted text is that text itself.
function dropCodeInside(reading: Reading, open: Open): void {
  reading.entities = reading.entities.filter(inner => inner.offset < open.offset || inner.type !== 'code')
}

/** The address as Telegram takes it, or nothing where it would leave plain text. */
function linkOf(given: string): string | undefined {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:/i.test(given) ? given : `http://${given}`)
  if (!url || !['http:', 'https:', 'tg:', 'ton:', 'mailto:', 'tel:'].includes(url.protocol)) return undefined
  return url.protocol.startsWith('http') && !url.hostname.includes('.') && url.hostname !== 'localhost' ? undefined : url.href
}

function inOrder(entities: MessageEntity[]): MessageEntity[] {
  return entities.sort((a, b) => a.offset - b.offset || b.length - a.length)
}

function take(reading: Reading, pattern: RegExp): string {
  const found = pattern.exec(reading.html.slice(reading.at))?.[0] ?? ''
  reading.at += found.length
  return found
}

function skipSpace(reading: Reading): void {
  take(reading, /^\s*/)
}

function byteOffset(html: string, at: number): number {
  return new TextEncoder().encode(html.slice(0, at)).length
}
