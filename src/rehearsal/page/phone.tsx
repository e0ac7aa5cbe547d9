// One phone: whose it is, the chat, and where one writes.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ChatView, MessageView, WireAct } from '#rehearsal/wire.ts'
import { languageName } from './add-person.tsx'
import { Composer, type Target } from './composer.tsx'
import { Log } from './log.tsx'
import type { Doings } from './message.tsx'
import { act } from './server.ts'
import type { Notice } from './state.ts'

const TOAST_MS = 3500
const TYPING_MS = 5000

interface Props {
  chat: ChatView
  notice: Notice | undefined
  answered: number
  onSeen: (key: number) => void
}

export function Phone({ chat, notice, answered, onSeen }: Props) {
  const [target, setTarget] = useState<Target>()
  const [waiting, setWaiting] = useState('')
  const [own, setOwn] = useState('')
  useEffect(() => setWaiting(''), [answered])
  const attempt = async (what: WireAct) => {
    const answer = await act(what)
    if (answer.ok) return
    setWaiting('')
    setOwn(answer.why)
  }
  const doings: Doings = {
    reply: message => setTarget({ kind: 'reply', message }),
    edit: message => setTarget({ kind: 'edit', message }),
    remove: message => void attempt({ act: 'deletes', chat: chat.chat, message: message.id }),
    say: text => void attempt({ act: 'says', chat: chat.chat, text }),
    tell: setOwn,
    tap(message: MessageView, row: number, column: number) {
      setWaiting(`${message.id} ${row} ${column}`)
      void attempt({ act: 'taps', chat: chat.chat, message: message.id, row, column })
    },
  }
  return (
    <section class="phone" aria-label={`Phone of ${chat.person}`}>
      <PhoneHeader chat={chat} onBlock={() => void attempt({ act: 'blocks', chat: chat.chat })} />
      <Log chat={chat} waiting={waiting} doings={doings} />
      <NoticeShown notice={notice} own={own} onSeen={onSeen} onOwnSeen={() => setOwn('')} />
      <Foot chat={chat} target={target} onTarget={setTarget} onAct={what => void attempt(what)} onFailed={setOwn} />
    </section>
  )
}

function PhoneHeader({ chat, onBlock }: { chat: ChatView; onBlock: () => void }) {
  const isTyping = useFading(chat)
  return (
    <header>
      <span class="pic" aria-hidden="true">
        {chat.bot.slice(0, 1)}
      </span>
      <div>
        <b>{chat.bot}</b>
        <small aria-live="polite">{isTyping ? 'typing…' : 'bot'}</small>
      </div>
      <div class="who">
        {chat.person}
        <br />
        {languageName(chat.language)}
      </div>
      {chat.isStarted && !chat.isBlocked && (
        <button type="button" class="plain block" onClick={onBlock} title="Block the bot, as a person can at any time">
          Block
        </button>
      )}
    </header>
  )
}

// Telegram shows a bot typing for five seconds, or until it says something.
function useFading(chat: ChatView): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    setOver(false)
    const timer = setTimeout(() => setOver(true), TYPING_MS)
    return () => clearTimeout(timer)
  }, [chat])
  return chat.isTyping && !isOver
}

interface FootProps {
  chat: ChatView
  target: Target | undefined
  onTarget: (target: Target | undefined) => void
  onAct: (what: WireAct) => void
  onFailed: (why: string) => void
}

function Foot({ chat, target, onTarget, onAct, onFailed }: FootProps) {
  if (chat.isBlocked) return <BigButton label="Unblock the bot" onPress={() => onAct({ act: 'unblocks', chat: chat.chat })} />
  if (!chat.isStarted) return <BigButton label="Start" onPress={() => onAct({ act: 'starts', chat: chat.chat })} />
  return <Composer chat={chat} target={target} onTarget={onTarget} onAct={onAct} onFailed={onFailed} />
}

function BigButton({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <footer class="big">
      <button type="button" class="button strong" onClick={onPress}>
        {label}
      </button>
    </footer>
  )
}

function NoticeShown({
  notice,
  own,
  onSeen,
  onOwnSeen,
}: {
  notice: Notice | undefined
  own: string
  onSeen: (key: number) => void
  onOwnSeen: () => void
}) {
  const key = notice?.key
  const isToast = notice !== undefined && !notice.isAlert
  const close = () => (key === undefined ? onOwnSeen() : onSeen(key))
  useEffect(() => {
    if (!isToast && own === '') return
    const timer = setTimeout(close, TOAST_MS)
    return () => clearTimeout(timer)
  }, [key, own])
  if (notice?.isAlert) return <Alert text={notice.text} onClose={close} />
  const words = notice?.text ?? own
  return (
    <div class="toasts" role="status">
      {words !== '' && <p class="toast">{words}</p>}
    </div>
  )
}

function Alert({ text, onClose }: { text: string; onClose: () => void }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <div class="alert" role="alertdialog" aria-label="The bot says">
      <p>{text}</p>
      <button type="button" class="button strong" ref={button} onClick={onClose}>
        Close
      </button>
    </div>
  )
}
