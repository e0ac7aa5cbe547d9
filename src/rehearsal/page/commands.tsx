// The bot's commands, as the menu behind "/" lists them.
import { useEffect, useRef } from 'preact/hooks'
import type { ChatView } from '#rehearsal/wire.ts'

interface Props {
  commands: ChatView['commands']
  onChoose: (command: string) => void
  onClose: () => void
}

export function Commands({ commands, onChoose, onClose }: Props) {
  const list = useRef<HTMLFieldSetElement>(null)
  useEffect(() => list.current?.querySelector('button')?.focus(), [])
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const all = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = all.indexOf(document.activeElement as HTMLButtonElement)
    all.at((at + step) % all.length)?.focus()
  }
  return (
    <fieldset class="commands" ref={list} aria-label="Commands of the bot" onKeyDown={onKey}>
      {commands.map(({ command, description }) => (
        <button type="button" key={command} onClick={() => onChoose(command)}>
          <b>/{command}</b> <span>{description}</span>
        </button>
      ))}
    </fieldset>
  )
}
