// Runs Erkin as people do, in a process of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const home = join(import.meta.dirname, '..', '..')

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Running {
  readonly child: ChildProcess
  /** Resolves when that text stood in the output (either stream). */
  prints(text: string | RegExp): Promise<string>
  readonly ended: Promise<Ran>
}

/** Starts `node src/main.ts ...`, with data of its own and nothing of this machine's settings. */
export function startErkin(given: readonly string[], env: NodeJS.ProcessEnv = {}, folder = home): Running {
  const clean = { PATH: process.env.PATH, DATA_DIR: mkdtempSync(join(tmpdir(), 'erkin-')), PORT: '0', ...env }
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(folder, 'src', 'main.ts'), ...given], {
    cwd: folder,
    env: clean,
  })
  let out = ''
  let err = ''
  const waiting = new Set<() => void>()
  const heard = () => {
    for (const look of waiting) look()
  }
  child.stdout.on('data', data => {
    out += data
    heard()
  })
  child.stderr.on('data', data => {
    err += data
    heard()
  })
  const ended = new Promise<Ran>(resolve => child.on('close', code => resolve({ code, out, err })))
  return {
    child,
    ended,
    prints: text =>
      new Promise((resolve, reject) => {
        const look = () => {
          const all = out + err
          if (typeof text === 'string' ? all.includes(text) : text.test(all)) resolve(all)
        }
        waiting.add(look)
        look()
        void ended.then(({ code }) => reject(new Error(`ended with ${code} before it printed ${text}:\n${out}${err}`)))
      }),
  }
}

/** Runs it to its end; `input` goes to standard input. */
export async function erkin(given: readonly string[], env: NodeJS.ProcessEnv = {}, input = '', folder = home): Promise<Ran> {
  const running = startErkin(given, env, folder)
  running.child.stdin?.end(input)
  return running.ended
}
