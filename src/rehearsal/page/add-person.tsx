// Adding a person: a name, and the language their app is in.
import { useEffect, useRef, useState } from 'preact/hooks'
import { act } from './server.ts'

// The languages an app may have, each in its own words. The bot hears only the code.
const LANGUAGES: [string, string][] = [
  ['en', 'English'],
  ['ru', 'Русский'],
  ['kk', 'Қазақша'],
  ['ky', 'Кыргызча'],
  ['tg', 'Тоҷикӣ'],
  ['tk', 'Türkmençe'],
  ['uz', 'Oʻzbekcha'],
  ['kaa', 'Qaraqalpaqsha'],
]
// One that the bot does not speak, to see what it does then.
const ANOTHER: [string, string] = ['de', 'Deutsch']

/** The name of an app's language, or its code. */
export function languageName(code: string): string {
  return [...LANGUAGES, ANOTHER].find(([each]) => each === code)?.[1] ?? code
}

export function AddPerson({ count, onDone }: { count: number; onDone: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [name, setName] = useState(`Person ${count + 1}`)
  const [language, setLanguage] = useState('ru')
  const [why, setWhy] = useState('')
  useEffect(() => dialog.current?.showModal(), [])
  const add = async (event: Event) => {
    event.preventDefault()
    const answer = await act({ act: 'person', name, language })
    if (answer.ok) onDone()
    else setWhy(answer.why)
  }
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="add-title" onClose={onDone}>
      <form onSubmit={add}>
        <h2 id="add-title">Add a person</h2>
        <label>
          Name
          <input value={name} maxLength={64} required onInput={event => setName(event.currentTarget.value)} />
        </label>
        <LanguageField language={language} onChange={setLanguage} />
        {why !== '' && <p class="wrong">{why}</p>}
        <footer>
          <button type="button" class="button" onClick={onDone}>
            Not now
          </button>
          <button type="submit" class="button strong">
            Add this person
          </button>
        </footer>
      </form>
    </dialog>
  )
}

function LanguageField({ language, onChange }: { language: string; onChange: (code: string) => void }) {
  return (
    <label>
      Language of their app
      <select value={language} onChange={event => onChange(event.currentTarget.value)}>
        {LANGUAGES.map(([code, own]) => (
          <option key={code} value={code} lang={code}>
            {own}
          </option>
        ))}
        <option value={ANOTHER[0]}>another language ({ANOTHER[1]})</option>
      </select>
    </label>
  )
}
