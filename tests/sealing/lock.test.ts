import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLock } from '#sealing/lock.ts'

const lock = await createLock(new Uint8Array(randomBytes(32)))

test('opens what it sealed, whatever the text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (text, about) => {
      expect(await lock.open(await lock.seal(text, about), about)).toBe(text)
    }),
    { numRuns: 100 },
  )
})

test('opens nothing that was changed, cut, moved, or sealed with another key', async () => {
  const sealed = await lock.seal('язык', 'chat 1')
  const other = await createLock(new Uint8Array(randomBytes(32)))
  expect(await lock.open(sealed, 'chat 2')).toBeUndefined()
  expect(await other.open(sealed, 'chat 1')).toBeUndefined()
  expect(await lock.open('', 'chat 1')).toBeUndefined()
  expect(await lock.open('!!!', 'chat 1')).toBeUndefined()
  for (let at = 0; at < sealed.length; at++) {
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
    const opened = await lock.open(changed, 'chat 1')
    // The last character of base64 holds two bits that mean nothing.
    if (at < sealed.length - 1) expect(opened, `character ${at}`).toBeUndefined()
  }
  expect(await lock.open(sealed.slice(0, -2), 'chat 1')).toBeUndefined()
})

test('never seals the same text to the same bytes, and always names the same chat alike', async () => {
  expect(await lock.seal('a', 'b')).not.toBe(await lock.seal('a', 'b'))
  expect(await lock.nameOf('123456789')).toBe(await lock.nameOf('123456789'))
  expect(await lock.nameOf('123456789')).not.toContain('123456789')
})

test('a key of another length is refused', async () => {
  await expect(createLock(new Uint8Array(16))).rejects.toThrow('32 bytes')
})
