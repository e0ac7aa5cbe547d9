// Writes a file whole or not at all: aside first, to the disk, then into its place.
import { closeSync, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const ZEROS = new Uint8Array(64 * 1024)

/**
 * Lets `write` fill a file beside `path` (0600, in a folder 0700), then puts it there; a fault or a kill leaves the old one whole.
 * `overwrite`: the bytes of the old one become zeros before the disk gets them back (not on Windows, which keeps open files in place).
 */
export async function replaceFile(path: string, write: (aside: string) => Promise<void>, old: 'leave' | 'overwrite'): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  removeLeftovers(path)
  const aside = `${path}.${process.pid}.part`
  closeSync(openSync(aside, 'wx', 0o600))
  try {
    await write(aside)
    sync(aside)
    const before = old === 'overwrite' && process.platform !== 'win32' && existsSync(path) ? openSync(path, 'r+') : undefined
    renameSync(aside, path)
    if (process.platform !== 'win32') sync(dirname(path))
    if (before !== undefined) fillWithZeros(before)
  } finally {
    rmSync(aside, { force: true })
  }
}

/** A copy that a kill left unfinished; one whose process still runs is another one's work. */
function removeLeftovers(path: string): void {
  const ours = readdirSync(dirname(path)).filter(name => name.startsWith(`${basename(path)}.`))
  for (const name of ours) {
    const writer = Number(/\.(\d+)\.part/.exec(name)?.[1])
    if (writer > 0 && (writer === process.pid || !isRunning(writer))) rmSync(join(dirname(path), name), { force: true })
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r')
  fsyncSync(file)
  closeSync(file)
}

function fillWithZeros(file: number): void {
  const { size } = fstatSync(file)
  for (let at = 0; at < size; at += ZEROS.length) writeSync(file, ZEROS, 0, Math.min(ZEROS.length, size - at), at)
  fsyncSync(file)
  closeSync(file)
}
