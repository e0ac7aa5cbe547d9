// Where a person writes: text, files by button, paste or drop, commands, a reply or an edit.
import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ChatView, MessageView, WireAct } from '#rehearsal/wire.ts'
import { Commands } from './commands.tsx'
import { Label } from './label.tsx'
import { sendFiles } from './server.ts'
import { Staged, useDrop } from './staged.tsx'

/** The message that is answered or changed. */
export interface Target {
  kind: 'reply' | 'edit'
  message: MessageView
}

interface Props {
  chat: ChatView
  target: Target | undefined
  onTarget: (target: Target | undefined) => void
  onAct: (what: WireAct) => void
  onFailed: (why: string) => void
}

export function Composer(props: Props) {
  const { chat, target, onAct } = props
  const draft = useDraft(props)
  const box = useRef<HTMLTextAreaElement>(null)
  const [isListing, setListing] = useState(false)
  const isDragged = useDrop(box, draft.add)
  useEffect(() => {
    if (target) box.current?.focus()
  }, [target])
  useEffect(() => fit(box.current), [draft.text])
  const choose = (command: string) => {
    setListing(false)
    onAct({ act: 'says', chat: chat.chat, text: `/${command}` })
    box.current?.focus()
  }
  return (
    <footer class={isDragged ? 'composer dragged' : 'composer'}>
      {isListing && <Commands commands={chat.commands} onChoose={choose} onClose={() => setListing(false)} />}
      {target && <TargetShown target={target} onDrop={draft.clear} />}
      {draft.files.length > 0 && <Staged files={draft.files} as={draft.as} onAs={draft.setAs} onChange={draft.setFiles} />}
      <div class="write">
        <FileButton onFiles={draft.add} />
        {chat.commands.length > 0 && (
          <button
            type="button"
            class="round"
            aria-label="Commands of the bot"
            aria-expanded={isListing}
            onClick={() => setListing(!isListing)}
          >
            /
          </button>
        )}
        <Field box={box} draft={draft} person={chat.person} />
        <SendButton draft={draft} />
      </div>
      {chat.replies.length > 0 && <Replies chat={chat} onAct={onAct} />}
    </footer>
  )
}

type Draft = ReturnType<typeof useDraft>

/** What is being written, and how it is sent. */
function useDraft({ chat, target, onTarget, onAct, onFailed }: Props) {
  const [text, setText] = useState('')
  const [files, setFiles] = useState<File[]>([])
  const [as, setAs] = useState<'photo' | 'document'>('photo')
  useEffect(() => {
    if (target?.kind === 'edit') setText(target.message.text)
  }, [target])
  const clear = () => {
    setText('')
    setFiles([])
    onTarget(undefined)
  }
  const send = async () => {
    const words = text.trim()
    if (words === '' && files.length === 0) return
    if (files.length > 0) {
      const answer = await sendFiles(chat.chat, files, as, words)
      if (!answer.ok) return onFailed(answer.why)
    } else onAct(wordsAct(chat.chat, words, target))
    clear()
  }
  const add = (more: File[]) => more.length > 0 && setFiles([...files, ...more])
  return { text, setText, files, setFiles, as, setAs, add, clear, send }
}

function Field({ box, draft, person }: { box: RefObject<HTMLTextAreaElement | null>; draft: Draft; person: string }) {
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') draft.clear()
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void draft.send()
  }
  return (
    <textarea
      ref={box}
      rows={1}
      value={draft.text}
      placeholder={draft.files.length > 0 ? 'Caption' : 'Message'}
      aria-label={`Message of ${person}`}
      onInput={event => draft.setText(event.currentTarget.value)}
      onKeyDown={onKey}
      onPaste={event => draft.add([...(event.clipboardData?.files ?? [])])}
    />
  )
}

function SendButton({ draft }: { draft: Draft }) {
  const isEmpty = draft.text.trim() === '' && draft.files.length === 0
  return (
    <button type="button" class="round send" aria-label="Send" disabled={isEmpty} onClick={() => void draft.send()}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M3 10 17 4l-4 12-3-4z" />
      </svg>
    </button>
  )
}

function wordsAct(chat: number, text: string, target: Target | undefined): WireAct {
  if (target?.kind === 'edit') return { act: 'edits', chat, message: target.message.id, text }
  return { act: 'says', chat, text, ...(target && { replyTo: target.message.id }) }
}

function TargetShown({ target, onDrop }: { target: Target; onDrop: () => void }) {
  return (
    <div class="target">
      <p>
        <b>{target.kind === 'edit' ? 'Edit' : `Reply to ${target.message.author}`}</b>
        <span>{target.message.text || 'a file'}</span>
      </p>
      <button type="button" class="plain" onClick={onDrop}>
        Cancel
      </button>
    </div>
  )
}

function FileButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const take = (field: HTMLInputElement) => {
    onFiles([...(field.files ?? [])])
    field.value = ''
  }
  return (
    <>
      <button type="button" class="round" aria-label="Send photos or files" onClick={() => input.current?.click()}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path class="stroke" d="M10 4v12M4 10h12" />
        </svg>
      </button>
      <input ref={input} type="file" multiple hidden aria-label="Photos or files" onChange={event => take(event.currentTarget)} />
    </>
  )
}

function Replies({ chat, onAct }: { chat: ChatView; onAct: (what: WireAct) => void }) {
  return (
    <fieldset class="replies" aria-label="Answers the bot offers">
      {chat.replies.map((row, at) => (
        <div class="keys" key={at}>
          {row.map(label => (
            <button type="button" class="key" key={label} onClick={() => onAct({ act: 'says', chat: chat.chat, text: label })}>
              <Label text={label} />
            </button>
          ))}
        </div>
      ))}
    </fieldset>
  )
}

// The field grows with its words, up to the height its style allows.
function fit(box: HTMLTextAreaElement | null): void {
  if (!box) return
  box.style.height = 'auto'
  const border = box.offsetHeight - box.clientHeight
  box.style.height = `${box.scrollHeight + border}px`
}
