// Secrets as files that only their owner may read: given by a person or a supervisor, or made on the first start.
import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '#log.ts'

export type SecretName = 'bot.token' | 'session.key' | 'webhook.secret'

export interface Secrets {
  /** A secret that a person put there, or undefined. */
  given(name: SecretName): string | undefined
  /** 32 random bytes under that name, made once and then read again, as hex. */
  made(name: 'session.key' | 'webhook.secret'): string
}

/** A secret that others on the machine can read; the message says how to mend it. */
export class UnsafeSecret extends Error {}

/** Looks first in `credentialsDir` (a supervisor's), then in `<dataDir>/secrets`, which is made with mode 0700. */
export function openSecrets({ dataDir, credentialsDir, log }: { dataDir: string; credentialsDir: string | undefined; log: Log }): Secrets {
  const folder = join(dataDir, 'secrets')
  const given = (name: SecretName) => {
    const credential = credentialsDir === undefined ? undefined : readText(join(credentialsDir, name))
    return credential ?? readGuarded(join(folder, name))
  }
  return {
    given,
    made(name) {
      const kept = given(name)
      if (kept !== undefined) return kept
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const secret = randomBytes(32).toString('hex')
      log.event('secret.made', { name })
      return writeOnce(join(folder, name), secret)
    },
  }
}

function readGuarded(path: string): string | undefined {
  const text = readText(path)
  // Windows has no such mode bits; there the folder's own rights hold.
  if (text !== undefined && process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new UnsafeSecret(`${path} can be read by others on this machine. Run: chmod 600 ${path}`)
  }
  return text
}

function readText(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8').trim()
    return text === '' ? undefined : text
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

// "wx" so that two processes on their first start agree on one secret: the second reads what the first wrote.
function writeOnce(path: string, secret: string): string {
  try {
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, secret)
    closeSync(file)
    chmodSync(path, 0o600)
    return secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return readFileSync(path, 'utf8').trim()
  }
}
