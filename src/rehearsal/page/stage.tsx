// The whole page: what this is, the row of phones, adding a person.
import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { ChatView } from '#rehearsal/wire.ts'
import { AddPerson } from './add-person.tsx'
import { Phone } from './phone.tsx'
import { listen } from './server.ts'
import { after, EMPTY, type PageState } from './state.ts'

export function Stage() {
  const [state, tell] = useReducer(after, EMPTY)
  const [isAdding, setAdding] = useState(false)
  useEffect(() => listen(tell), [])
  return (
    <>
      <header class="top">
        <h1>Rehearsal</h1>
        <p>A Telegram on this machine, on 127.0.0.1 only. Nothing you type leaves it.</p>
        <button type="button" class="button" onClick={() => setAdding(true)}>
          Add a person
        </button>
      </header>
      {state.chats.length > 1 && <People chats={state.chats} />}
      <Line state={state} onRead={() => tell({ type: 'read' })} />
      <main class="stage">
        {state.chats.map(chat => (
          <Phone
            key={chat.chat}
            chat={chat}
            notice={state.notices.find(notice => notice.chat === chat.chat)}
            answered={state.answered[chat.chat] ?? 0}
            onSeen={key => tell({ type: 'seen', key })}
          />
        ))}
        {state.chats.length === 0 && <Nobody state={state} onAdd={() => setAdding(true)} />}
      </main>
      {isAdding && <AddPerson count={state.chats.length} onDone={() => setAdding(false)} />}
    </>
  )
}

// On a small screen one phone fills it: here the others are a tap away.
function People({ chats }: { chats: ChatView[] }) {
  const phoneAt = (at: number) => document.querySelectorAll('.phone')[at]
  const count = useRef(0)
  useEffect(() => {
    // Whoever has just come is shown; on the first look the row stays at its beginning.
    if (count.current > 0 && chats.length > count.current) phoneAt(chats.length - 1)?.scrollIntoView({ inline: 'nearest' })
    count.current = chats.length
  }, [chats.length])
  return (
    <nav class="people" aria-label="Phones">
      {chats.map((chat, at) => (
        <button type="button" key={chat.chat} onClick={() => phoneAt(at)?.scrollIntoView({ inline: 'start' })}>
          {chat.person}
        </button>
      ))}
    </nav>
  )
}

function Line({ state, onRead }: { state: PageState; onRead: () => void }) {
  if (state.line === 'lost') {
    return (
      <p class="line" role="status">
        The line to the rehearsal is lost. Start it again in the terminal; this page comes back by itself.
      </p>
    )
  }
  if (!state.wasRestarted) return null
  return (
    <p class="line" role="status">
      The rehearsal was started again. Its chats begin anew: nothing was kept.{' '}
      <button type="button" class="plain" onClick={onRead}>
        Close
      </button>
    </p>
  )
}

function Nobody({ state, onAdd }: { state: PageState; onAdd: () => void }) {
  if (state.line !== 'open') return <p class="nobody">{state.line === 'connecting' ? 'Connecting.' : ''}</p>
  return (
    <div class="nobody">
      <h2>Nobody is here yet</h2>
      <p>Add a person, give their app a language, and write to the bot as they would.</p>
      <button type="button" class="button strong" onClick={onAdd}>
        Add a person
      </button>
    </div>
  )
}
