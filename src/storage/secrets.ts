// Secrets as files that only their owner may read: given by a person or a supervisor, or made on the first start.
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
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
      if (kept !== undefined) return wellFormed(kept, join(folder, name))
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

// Written aside and linked into place, so that a secret is there whole or not at all: of two processes on their first
// start the second finds the first one's and takes it.
function writeOnce(path: string, secret: string): string {
  const aside = `${path}.${process.pid}`
  const file = openSync(aside, 'w', 0o600)
  writeSync(file, secret)
  fsyncSync(file)
  closeSync(file)
  try {
    linkSync(aside, path)
    return secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return wellFormed(readFileSync(path, 'utf8').trim(), path)
  } finally {
    rmSync(aside, { force: true })
  }
}

function wellFormed(secret: string, path: string): string {
  if (/^[0-9a-f]{64}$/.test(secret)) return secret
  throw new UnsafeSecret(`${path} is damaged: it must hold 64 digits 0-9 and a-f. Move it away; the next start makes a new one.`)
}
