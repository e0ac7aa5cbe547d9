// `npm run talk`: a conversation with the bot in the terminal, through the same rehearsal as the chat page.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { type House, openHouse } from '#app.ts'
import { isLanguage, languages } from '#language/languages.ts'
import { silentLog } from '#log.ts'
import { type Command, Misuse } from './commands.ts'
import { commandConfig } from './environment.ts'

export const talkCommand: Command = {
  help: `Usage: npm run talk -- [--lang CODE]

  --lang CODE   the language of the app you pretend to use: ${languages.join(' ')}

Write a message and press Enter; a number taps the button with that number; an empty line or Ctrl+D ends.
Nothing leaves this machine. Lines from a pipe work too.`,
  async run(given) {
    const { values } = parseArgs({ args: [...given], options: { lang: { type: 'string' } } })
    if (values.lang !== undefined && !isLanguage(values.lang)) throw new Misuse(`--lang takes one of: ${languages.join(' ')}`)
    // A folder and a memory of its own: a bot that runs beside it must not find its things changed.
    const config = commandConfig()
    const dataDir = mkdtempSync(join(tmpdir(), 'erkin-talk-'))
    let house: House | undefined
    try {
      const mode = { kind: 'rehearsal', port: 0, hasPage: false } as const
      house = await openHouse({ config: { ...config, dataDir, redisUrl: undefined }, log: silentLog, mode })
      await converse(house.rehearsal?.person({ name: 'You', language: values.lang ?? 'en' }))
    } finally {
      await house?.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
    return 0
  },
}

type Person = ReturnType<NonNullable<Awaited<ReturnType<typeof openHouse>>['rehearsal']>['person']>
type Message = ReturnType<Person['newest']>
type Button = Message['keyboard'][number][number]

async function converse(person: Person | undefined): Promise<void> {
  if (person === undefined) return
  const isTerminal = process.stdin.isTTY === true
  const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: isTerminal, prompt: '> ' })
  // Asked for now, because lines that a pipe brings before anybody listens are lost.
  const lines = terminal[Symbol.asyncIterator]()
  person.starts()
  let buttons = show(await person.listens())
  for (;;) {
    if (isTerminal) terminal.prompt()
    const line = await lines.next()
    const said = line.done ? '' : line.value.trim()
    if (said === '') return terminal.close()
    const button = /^\d{1,2}$/.test(said) ? buttons[Number(said) - 1] : undefined
    if (button?.kind === 'callback') person.taps(button.value)
    else person.says(said)
    const shown = show(await person.listens())
    if (shown.length > 0) buttons = shown
  }
}

/** Prints what the bot said and gives back the buttons under it, in the order of their numbers. */
function show(messages: readonly Message[]): Button[] {
  const buttons: Button[] = []
  for (const message of messages.filter(each => each.isFromBot && each.goneBy === undefined)) {
    const rows = message.keyboard.map(row => row.map(button => `[${buttons.push(button)}] ${button.label}`).join('   '))
    process.stdout.write(`\n${withLinks(message)}\n${rows.length > 0 ? `\n${rows.join('\n')}\n` : ''}\n`)
  }
  return buttons
}

// A terminal shows no links, so a source's address stands behind it.
function withLinks({ text, entities }: Message): string {
  return entities
    .filter(entity => entity.type === 'text_link')
    .sort((one, other) => other.offset - one.offset)
    .reduce((shown, entity) => {
      const end = entity.offset + entity.length
      return `${shown.slice(0, end)} <${'url' in entity ? entity.url : ''}>${shown.slice(end)}`
    }, text)
}
