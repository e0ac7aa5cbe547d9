// The messages of a chat, oldest first, and a line in place of those that were deleted.
import { useRef } from 'preact/hooks'
import type { ChatView, MessageView } from '#rehearsal/wire.ts'
import { type Doings, Message } from './message.tsx'
import { usePlace } from './place.ts'

export function Log({ chat, waiting, doings }: { chat: ChatView; waiting: string; doings: Doings }) {
  const log = useRef<HTMLDivElement>(null)
  const { hasMore, toEnd, onScroll } = usePlace(log, chat.messages)
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
