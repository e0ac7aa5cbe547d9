// Remembers, over a crash, which update was in hand, so that one message cannot keep the bot down for ever.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const MOST_ATTEMPTS = 3

export interface Attempts {
  /** True after an unclean end, until `calm`: updates are then handled one at a time and each is noted first. */
  isCareful(): boolean
  /** Notes that the update is being handled; "drop" when it has already brought the process down three times. */
  begin(update: number): 'handle' | 'drop'
  done(update: number): void
  /** The updates that waited at the start are through. */
  calm(): void
  /** A clean stop. */
  close(): void
}

/**
 * Keeps two files in `folder`: `running` while the process lives, and only after an unclean end `in-hand`, which
 * holds (update number, attempts) and nothing else, and is removed when the update is done.
 */
export function openAttempts(folder: string): Attempts {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const running = join(folder, 'running')
  const inHand = join(folder, 'in-hand')
  let careful = existsSync(running)
  writeDurably(running, '')
  return {
    isCareful: () => careful,
    begin(update) {
      if (!careful) return 'handle'
      const before = readInHand(inHand)
      // The first death was not noted, so whatever comes first after it may have been the cause: it counts as one.
      const attempts = before?.update === update ? before.attempts : 1
      if (attempts >= MOST_ATTEMPTS) return 'drop'
      writeDurably(inHand, `${update} ${attempts + 1}`)
      return 'handle'
    },
    done(update) {
      if (careful && readInHand(inHand)?.update === update) rmSync(inHand, { force: true })
    },
    calm() {
      careful = false
    },
    close() {
      rmSync(inHand, { force: true })
      rmSync(running, { force: true })
    },
  }
}

function readInHand(path: string): { update: number; attempts: number } | undefined {
  if (!existsSync(path)) return undefined
  const [update, attempts] = readFileSync(path, 'utf8').split(' ').map(Number)
  // Half-written by the crash itself: then it is as if it had not been noted.
  return update !== undefined && attempts !== undefined && Number.isFinite(update + attempts) ? { update, attempts } : undefined
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600)
  writeSync(file, text)
  fsyncSync(file)
  closeSync(file)
}
