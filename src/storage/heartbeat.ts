// A file whose age tells a supervisor whether the process still lives and reaches Telegram.
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const BEAT_MILLISECONDS = 10_000
/** Older than this and the heart stands still. */
export const FRESH_MILLISECONDS = 60_000

/** Touches `<folder>/heartbeat` every ten seconds while `isWell`; gives back what stops it. */
export function startHeartbeat(folder: string, isWell: () => boolean): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'heartbeat')
  const beat = () => {
    if (!isWell()) return
    try {
      writeFileSync(path, '', { mode: 0o600 })
    } catch {
      // A full disk is no reason to stop answering; the missing beat is what a supervisor sees.
    }
  }
  beat()
  const timer = setInterval(beat, BEAT_MILLISECONDS).unref()
  return () => {
    clearInterval(timer)
    rmSync(path, { force: true })
  }
}

/** Milliseconds since the last beat; undefined where there was none. */
export function sinceBeat(folder: string, now = Date.now()): number | undefined {
  const age = statSync(join(folder, 'heartbeat'), { throwIfNoEntry: false })
  return age === undefined ? undefined : now - age.mtimeMs
}
