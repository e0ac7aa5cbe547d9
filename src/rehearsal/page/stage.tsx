// The whole page: what this is, the row of phones, adding a person.
import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import { AddPerson } from './add-person.tsx'
import { People } from './people.tsx'
import { Phone } from './phone.tsx'
import { Row } from './row.tsx'
import { listen } from './server.ts'
import { after, EMPTY, type PageState } from './state.ts'

export function Stage() {
  const [state, tell] = useReducer(after, EMPTY)
  const [isAdding, setAdding] = useState(false)
  const stage = useRef<HTMLElement>(null)
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
      {state.chats.length > 1 && <People chats={state.chats} stage={stage} />}
      <Line state={state} onRead={() => tell({ type: 'read' })} />
      <Row stage={stage} count={state.chats.length}>
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
      </Row>
      {isAdding && <AddPerson count={state.chats.length} onDone={() => setAdding(false)} />}
    </>
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
