#!/usr/bin/env node
// Finds a Node that is new enough and runs Erkin in it. Plain JavaScript that any Node can read.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED = [24, 19]
const home = dirname(dirname(fileURLToPath(import.meta.url)))

const node = findNode()
if (node === undefined) {
  console.error(
    `Erkin needs Node ${NEEDED.join('.')} or newer; this is ${process.version}.\nThe project brings its own on Linux and Windows: run "npm ci". Elsewhere install it from nodejs.org.`,
  )
  process.exit(1)
}

// Compiled code is kept beside the packages: every start but the first is twice as fast and forty megabytes smaller.
const NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE ?? join(home, 'node_modules', '.cache', 'erkin')
// One arena of glibc's allocator instead of eight for each core: another ten megabytes.
const { MALLOC_ARENA_MAX = '1' } = process.env
const env = { ...process.env, NODE_COMPILE_CACHE, MALLOC_ARENA_MAX }
const child = spawn(node, nodeArguments(process.argv.slice(2)), { stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', error => {
  console.error(`${node} could not be started: ${error.message}`)
  process.exit(1)
})
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1)
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
})

function findNode() {
  if (isNewEnough(process.versions.node)) return process.execPath
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    return [join(folder, 'bin', 'node'), join(folder, 'bin', 'node.exe')].find(existsSync)
  } catch {
    return undefined
  }
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])
}

/** `--run FILE ...` runs that file of the project; anything else is a command of Erkin. `--watch` in front restarts on change. */
function nodeArguments(given) {
  const watch = given[0] === '--watch'
  const rest = watch ? given.slice(1) : given
  // A small nursery for young objects costs little here and saves a hundred megabytes.
  const flags = ['--disable-sigusr1', '--disable-warning=ExperimentalWarning', '--max-semi-space-size=4', ...(watch ? ['--watch'] : [])]
  if (rest[0] !== '--run') return [...flags, join(home, 'src', 'main.ts'), ...rest]
  return [...flags, join(home, rest[1] ?? ''), ...rest.slice(2)]
}
