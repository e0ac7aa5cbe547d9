// Files that wait to be sent, and how they get there by drop.
import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

interface Props {
  files: File[]
  as: 'photo' | 'document'
  onAs: (as: 'photo' | 'document') => void
  onChange: (files: File[]) => void
}

export function Staged({ files, as, onAs, onChange }: Props) {
  const hasPictures = files.some(file => file.type.startsWith('image/'))
  return (
    <div class="staged">
      <ul>
        {files.map((file, at) => (
          <li key={`${file.name} ${at}`}>
            <span>{file.name}</span>
            <button
              type="button"
              class="plain"
              aria-label={`Leave out ${file.name}`}
              onClick={() => onChange(files.filter((_, index) => index !== at))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {hasPictures && (
        <label>
          <input type="checkbox" checked={as === 'document'} onChange={event => onAs(event.currentTarget.checked ? 'document' : 'photo')} />
          as a file, with its hidden data
        </label>
      )}
    </div>
  )
}

/** Takes files that are dropped on the phone around `inside`; yields whether some hover over it. */
export function useDrop(inside: RefObject<HTMLElement | null>, onFiles: (files: File[]) => void): boolean {
  const [isDragged, setDragged] = useState(false)
  useEffect(() => {
    const phone = inside.current?.closest<HTMLElement>('.phone')
    if (!phone) return
    const ended = new AbortController()
    const on = (name: 'dragover' | 'dragleave' | 'drop', what: (event: DragEvent) => void) =>
      phone.addEventListener(name, event => held(event, what), { signal: ended.signal })
    on('dragover', () => setDragged(true))
    on('dragleave', () => setDragged(false))
    on('drop', event => {
      setDragged(false)
      onFiles([...(event.dataTransfer?.files ?? [])])
    })
    return () => ended.abort()
  })
  return isDragged
}

// Without this the browser would open the file in place of the page.
function held(event: DragEvent, what: (event: DragEvent) => void): void {
  event.preventDefault()
  what(event)
}
