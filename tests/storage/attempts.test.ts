import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openAttempts } from '#storage/attempts.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'erkin-'))

test('while all is well nothing is written for an update', () => {
  const home = folder()
  const attempts = openAttempts(home)
  expect(attempts.isCareful()).toBe(false)
  expect(attempts.begin(7)).toBe('handle')
  expect(readdirSync(home)).toEqual(['running'])
  attempts.done(7)
  attempts.close()
  expect(readdirSync(home)).toEqual([])
})

test('an update that brought the process down three times is dropped, and one that did not is handled', () => {
  const home = folder()
  openAttempts(home).begin(7)
  for (const death of [2, 3]) {
    const attempts = openAttempts(home)
    expect(attempts.isCareful(), `after death ${death - 1}`).toBe(true)
    expect(attempts.begin(7), `before death ${death}`).toBe('handle')
  }
  const afterThree = openAttempts(home)
  expect(afterThree.begin(7)).toBe('drop')
  afterThree.done(7)
  expect(afterThree.begin(8)).toBe('handle')
  afterThree.done(8)
  afterThree.calm()
  expect(afterThree.begin(9)).toBe('handle')
  expect(readdirSync(home)).toEqual(['running'])
})

test('a note that the crash left half-written counts as none', () => {
  const home = folder()
  openAttempts(home)
  writeFileSync(join(home, 'in-hand'), '7')
  expect(openAttempts(home).begin(7)).toBe('handle')
})

test('the same update given twice while it is in hand is not handled twice, nor counted as a death', () => {
  const attempts = openAttempts(folder())
  expect(attempts.begin(7)).toBe('handle')
  expect(attempts.begin(7)).toBe('busy')
  attempts.done(7)
  expect(attempts.begin(7)).toBe('handle')
})

test('of several updates in hand each has a note of its own, with numbers and nothing else', () => {
  const home = folder()
  openAttempts(home)
  const careful = openAttempts(home)
  for (const update of [1, 2, 3]) careful.begin(update)
  careful.done(2)
  expect(readFileSync(join(home, 'in-hand'), 'utf8')).toBe('1 2\n3 2\n')
  careful.calm()
  expect(readdirSync(home)).toEqual(['running'])
})
