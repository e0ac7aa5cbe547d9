// Remembers, over a crash, which updates were in hand, so that one message cannot keep the bot down for ever.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const MOST_ATTEMPTS = 3

export interface Attempts {
  /** True after an unclean end, until `calm`: each update is then noted before it is handled. */
  isCareful(): boolean
  /** Notes that the update is being handled; "drop" when it has already brought the process down three times. */
  begin(update: number): 'handle' | 'drop' | 'busy'
  done(update: number): void
  /** The updates that waited at the start are through. */
  calm(): void
  /** A clean stop. */
  close(): void
}

/**
 * Keeps two files in `folder`: `running` while the process lives, and only after an unclean end `in-hand`, which
 * holds a line (update number, attempts) for each update in hand and nothing else.
 */
export function openAttempts(folder: string): Attempts {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const running = join(folder, 'running')
  const note = join(folder, 'in-hand')
  let careful = existsSync(running)
  const before = readNote(note)
  const inHand = new Map<number, number>()
  const write = () => writeDurably(note, [...inHand].map(([update, attempts]) => `${update} ${attempts}\n`).join(''))
  writeDurably(running, '')
  return {
    isCareful: () => careful,
    begin(update) {
      if (inHand.has(update)) return 'busy'
      // The first death was not noted, so whatever comes after it may have been the cause: it counts as one.
      const attempts = before.get(update) ?? 1
      if (careful && attempts >= MOST_ATTEMPTS) return 'drop'
      inHand.set(update, attempts + 1)
      if (careful) write()
      return 'handle'
    },
    done(update) {
      before.delete(update)
      if (inHand.delete(update) && careful) write()
    },
    calm() {
      careful = false
      rmSync(note, { force: true })
    },
    close() {
      rmSync(note, { force: true })
      rmSync(running, { force: true })
    },
  }
}

/** A line that the crash left half-written is as if it had not been noted. */
function readNote(path: string): Map<number, number> {
  if (!existsSync(path)) return new Map()
  return new Map(readFileSync(path, 'utf8').split('\n').flatMap(pairOf))
}

function pairOf(line: string): [number, number][] {
  const [, update, attempts] = /^(\d+) (\d+)$/.exec(line) ?? []
  return update === undefined || attempts === undefined ? [] : [[Number(update), Number(attempts)]]
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600)
  writeSync(file, text)
  fsyncSync(file)
  closeSync(file)
}
