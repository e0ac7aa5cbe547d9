// The bytes of a list have one meaning: what is signed is what everybody reads.
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { describe, expect, test } from 'vitest'
import { utf8 } from '#sealing/encoding.ts'
import { readList, writeFirstList, writeNextList } from '#staff/list.ts'
import { groups, type Member } from '#staff/member.ts'
import { groups as tipGroups } from '#tips/tip.ts'
import { but, person } from './people.ts'

const aida = person('Aida', ['admin', 'reader'], ['kz', 'all'])
const bek = person('Bek', ['reader'], ['all'])
const bytes = writeFirstList([aida.member, bek.member])
const text = new TextDecoder().decode(bytes)

const edited = (from: string | RegExp, to: string) => {
  const other = text.replace(from, to)
  expect(other).not.toBe(text)
  return readList(utf8(other))
}
const with_ = (change: Partial<Member>) =>
  readList(utf8(JSON.stringify({ version: 1, previous: null, members: [{ ...aida.member, ...change }] })))

test('a list is read as it was written, and the next one names it', () => {
  expect(readList(bytes)).toEqual({ ok: true, list: { version: 1, previous: null, members: [aida.member, bek.member] } })
  const next = readList(writeNextList(bytes, [aida.member, but(bek, { standing: 'left' }).member]))
  expect(next.ok && [next.list.version, next.list.previous?.length, next.list.members[1]?.standing]).toEqual([2, 64, 'left'])
})

describe('bytes that two programs could read differently are no list', () => {
  test.each<[string, string | RegExp, string]>([
    ['a space', ',"previous"', ', "previous"'],
    ['a repeated key', '{"version":1,', '{"version":2,"version":1,'],
    ['a repeated key of a member', '"standing":"active"}', '"standing":"left","standing":"active"}'],
    ['a number in another form', '"version":1,', '"version":1.0,'],
    ['an escape that is not needed', 'Aida', '\\u0041ida'],
    ['a mark at the beginning', '{"version"', '\uFEFF{"version"'],
    ['a line break at the end', /$/, '\n'],
    ['a key too many', '{"version":1,', '{"version":1,"note":"",'],
    ['a key too many of a member', '"standing":"active"}', '"standing":"active","phone":"1"}'],
    ['a key that is no key', '{"version":1,', '{"__proto__":{},"version":1,'],
    ['version 0', '"version":1,', '"version":0,'],
    ['version 2 without the list before', '"version":1,', '"version":2,'],
    ['list 1 with one before', '"previous":null', `"previous":"${'0'.repeat(64)}"`],
    ['nobody', /"members":.*/, '"members":[]}'],
  ])('%s', (_what, from, to) => {
    expect(edited(from, to)).toEqual({ ok: false, why: 'not-a-list' })
  })

  test('broken UTF-8, a cut end, something else altogether', () => {
    expect(readList(new Uint8Array([...bytes.slice(0, -2), 0xff, 0x7d]))).toEqual({ ok: false, why: 'not-a-list' })
    for (const other of [bytes.slice(0, -1), new Uint8Array(), utf8('null'), utf8('[]')])
      expect(readList(other)).toEqual({ ok: false, why: 'not-a-list' })
  })
})

describe('a member', () => {
  test.each(['Аида', 'Oʻgʻabek', 'Ñurjan', 'Ян', 'Ǵáziz', 'a'.repeat(30)])('can be called %s', name => {
    expect(with_({ name }).ok).toBe(true)
  })

  test.each(['A', 'a'.repeat(31), 'Aida B', 'Aida1', '', ' Aida', '@aida', 'Aida\u0306\u200B', 'e\u0301va', '\u0301ab'])(
    'cannot be called "%s"',
    name => {
      expect(with_({ name })).toEqual({ ok: false, why: 'not-a-list' })
    },
  )

  test('has whole keys of the one kind that is sealed to', async () => {
    const weak = await identityToRecipient(await generateX25519Identity())
    for (const seal of [weak, '', aida.member.seal.slice(0, -1), aida.member.seal.toUpperCase()])
      expect(with_({ seal: seal as Member['seal'] })).toEqual({ ok: false, why: 'not-a-list' })
    for (const sign of ['', aida.member.sign.slice(2), aida.member.sign.toUpperCase()])
      expect(with_({ sign })).toEqual({ ok: false, why: 'not-a-list' })
  })

  test.each<[string, Partial<Record<keyof Member, unknown>>]>([
    ['an unknown role', { roles: ['admin', 'owner'] }],
    ['a role twice', { roles: ['admin', 'admin'] }],
    ['an unknown group', { groups: ['ru'] }],
    ['a group twice', { groups: ['kz', 'kz'] }],
    ['an unknown standing', { standing: 'removed' }],
    ['an id that is too short', { id: 'ab' }],
  ])('does not have %s', (_what, change) => {
    expect(with_(change as Partial<Member>)).toEqual({ ok: false, why: 'not-a-list' })
  })
})

test('no two members share an id, a key, or, while active, a call-name', () => {
  const together = (change: Partial<Member>) =>
    readList(utf8(JSON.stringify({ version: 1, previous: null, members: [aida.member, { ...bek.member, ...change }] })))
  expect(together({ id: aida.member.id })).toEqual({ ok: false, why: 'same-id' })
  expect(together({ seal: aida.member.seal })).toEqual({ ok: false, why: 'same-key' })
  expect(together({ sign: aida.member.sign })).toEqual({ ok: false, why: 'same-key' })
  expect(together({ name: 'aIDA' })).toEqual({ ok: false, why: 'same-name' })
  expect(together({ name: 'aIDA', standing: 'left' }).ok).toBe(true)
})

test('a list that nobody could ever change again is none', () => {
  expect(with_({ roles: ['reader'] })).toEqual({ ok: false, why: 'no-admin' })
  expect(with_({ standing: 'left' })).toEqual({ ok: false, why: 'no-admin' })
})

test('the groups of readers are the groups of threads', () => {
  expect(groups).toEqual(tipGroups)
})
