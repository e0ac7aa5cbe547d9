import { expect, test } from 'vitest'
import { numericDate } from '#language/dates.ts'

test.each([
  ['2024-08-02', '02.08.2024'],
  ['2024-08', '08.2024'],
  ['2024', '2024'],
])('%s is written %s in all languages', (day, written) => {
  expect(numericDate(day)).toBe(written)
})
