// A text with Telegram's marks as nodes; nothing is ever taken for HTML.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { MessageView } from '#rehearsal/wire.ts'

type Entity = MessageView['entities'][number]

interface Span {
  text: string
  from: number
  to: number
  entities: Entity[]
}

export function RichText({ text, entities, onCommand }: { text: string; entities: Entity[]; onCommand: (command: string) => void }) {
  return <>{nodes({ text, from: 0, to: text.length, entities: nested(entities) }, onCommand)}</>
}

// Longer marks first: they hold the shorter ones.
function nested(entities: Entity[]): Entity[] {
  return [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length)
}

function nodes({ text, from, to, entities }: Span, onCommand: (command: string) => void): ComponentChildren[] {
  const [first, ...rest] = entities
  if (!first) return [text.slice(from, to)]
  const start = Math.max(first.offset, from)
  const end = Math.min(first.offset + first.length, to)
  const inside = rest.filter(each => each.offset < end)
  const behind = rest.filter(each => each.offset >= end)
  return [
    text.slice(from, start),
    <Marked key={`${first.type} ${start}`} entity={first} words={text.slice(start, end)} onCommand={onCommand}>
      {nodes({ text, from: start, to: end, entities: inside }, onCommand)}
    </Marked>,
    ...nodes({ text, from: isBlock(first) ? afterBreak(text, end) : end, to, entities: behind }, onCommand),
  ]
}

interface MarkedProps {
  entity: Entity
  words: string
  children: ComponentChildren
  onCommand: (command: string) => void
}

function Marked({ entity, words, children, onCommand }: MarkedProps) {
  switch (entity.type) {
    case 'bold':
      return <b>{children}</b>
    case 'italic':
      return <i>{children}</i>
    case 'underline':
      return <u>{children}</u>
    case 'strikethrough':
      return <s>{children}</s>
    case 'code':
      return <code>{children}</code>
    case 'pre':
      return <pre>{children}</pre>
    case 'blockquote':
    case 'expandable_blockquote':
      return <Quote isFolded={entity.type === 'expandable_blockquote'}>{children}</Quote>
    case 'spoiler':
      return <Spoiler>{children}</Spoiler>
    case 'text_link':
      return <Link to={entity.url}>{children}</Link>
    case 'url':
      return <Link to={/^https?:/i.test(words) ? words : `http://${words}`}>{children}</Link>
    case 'bot_command':
      return (
        <button type="button" class="plain" onClick={() => onCommand(words)}>
          {children}
        </button>
      )
    default:
      return <span class="found">{children}</span>
  }
}

function Link({ to, children }: { to: string; children: ComponentChildren }) {
  // An address the browser would run is shown as what it is: words.
  if (!/^(https?|tg|mailto|tel):/i.test(to)) return <span>{children}</span>
  return (
    <a href={to} target="_blank" rel="noreferrer noopener" title={to}>
      {children}
    </a>
  )
}

function Quote({ isFolded, children }: { isFolded: boolean; children: ComponentChildren }) {
  const [isOpen, setOpen] = useState(!isFolded)
  return (
    <blockquote class={isOpen ? '' : 'folded'}>
      <div>{children}</div>
      {isFolded && (
        <button type="button" class="plain" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Less' : 'More'}
        </button>
      )}
    </blockquote>
  )
}

function Spoiler({ children }: { children: ComponentChildren }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <button
      type="button"
      class={isOpen ? 'spoiler open' : 'spoiler'}
      aria-label={isOpen ? undefined : 'Hidden text, show it'}
      onClick={() => setOpen(true)}
    >
      <span aria-hidden={!isOpen}>{children}</span>
    </button>
  )
}

function isBlock(entity: Entity): boolean {
  return ['blockquote', 'expandable_blockquote', 'pre'].includes(entity.type)
}

// A block ends its own line: the break that stands behind it would show as an empty one.
function afterBreak(text: string, end: number): number {
  return text[end] === '\n' ? end + 1 : end
}
