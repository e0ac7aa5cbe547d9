// Kills the bot at random moments while people ask: nothing they asked may stay unanswered, and none of it may be on disk.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openRehearsal, type Rehearsal } from '#rehearsal/rehearsal.ts'
import type { Trial } from './trial.ts'

/** Kept apart from other words, so that it can be searched for on disk. */
const QUESTION = 'Duman Mukhametkarim zhaltyrbulak'
const PEOPLE = 5
const LONGEST_LIFE_MILLISECONDS = 2500

export const restartsTrial: Trial = {
  summary: 'kill -9 at random moments while people ask: every question is answered, nothing of them on disk',
  size: 40,
  async run({ size, progress }) {
    const telegram = await openRehearsal({ pace: { overall: 1e6, inOneChat: 1e6 } })
    const dataDir = mkdtempSync(join(tmpdir(), 'erkin-trial-'))
    const people = Array.from({ length: PEOPLE }, (_, index) => telegram.person({ name: `Person ${index}`, language: 'en' }))
    try {
      for (let kill = 1; kill <= size; kill++) {
        const child = startBot(telegram, dataDir)
        for (const person of people) person.says(QUESTION)
        await wait(randomInt(LONGEST_LIFE_MILLISECONDS))
        child.kill('SIGKILL')
        await ended(child)
        progress(kill)
      }
      const last = startBot(telegram, dataDir)
      await telegram.settled({ patience: 60_000 })
      last.kill('SIGTERM')
      await ended(last)
      const asked = size * PEOPLE
      const answers = people.map(person => person.messages().filter(message => message.isFromBot).length)
      const short = answers.filter(count => count < size)
      if (short.length > 0)
        throw new Error(`${short.length} of ${PEOPLE} people have fewer answers than questions (${answers.join(' ')} of ${size})`)
      const found = filesHolding(dataDir, ['zhaltyrbulak', ...people.map(person => String(person.id))])
      if (found.length > 0) throw new Error(`words or ids of people lie in ${found.join(', ')}`)
      return { kills: size, asked, answered: answers.reduce((sum, count) => sum + count, 0), 'files holding words or ids': 0 }
    } finally {
      await telegram.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

function startBot(telegram: Rehearsal, dataDir: string): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'src', 'main.ts'), 'start'], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot },
    stdio: 'ignore',
  })
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise(resolve => child.once('exit', () => resolve()))
}

function filesHolding(folder: string, marks: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true })
    .map(name => join(folder, String(name)))
    .filter(path => statSync(path).isFile())
    .filter(path => marks.some(mark => readFileSync(path).includes(mark)))
}
