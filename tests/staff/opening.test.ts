// Nobody is asked to tell what only one person, or no one, could read.
import { describe, expect, test } from 'vitest'
import type { ReaderList } from '#staff/list.ts'
import type { Group, Member } from '#staff/member.ts'
import { openingOf, signersOf } from '#staff/opening.ts'
import type { Openers } from '#tips/conversation.ts'
import { but, type Person, person } from './people.ts'

const aida = person('Aida', ['admin', 'reader'], ['kz', 'all'])
const bek = person('Bek', ['reader'], ['kz', 'all'])
const chu = person('Chu', ['reader'], ['tm', 'all'])
const paper = person('Paper', ['recovery'], [])
const admin = person('Dana', ['admin', 'auditor'], ['kz', 'all'])

const listOf = (...people: readonly Person[]): ReaderList => ({ version: 7, previous: null, members: people.map(one => one.member) })

function opened(group: Group, ...people: readonly Person[]): string {
  const opening = openingOf(listOf(...people), group)
  if (!opening.ok) return opening.why
  const names = opening.members.map(({ id }) => people.find(one => one.member.id === id)?.member.name)
  return `${opening.fellToAll ? 'fell to ' : ''}${opening.group}: ${names.join(' ')}`
}

describe('a group is open', () => {
  test('when two readers, or one reader and a recovery member, can open it', () => {
    expect(opened('kz', aida, bek)).toBe('kz: Aida Bek')
    expect(opened('kz', aida, paper)).toBe('kz: Aida Paper')
    expect(opened('kz', aida, bek, chu, paper, admin)).toBe('kz: Aida Bek Paper')
  })

  test('to nobody but its readers and the recovery members, who have the keys of the list', () => {
    const opening = openingOf(listOf(aida, bek, chu, admin), 'kz')
    expect(opening.ok && opening.members).toEqual([aida, bek].map(({ member }) => ({ id: member.id, recipient: member.seal })))
    // What a conversation seals to.
    const taken: Openers | undefined = opening.ok ? opening : undefined
    expect(taken?.listVersion).toBe(7)
  })

  test('as a part of all, where the country has not enough readers of its own', () => {
    expect(opened('tm', aida, bek, chu)).toBe('fell to all: Aida Bek Chu')
    expect(opened('uz', aida, bek)).toBe('fell to all: Aida Bek')
    expect(opened('tm', aida, bek, chu, paper)).toBe('tm: Chu Paper')
  })

  test('as itself, when people tell to all', () => {
    expect(opened('all', aida, chu)).toBe('all: Aida Chu')
  })
})

describe('everything is closed', () => {
  const away = (one: Person, standing: Member['standing']) => but(one, { standing })

  test.each<[string, Person[]]>([
    ['only one reads', [aida, admin]],
    ['nobody reads', [admin]],
    ['only paper could open', [paper, person('Sheet', ['recovery'], []), admin]],
    ['a paper reads another country only', [person('Sheet', ['reader', 'recovery'], ['uz']), paper]],
    ['one is reader and recovery in one person', [person('Both', ['reader', 'recovery'], ['all'])]],
    ['the second one left', [aida, away(bek, 'left')]],
    ['the second one was taken', [aida, away(bek, 'taken')]],
    ['the recovery member is gone', [aida, away(paper, 'taken')]],
    ['a country has enough, but all has not', [person('Ela', ['reader'], ['kz']), person('Fara', ['reader'], ['kz'])]],
  ])('when %s', (_what, people) => {
    for (const group of ['kz', 'all'] as const) expect(opened(group, ...people)).toBe('too-few-readers')
  })
})

test('answers are believed of whoever is there or left in peace, never of one who was taken', () => {
  const signers = signersOf(listOf(aida, but(bek, { standing: 'left' }), but(chu, { standing: 'taken' })))
  expect([...signers.keys()]).toEqual([aida.member.id, bek.member.id])
  expect(Buffer.from(signers.get(bek.member.id) ?? []).toString('hex')).toBe(bek.member.sign)
})
