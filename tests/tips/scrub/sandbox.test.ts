import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, vi } from 'vitest'
import { LIMITS, type Limits } from '#tips/scrub/limits.ts'
import { createSandbox, type Ran } from '#tips/scrub/sandbox.ts'
import { toolPaths } from '#tips/scrub/tools.ts'
import { ascii } from './pictures.ts'
import { testWithTool } from './tools.ts'

const testWithBwrap = testWithTool('bwrap')
const testWithPython = testWithTool('mat2')
const opened: { close(): void }[] = []
afterAll(() => {
  for (const sandbox of opened) sandbox.close()
})

function run(script: string, limits: Partial<Limits> = {}, input: Uint8Array = Buffer.alloc(0)): Promise<Ran> {
  const sandbox = createSandbox({ ...LIMITS, ...limits }, toolPaths.bwrap)
  opened.push(sandbox)
  return sandbox.run(script, [], input)
}

async function says(script: string): Promise<string> {
  const ran = await run(script)
  if (!ran.ok) throw new Error(ran.said || ran.why)
  return new TextDecoder().decode(ran.bytes)
}

describe('inside the sandbox', () => {
  testWithBwrap('a file comes in and goes out, as large as it may be', async () => {
    const file = Buffer.alloc(20_000_000, 'CANARY')
    const ran = await run('cat > in && cat in', {}, file)
    expect(ran.ok && Buffer.compare(ran.bytes, file)).toBe(0)
  })

  testWithBwrap('there is no home, no data, no configuration and no other process', async () => {
    expect(
      (await says('ls /'))
        .split('\n')
        .filter(name => !['', 'bin', 'dev', 'etc', 'lib', 'lib64', 'proc', 'sbin', 'tmp', 'usr'].includes(name)),
    ).toEqual([])
    expect((await says('ls /etc')).split('\n').filter(name => !['', 'alternatives', 'fonts', 'ld.so.cache'].includes(name))).toEqual([])
    expect(await says('ls -A /usr/local /tmp | tr -d "\\n"')).toBe('/tmp:/usr/local:')
    expect((await says('ls -d /proc/[0-9]*')).split('\n').length).toBeLessThan(8)
    expect(await says('ls -l /proc/self/cwd')).toContain('-> /tmp')
  })

  testWithBwrap('there are no secrets in the environment', async () => {
    process.env.CANARY_TOKEN = 'CANARY'
    try {
      const names = (await says('env'))
        .split('\n')
        .map(line => line.split('=')[0])
        .filter(Boolean)
      expect(names.filter(name => !['PATH', 'HOME', 'LC_ALL', 'PWD', '_', 'OLDPWD', 'SHLVL'].includes(name ?? ''))).toEqual([])
    } finally {
      delete process.env.CANARY_TOKEN
    }
  })

  testWithBwrap('there is no network but an empty loopback', async () => {
    const devices = (await says('tail -n +3 /proc/net/dev')).trim().split('\n')
    expect(devices.map(line => line.split(':')[0]?.trim())).toEqual(['lo'])
    expect((await says('cat /proc/net/route')).trim().split('\n')).toHaveLength(1)
  })

  testWithBwrap('nothing can be written but to memory', async () => {
    const places = ['/', '/usr', '/usr/local', '/etc', '/dev']
    expect(await says(`${places.map(place => `touch ${place}/x 2>/dev/null && echo ${place};`).join(' ')} true`)).toBe('')
    expect(await says('grep -c " /tmp tmpfs" /proc/mounts')).toBe('1\n')
  })

  testWithBwrap('nobody is root', async () => {
    expect(await says('grep CapEff /proc/self/status')).toMatch(/CapEff:\s+0+\n/)
  })
})

describe('the limits', () => {
  const bounds = { milliseconds: 1500, outputBytes: 1_000_000, scratchBytes: 4_000_000, memoryBytes: 400_000_000, processes: 16 }
  testWithBwrap.each([
    ['hangs', 'sleep 1000', 'too-slow'],
    ['works for ever', 'while :; do :; done', 'too-slow'],
    ['prints without end', 'yes', 'bomb'],
    ['complains without end', 'yes >&2', 'too-slow'],
    ['fills its memory file system', 'yes > big', 'bomb'],
    ['fills the other one', 'yes > /dev/shm/big', 'bomb'],
    ['fails', 'echo CANARY >&2; exit 3', 'broken'],
    ['dies', 'kill -9 $$', 'bomb'],
  ])('a helper that %s ends in a value', async (_, script, why) => {
    expect(await run(script, bounds)).toMatchObject({ ok: false, why })
  })

  testWithPython('a helper that takes all memory ends in a value', async () => {
    expect(await run(`python3 -c 'bytearray(10**10)'`, bounds)).toMatchObject({ ok: false, why: 'bomb' })
  })

  testWithBwrap('a helper that multiplies is stopped at its number, and all of it dies', async () => {
    const ran = await run('i=0; while [ $i -lt 100 ]; do sleep 86399.5 & i=$((i+1)); done; echo all', bounds)
    expect(ran).toMatchObject({ ok: false })
    await vi.waitFor(() => expect(commands().filter(command => command.includes('86399.5'))).toEqual([]))
  })

  testWithBwrap('a helper that runs when the house closes dies with it', async () => {
    const sandbox = createSandbox(LIMITS, toolPaths.bwrap)
    const ran = sandbox.run('sleep 86398.5', [], Buffer.alloc(0))
    await vi.waitFor(() => expect(commands().some(command => command.includes('86398.5'))).toBe(true))
    sandbox.close()
    expect(await ran).toMatchObject({ ok: false })
    await vi.waitFor(() => expect(commands().filter(command => command.includes('86398.5'))).toEqual([]))
  })

  testWithBwrap('a helper that does not read its file is no fault of ours', async () => {
    expect(await run('echo done', {}, ascii('x'.repeat(5_000_000)))).toMatchObject({ ok: true })
  })
})

function commands(): string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(id => {
      try {
        return [readFileSync(`/proc/${id}/cmdline`, 'latin1')]
      } catch {
        return []
      }
    })
}
