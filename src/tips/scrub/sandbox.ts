// Runs a helper on one file without network, secrets, data or a disk, within limits, and kills all of it at the end.
import { type ChildProcess, spawn } from 'node:child_process'
import type { Limits } from './limits.ts'
import type { Why } from './outcome.ts'

/** What came out, or why nothing did. `said` is the helper's complaint: it is compared, never shown or logged. */
export type Ran =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly why: Extract<Why, 'broken' | 'too-slow' | 'bomb'>; readonly said: string }

export interface Sandbox {
  /** Runs a shell script inside: the file is its stdin, the clean file its stdout, `given` its `$1`, `$2`... */
  run(script: string, given: readonly string[], file: Uint8Array): Promise<Ran>
  /** Kills what still runs. */
  close(): void
}

const MOST_COMPLAINT_BYTES = 16_384
/** nobody: root would keep its rights over other processes and escape the limit on their number. */
const NOBODY = 65_534
const memory = /No space left|MemoryError|Cannot allocate|std::bad_alloc|out of memory|File too large|Killed|memory allocation/i

export function createSandbox(limits: Limits, bwrap: string): Sandbox {
  const running = new Set<ChildProcess>()
  return {
    run: (script, given, file) =>
      new Promise(resolve => {
        const child = start(bwrap, [...walls(limits), ...fences(limits), '/bin/sh', '-c', script, 'sh', ...given])
        running.add(child)
        watch(child, limits, file, ran => {
          running.delete(child)
          resolve(ran)
        })
      }),
    close() {
      for (const child of running) kill(child)
    },
  }
}

function start(bwrap: string, given: readonly string[]): ChildProcess {
  const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  return spawn(bwrap, given, { stdio: ['pipe', 'pipe', 'pipe'], env: {}, cwd: '/', detached: true, ...asNobody })
}

/** The room: programs and fonts to read, memory to write in, and nothing else. */
function walls({ scratchBytes }: Limits): string[] {
  const readOnly = ['/etc/fonts', '/etc/alternatives', '/etc/ld.so.cache'].flatMap(path => ['--ro-bind-try', path, path])
  const environment = { PATH: '/usr/bin', HOME: '/tmp', LC_ALL: 'C.UTF-8' }
  return [
    ...['--unshare-all', '--die-with-parent', '--new-session', '--clearenv', '--cap-drop', 'ALL', '--hostname', 'room'],
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--ro-bind', '/usr', '/usr', '--tmpfs', '/usr/local', '--remount-ro', '/usr/local'],
    ...['bin', 'sbin', 'lib', 'lib64'].flatMap(name => ['--symlink', `usr/${name}`, `/${name}`]),
    ...readOnly,
    ...['--proc', '/proc', '--dev', '/dev', '--size', '1048576', '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    ...['--size', String(scratchBytes), '--tmpfs', '/tmp', '--remount-ro', '/', '--chdir', '/tmp'],
  ]
}

function fences({ memoryBytes, processes, scratchBytes, milliseconds }: Limits): string[] {
  const seconds = Math.ceil(milliseconds / 1000) * 2
  const most = { as: memoryBytes, nproc: processes, fsize: scratchBytes, cpu: seconds, nofile: 256, core: 0 }
  return ['/usr/bin/prlimit', ...Object.entries(most).map(([name, value]) => `--${name}=${value}`), '--']
}

function watch(child: ChildProcess, limits: Limits, file: Uint8Array, done: (ran: Ran) => void): void {
  const pieces: Uint8Array[] = []
  let size = 0
  let said = ''
  let stopped: 'too-slow' | 'bomb' | undefined
  const stop = (why: 'too-slow' | 'bomb') => {
    stopped ??= why
    kill(child)
  }
  const timer = setTimeout(stop, limits.milliseconds, 'too-slow')
  child.stdout?.on('data', (piece: Uint8Array) => {
    size += piece.length
    if (size > limits.outputBytes) return stop('bomb')
    pieces.push(piece)
  })
  child.stderr?.on('data', (piece: Uint8Array) => {
    if (said.length < MOST_COMPLAINT_BYTES) said += new TextDecoder().decode(piece)
  })
  child.stdin?.on('error', () => {}) // the helper may end before it has read everything
  child.stdin?.end(file)
  const end = (code: number | null) => {
    clearTimeout(timer)
    done(verdict(stopped, code, said, pieces, size))
  }
  child.once('error', () => end(null))
  child.once('close', end)
}

function verdict(
  stopped: 'too-slow' | 'bomb' | undefined,
  code: number | null,
  said: string,
  pieces: readonly Uint8Array[],
  size: number,
): Ran {
  if (stopped !== undefined) return { ok: false, why: stopped, said: '' }
  if (code !== 0) return { ok: false, why: memory.test(said) || isKilled(code) ? 'bomb' : 'broken', said }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { ok: true, bytes }
}

/** 128 + 9 (killed), 24 (processor time), 25 (file size): a fence was touched. */
function isKilled(code: number | null): boolean {
  return code === null || [137, 152, 153].includes(code)
}

/** The group of bubblewrap; what is inside dies with it, its process namespace is gone. */
function kill(child: ChildProcess): void {
  // Once it has ended its number may belong to somebody else.
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
