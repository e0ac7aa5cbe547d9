import { expect, test } from 'vitest'
import { createDetector } from '#language/detect.ts'
import type { Language } from '#language/languages.ts'
import { sampleSentences } from '#language/samples.ts'

const detector = createDetector(sampleSentences())
const heard = (text: string) => detector.detect(text).language

test.each<[Language, string]>([
  ['en', 'why did they arrest that journalist'],
  ['ru', 'почему закрыли нашу газету'],
  ['kk', 'журналистерді неге қамап жатыр'],
  ['ky', 'журналисттерди эмнеге камап жатышат'],
  ['tg', 'чаро рӯзноманигоронро дастгир мекунанд'],
  ['tk', 'žurnalistleri näme üçin tussag edýärler'],
  ['uz', 'jurnalistlarni nima uchun qamashyapti'],
  ['kaa', 'jurnalistlerdi ne ushın qamap atır'],
])('five words are enough to hear %s', (language, text) => {
  expect(heard(text)).toBe(language)
})

test.each<[Language, string, string]>([
  ['ru', 'in Latin letters', 'pochemu zaderzhali zhurnalista v stolice'],
  ['kk', 'without its letters', 'журналистерди неге камап жатыр екен'],
  ['tg', 'without its letters', 'чаро рузноманигоронро дастгир мекунанд'],
  ['uz', 'in Cyrillic', 'журналистларни нима учун қамашяпти'],
  ['kaa', 'in Cyrillic', 'журналистлерди не ушын қамап атыр'],
  ['kaa', 'in the Latin of the nineties', "jurnalistlerdi ne ushi'n qamap ati'r"],
  ['tk', 'without its letters', 'zurnalistleri name ucin tussag edyarler'],
])('%s is heard %s', (language, _how, text) => {
  expect(heard(text)).toBe(language)
})

test('a text without letters is not in any language', () => {
  for (const text of ['', '2022', '?!', '🙂']) expect(detector.detect(text).confidence).toBe(0)
})

test('confidence grows with the text and stays between 0 and 1', () => {
  const short = detector.detect('сот')
  const long = detector.detect('журналистерді неге қамап жатыр, сот қашан болады')
  expect(short.confidence).toBeGreaterThan(0)
  expect(short.confidence).toBeLessThan(long.confidence)
  expect(long.confidence).toBeLessThanOrEqual(1)
})
