import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Button, decodeButton, encodeButton } from '#bot/buttons.ts'
import { places, topics } from '#knowledge/article.ts'
import { languages } from '#language/languages.ts'
import { realLibrary } from './chat-house.ts'

const from = fc.oneof(
  fc.constant({}),
  fc.record({ place: fc.constantFrom(...places), page: fc.nat(99) }),
  fc.record({ place: fc.constantFrom(...places), topic: fc.nat(topics.length - 1), page: fc.nat(99) }),
)
const id = fc.constantFrom(...realLibrary().articles.map(article => article.id))

const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record({ to: fc.constant('card' as const), id, rest: from }).map(({ rest, ...card }) => ({ ...card, ...rest })),
  fc
    .record({ to: fc.constant('timeline' as const), id, part: fc.nat(99), rest: from })
    .map(({ rest, ...timeline }) => ({ ...timeline, ...rest })),
  fc
    .record({ to: fc.constantFrom('related' as const, 'languages' as const), id, rest: from })
    .map(({ rest, ...other }) => ({ ...other, ...rest })),
  fc.record({ to: fc.constant('topics' as const), place: fc.constantFrom(...places) }),
  fc.record({ to: fc.constant('list' as const), place: fc.constantFrom(...places), topic: fc.nat(topics.length - 1), page: fc.nat(99) }),
  fc.constantFrom<Button>({ to: 'places' }, { to: 'speak' }, { to: 'none' }, { to: 'forget' }, { to: 'info', about: 'privacy' }),
)

describe('a button', () => {
  test('comes back as it was sent, in the language it was made in, and fits into 64 bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...languages), button, (language, target) => {
        const data = encodeButton(language, target)
        expect(Buffer.byteLength(data), data).toBeLessThanOrEqual(64)
        expect(decodeButton(data)).toEqual({ language, target })
      }),
      { numRuns: 2000 },
    )
  })

  test('of nobody is refused, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 64 }), data => {
        const decoded = decodeButton(data)
        expect(decoded === undefined || encodeButton(decoded.language, decoded.target).length <= data.length).toBe(true)
      }),
    )
    for (const data of ['', '.', 'en', 'xx.p', 'en.p.extra', 'en.c', 'en.c.a.b', 'en.o.us', 'en.a.kz.99.0', 'en.c.UPPER', '__proto__.p']) {
      expect(decodeButton(data), data).toBeUndefined()
    }
  })
})
