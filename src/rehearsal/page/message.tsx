// One message: its words, what hangs on it, its buttons, and what one can do with it.
import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ButtonView, MessageView } from '#rehearsal/wire.ts'
import { Attachment } from './attachment.tsx'
import { Label } from './label.tsx'
import { RichText } from './rich-text.tsx'

export interface Doings {
  reply: (message: MessageView) => void
  edit: (message: MessageView) => void
  remove: (message: MessageView) => void
  tap: (message: MessageView, row: number, column: number) => void
  say: (text: string) => void
  tell: (text: string) => void
}

export function Message({ message, waiting, doings }: { message: MessageView; waiting: string; doings: Doings }) {
  const hasText = message.text !== ''
  return (
    <article
      class={message.isFromBot ? 'message' : 'message mine'}
      aria-label={message.isFromBot ? 'The bot' : 'You'}
      data-message={message.id}
    >
      <div class="row">
        <div class={message.isProtected ? 'bubble protected' : 'bubble'} onCopy={event => message.isProtected && event.preventDefault()}>
          {message.forwardedFrom !== undefined && <p class="meta">Forwarded from {message.forwardedFrom}</p>}
          {message.replyTo && (
            <p class="reply">
              <b>{message.replyTo.author}</b>
              <span>{message.replyTo.isGone ? 'deleted message' : message.replyTo.text || 'a file'}</span>
            </p>
          )}
          <Attachment message={message} />
          {hasText && (
            <div class="words">
              <RichText text={message.text} entities={message.entities} onCommand={doings.say} />
            </div>
          )}
          {message.preview !== undefined && <p class="preview">Telegram shows a preview of {hostOf(message.preview)} here.</p>}
          <Footnote message={message} />
        </div>
        <Actions message={message} doings={doings} />
      </div>
      {message.keyboard.length > 0 && <Keyboard message={message} waiting={waiting} doings={doings} />}
    </article>
  )
}

function Footnote({ message }: { message: MessageView }) {
  const date = new Date(message.date * 1000)
  return (
    <p class="foot">
      {message.isProtected && <span title="It cannot be copied, forwarded or saved">protected</span>}
      {message.isEdited && <span>edited</span>}
      <time dateTime={date.toISOString()}>{date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}</time>
    </p>
  )
}

function Actions({ message, doings }: { message: MessageView; doings: Doings }) {
  const [isOpen, setOpen] = useState(false)
  const choose = (what: (message: MessageView) => void) => () => {
    setOpen(false)
    what(message)
  }
  const place = useRef<HTMLDivElement>(null)
  useClosing(isOpen, place, () => setOpen(false))
  return (
    <div class={isOpen ? 'actions open' : 'actions'} ref={place}>
      <button type="button" class="more" aria-label="What to do with this message" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        ⋯
      </button>
      {isOpen && (
        <fieldset class="menu" aria-label="This message">
          <button type="button" onClick={choose(doings.reply)}>
            Reply
          </button>
          {!message.isFromBot && message.text !== '' && (
            <button type="button" onClick={choose(doings.edit)}>
              Edit
            </button>
          )}
          <button type="button" onClick={choose(doings.remove)}>
            Delete
          </button>
        </fieldset>
      )}
    </div>
  )
}

// A menu closes by Escape, and by a press or a focus anywhere else.
function useClosing(isOpen: boolean, place: RefObject<HTMLElement | null>, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return
    const ended = new AbortController()
    const elsewhere = (event: Event) => event.target instanceof Node && !place.current?.contains(event.target) && close()
    document.addEventListener('pointerdown', elsewhere, { signal: ended.signal })
    document.addEventListener('focusin', elsewhere, { signal: ended.signal })
    document.addEventListener('keydown', event => event.key === 'Escape' && close(), { signal: ended.signal })
    return () => ended.abort()
  }, [isOpen])
}

function Keyboard({ message, waiting, doings }: { message: MessageView; waiting: string; doings: Doings }) {
  return (
    <fieldset class="keyboard" aria-label="Buttons of this message">
      {message.keyboard.map((row, rowAt) => (
        <div class="keys" key={rowAt}>
          {row.map((button, column) => (
            <Key
              key={column}
              button={button}
              isWaiting={waiting === `${message.id} ${rowAt} ${column}`}
              onTap={() => doings.tap(message, rowAt, column)}
              onCopied={() => doings.tell('Copied')}
            />
          ))}
        </div>
      ))}
    </fieldset>
  )
}

function Key({ button, isWaiting, onTap, onCopied }: { button: ButtonView; isWaiting: boolean; onTap: () => void; onCopied: () => void }) {
  const look = `key ${button.style ?? ''}`
  if (button.kind === 'url') {
    return (
      <a class={look} href={button.value} target="_blank" rel="noreferrer noopener" title={button.value}>
        <Label text={button.label} /> <span aria-hidden="true">↗</span>
      </a>
    )
  }
  const copy = () => void navigator.clipboard.writeText(button.value).then(onCopied)
  const isDead = button.kind === 'disabled' || button.kind === 'other'
  return (
    <button type="button" class={look} disabled={isDead} aria-busy={isWaiting} onClick={button.kind === 'copy' ? copy : onTap}>
      <Label text={button.label} />
    </button>
  )
}

function hostOf(address: string): string {
  return URL.parse(address)?.hostname ?? address
}
