// `npm run trial -- NAME`: long or violent checks with real processes; the figures stand in one last line.
import { parseArgs } from 'node:util'
import { restartsTrial } from './restarts.ts'

export interface Trial {
  readonly summary: string
  /** Rejects when it fails; resolves with its figures. */
  run(how: { size: number; progress: (done: number) => void }): Promise<Record<string, number>>
  /** How often it does its thing unless told otherwise. */
  readonly size: number
}

const trials: Record<string, Trial> = { restarts: restartsTrial }

const { values, positionals } = parseArgs({ options: { help: { type: 'boolean' }, size: { type: 'string' } }, allowPositionals: true })
const [name = ''] = positionals
const trial = Object.hasOwn(trials, name) ? trials[name] : undefined
if (values.help || trial === undefined) {
  const list = Object.entries(trials).map(([each, { summary }]) => `  ${each.padEnd(10)}${summary}`)
  console.log(
    `${name !== '' && trial === undefined ? `There is no trial "${name}".\n\n` : ''}Usage: npm run trial -- NAME [--size N]\n\n${list.join('\n')}\n\nExit codes: 0 passed, 1 failed, 2 called wrongly.`,
  )
  process.exitCode = values.help ? 0 : 2
} else {
  process.exitCode = await runTrial(name, trial, Number(values.size ?? trial.size))
}

async function runTrial(name: string, trial: Trial, size: number): Promise<number> {
  try {
    const figures = await trial.run({ size, progress: done => showProgress(done, size) })
    console.log(
      `${name}: passed, ${Object.entries(figures)
        .map(([what, figure]) => `${what} ${figure}`)
        .join(', ')}`,
    )
    return 0
  } catch (error) {
    console.log(`${name}: FAILED, ${(error as Error).message}`)
    return 1
  }
}

function showProgress(done: number, size: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${done} of ${size}${done === size ? '\n' : ''}`)
  else if (done % Math.max(1, Math.ceil(size / 10)) === 0) console.log(`${done} of ${size}`)
}
