// The messages of a chat, scrolled as a chat scrolls: it stays at the end unless the reader went up.
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ChatView, MessageView } from '#rehearsal/wire.ts'
import { type Doings, Message } from './message.tsx'

const NEAR_END = 48

export function Log({ chat, waiting, doings }: { chat: ChatView; waiting: string; doings: Doings }) {
  const log = useRef<HTMLDivElement>(null)
  const { hasMore, toEnd, onScroll } = useEnd(log, chat.messages.at(-1))
  return (
    <div class="log-frame">
      <div class="log" ref={log} onScroll={onScroll} role="log" aria-label={`Chat of ${chat.person}`} lang={chat.language || undefined}>
        <div class="messages">
          {chat.messages.length === 0 && <Empty chat={chat} />}
          {grouped(chat.messages).map(each =>
            'gone' in each ? (
              <p class="gone" key={`gone ${each.key}`}>
                {each.gone}
              </p>
            ) : (
              <Message key={each.id} message={each} waiting={waiting} doings={doings} />
            ),
          )}
        </div>
      </div>
      {hasMore && (
        <button type="button" class="button down" onClick={toEnd}>
          New messages ↓
        </button>
      )}
    </div>
  )
}

/** Keeps the end in sight while the reader is there; elsewhere it only says that there is more. */
function useEnd(log: RefObject<HTMLDivElement | null>, last: MessageView | undefined) {
  const isAtEnd = useRef(true)
  const [hasMore, setMore] = useState(false)
  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight })
  const onScroll = () => {
    const box = log.current
    if (!box) return
    isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END
    if (isAtEnd.current) setMore(false)
  }
  useLayoutEffect(() => {
    if (isAtEnd.current || last?.isFromBot === false) toEnd()
    else setMore(true)
  }, [last?.id])
  useLayoutEffect(() => {
    const content = log.current?.firstElementChild
    if (!log.current || !content) return
    // A box that scrolls must be reachable by keyboard.
    log.current.tabIndex = 0
    // Pictures that load and edits that grow must not push the end out of sight.
    const observer = new ResizeObserver(() => isAtEnd.current && toEnd())
    observer.observe(content)
    observer.observe(log.current)
    return () => observer.disconnect()
  }, [])
  return { hasMore, toEnd, onScroll }
}

function Empty({ chat }: { chat: ChatView }) {
  return (
    <div class="empty">
      {chat.description === '' ? <p>No messages here yet.</p> : <p class="description">{chat.description}</p>}
      <p class="meta">Telegram shows this before the first message.</p>
    </div>
  )
}

type Line = MessageView | { key: number; gone: string }

/** Deleted messages that stand together become one line. */
function grouped(messages: MessageView[]): Line[] {
  const lines: Line[] = []
  let run: MessageView[] = []
  const flush = () => {
    if (run[0]) lines.push({ key: run[0].id, gone: wordsFor(run) })
    run = []
  }
  for (const message of messages) {
    if (message.goneBy && (run.length === 0 || run[0]?.goneBy === message.goneBy)) run.push(message)
    else {
      flush()
      if (message.goneBy) run.push(message)
      else lines.push(message)
    }
  }
  flush()
  return lines
}

function wordsFor(run: MessageView[]): string {
  const who = run[0]?.goneBy === 'bot' ? 'the bot' : 'you'
  if (run.length > 1) return `${who} deleted ${run.length} messages from this chat`
  if (!run[0]?.isFromBot) return `${who} deleted your message from this chat`
  return who === 'you' ? 'you deleted a message of the bot' : 'the bot deleted its message'
}
