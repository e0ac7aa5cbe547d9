// The page's line to the server: what happens comes in, what people do goes out.
import type { WireAct, WireAnswer, WireEvent } from '#rehearsal/wire.ts'
import type { PageEvent } from './state.ts'

const AGAIN_MS = 1000

/** Listens until the returned function is called; a lost line is tried again every second. */
export function listen(tell: (event: PageEvent) => void): () => void {
  let source: EventSource | undefined
  let timer = 0
  const open = () => {
    source = new EventSource('/chat/events')
    source.onmessage = message => tell(JSON.parse(message.data) as WireEvent)
    source.onerror = () => {
      source?.close()
      tell({ type: 'lost' })
      timer = setTimeout(open, AGAIN_MS)
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}

/** Does something in the name of a person; the answer says whether it happened. */
export function act(what: WireAct): Promise<WireAnswer> {
  return post('/chat/act', JSON.stringify(what), { 'content-type': 'application/json' })
}

/** Sends files with one caption, as photos or as files. */
export function sendFiles(chat: number, files: File[], as: 'photo' | 'document', caption: string): Promise<WireAnswer> {
  const form = new FormData()
  form.set('chat', String(chat))
  form.set('as', as)
  form.set('caption', caption)
  for (const file of files) form.append('file', file)
  return post('/chat/send', form, {})
}

async function post(path: string, body: string | FormData, headers: Record<string, string>): Promise<WireAnswer> {
  try {
    const response = await fetch(path, { method: 'POST', body, headers })
    return (await response.json()) as WireAnswer
  } catch {
    return { ok: false, why: 'The rehearsal does not answer. Is it still running in the terminal?' }
  }
}
