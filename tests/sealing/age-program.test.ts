// What we seal opens with the `age` program, and what it seals opens here; left out where there is none that knows hybrid keys.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Envelope, identityOf, open, recipientOf, seal } from '#sealing/age.ts'
import { randomBytes } from '#sealing/derive.ts'
import { utf8 } from '#sealing/encoding.ts'

const seed = randomBytes(32)
const text = utf8('Nókiste ne boldı')

/** age 1.3 and later: older ones do not know `-pq`. */
const knowsHybrid = spawnSync('age-keygen', ['-pq']).status === 0

if (knowsHybrid) {
  test('the age program opens what was sealed here', async () => {
    expect(withIdentity(seed, file => age(['-d', '-i', file], sealed))).toEqual(text)
    expect(() => withIdentity(randomBytes(32), file => age(['-d', '-i', file], sealed))).toThrow()
  })

  test('what the age program sealed opens here', async () => {
    expect(await open(age(['-r', recipientOf(seed)], text) as Envelope, seed)).toEqual(text)
  })

  test('the age program knows the same recipient for the same identity', () => {
    expect(withIdentity(seed, file => new TextDecoder().decode(run('age-keygen', ['-y', file]))).trim()).toBe(recipientOf(seed))
  })
} else {
  test('without an age program that knows hybrid keys, a seal is still an age file of version 1 with one hybrid stanza', () => {
    const [version, stanza] = new TextDecoder('latin1').decode(sealed).split('\n')
    expect(version).toBe('age-encryption.org/v1')
    expect(stanza).toMatch(/^-> mlkem768x25519 [A-Za-z0-9+/]{1494}$/)
  })
}

const sealed = await seal(text, [recipientOf(seed)])

function age(args: readonly string[], input: Uint8Array): Uint8Array {
  return run('age', args, input)
}

function run(program: string, args: readonly string[], input: Uint8Array = new Uint8Array()): Uint8Array {
  const { status, stdout, stderr } = spawnSync(program, args, { input })
  if (status !== 0) throw new Error(`${program}: ${stderr}`)
  return new Uint8Array(stdout)
}

function withIdentity<T>(secret: Uint8Array, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'erkin-age-'))
  try {
    writeFileSync(join(folder, 'key.txt'), `${identityOf(secret)}\n`, { mode: 0o600 })
    return use(join(folder, 'key.txt'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
