// From the start of the process to its first answer, and the memory it then holds.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRehearsal, type Rehearsal } from '#rehearsal/rehearsal.ts'
import { openBase, questionsOf } from './base.ts'
import type { Bench } from './bench.ts'
import { percentile } from './table.ts'

const STARTS = 5
const QUESTIONS = 200

export const startBench: Bench = {
  summary: 'a whole process with a question waiting at Telegram: start to first answer, and memory (Linux)',
  async run() {
    const questions = questionsOf(openBase()).map(({ text }) => text)
    const times: number[] = []
    let memory = { first: 0, after: 0 }
    for (let start = 0; start < STARTS; start++) {
      const telegram = await openRehearsal({ pace: { overall: 1e6, inOneChat: 1e6 } })
      const person = telegram.person({ name: 'A', language: 'ru' })
      person.says(questions[start] ?? '')
      const dataDir = mkdtempSync(join(tmpdir(), 'erkin-bench-'))
      const began = performance.now()
      const child = startBot(telegram, dataDir)
      await telegram.settled({ patience: 30_000 })
      times.push(performance.now() - began)
      const first = residentMegabytes(child)
      for (const question of questions.slice(0, QUESTIONS)) {
        telegram.person({ name: 'B', language: 'ru' }).says(question)
      }
      await telegram.settled({ patience: 60_000 })
      memory = { first, after: residentMegabytes(child) }
      child.kill('SIGTERM')
      await new Promise(resolve => child.once('exit', resolve))
      await telegram.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
    return [
      {
        what: 'start to first answer, median of 5',
        figure: `${Math.round(percentile(times, 0.5))} ms`,
        beside: `aim: 1,500 ms; ${times.map(Math.round).join(' ')}`,
      },
      { what: 'resident after the first answer', figure: `${memory.first} MB` },
      { what: `resident after ${QUESTIONS} more`, figure: `${memory.after} MB`, beside: 'aim: 150 MB' },
    ]
  },
}

function startBot(telegram: Rehearsal, dataDir: string): ChildProcess {
  const main = join(import.meta.dirname, '..', 'src', 'main.ts')
  // As the launcher starts it.
  const cache = join(import.meta.dirname, '..', 'node_modules', '.cache', 'erkin')
  return spawn(process.execPath, ['--disable-sigusr1', '--max-semi-space-size=4', main, 'start'], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: cache,
      MALLOC_ARENA_MAX: '1',
      DATA_DIR: dataDir,
      BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    },
    stdio: 'ignore',
  })
}

function residentMegabytes({ pid }: ChildProcess): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0'
  return Math.round(Number(kilobytes) / 1024)
}
