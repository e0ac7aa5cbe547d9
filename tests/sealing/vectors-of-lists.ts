// The vectors of the list of readers: chains that hold, and chains that must be refused, by name.
import { recipientOf } from '#sealing/age.ts'
import { toHex, utf8 } from '#sealing/encoding.ts'
import { signingPublicOf } from '#sealing/message.ts'
import { listHash } from '#sealing/reader-list.ts'
import type { MemberId } from '#sealing/wrap.ts'
import type { Group, Role } from '#staff/member.ts'
import type { SignedList } from '#staff/readers.ts'
import { but, firstList, nextList, type Person, signed } from '#tests/staff/people.ts'

const aida = fixed('Aida', 0xa0, ['admin', 'reader'], ['kz', 'all'])
const bek = fixed('Bek', 0xb0, ['admin', 'auditor'], [])
const chu = fixed('Chu', 0xc0, ['reader'], ['kz', 'all'])
const paper = fixed('Paper', 0xd0, ['recovery'], [])
const eve = fixed('Eve', 0xe0, ['admin', 'reader'], ['all'])

/** Lists by name, and chains of them; `floor` is the name of the list that the checker accepted last. */
export function listVectors(): object {
  const lists = { ...goodLists(), ...badLists(), ...badThirdLists() }
  return {
    lists: Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, written(list)])),
    holds: [
      { what: 'the first list alone', lists: ['first'], floor: 'first' },
      { what: 'a reader removed by one admin', lists: ['first', 'without Chu'], floor: 'first' },
      {
        what: 'a recovery member added by two, then a reader removed by one',
        lists: ['first', 'with Paper', 'later'],
        floor: 'with Paper',
      },
      { what: 'an admin removed by two', lists: ['first', 'without Bek'], floor: 'without Bek' },
    ],
    refused: [
      { what: 'nothing at all', lists: [], floor: 'first', why: 'rolled-back', at: 1 },
      { what: 'another root', lists: ['of Eve'], floor: 'first', why: 'wrong-root', at: 1 },
      { what: 'an older state', lists: ['first'], floor: 'with Paper', why: 'rolled-back', at: 2 },
      { what: 'another second list than the one seen', lists: ['first', 'without Chu'], floor: 'with Paper', why: 'fork', at: 2 },
      { what: 'two second lists', lists: ['first', 'with Paper', 'without Chu'], floor: 'first', why: 'fork', at: 3 },
      { what: 'a third list after another second one', lists: ['first', 'without Chu', 'later'], floor: 'first', why: 'fork', at: 3 },
      { what: 'a missing second list', lists: ['first', 'later'], floor: 'first', why: 'gap', at: 2 },
      ...Object.keys(badLists()).flatMap(name => badChain(name)),
      { what: 'a removed admin signs', lists: ['first', 'without Bek', 'by Bek'], floor: 'first', why: 'signed-by-removed', at: 3 },
      { what: 'a removed member is back', lists: ['first', 'without Chu', 'Chu again'], floor: 'first', why: 'removed-came-back', at: 3 },
      {
        what: 'a removed member has a new key',
        lists: ['first', 'without Chu', 'Chu edited'],
        floor: 'first',
        why: 'removed-was-changed',
        at: 3,
      },
    ],
  }
}

function badChain(name: string): object[] {
  const why = name.split(': ')[1]
  return why === undefined ? [] : [{ what: name, lists: ['first', name], floor: 'first', why, at: 2 }]
}

function goodLists() {
  const first = firstList([aida, bek, chu])
  const withPaper = nextList(first, [aida, bek, chu, paper], [aida, bek])
  return {
    first,
    'with Paper': withPaper,
    later: nextList(withPaper, [aida, bek, but(chu, { standing: 'left' }), paper], [bek]),
    'without Chu': nextList(first, [aida, bek, but(chu, { standing: 'taken' })], [bek]),
    'without Bek': nextList(first, [aida, but(bek, { standing: 'taken' }), chu], [aida, bek]),
  }
}

/** Second lists that no signature, or not this one, can make good; the name says why after the colon. */
function badLists(): Record<string, SignedList> {
  const { first } = goodLists()
  const after = (people: readonly Person[], ...signers: Person[]) => nextList(first, people, signers)
  const exchanged = [but(aida, { seal: bek.member.seal }), but(bek, { seal: aida.member.seal }), chu]
  const spaced = utf8(new TextDecoder().decode(after([aida, bek, chu]).bytes).replace(',', ', '))
  return {
    'of Eve': firstList([eve]),
    'added by one of two: not-enough-signatures': after([aida, bek, chu, paper], aida),
    'a key changed by one of two: not-enough-signatures': after([aida, bek, but(chu, { seal: eve.member.seal })], aida),
    'unsigned: not-enough-signatures': after([aida, bek, but(chu, { standing: 'taken' })]),
    'an admin removed by the other: removed-an-admin-alone': after([aida, but(bek, { standing: 'taken' }), chu], aida),
    'signed by a reader: signed-by-non-admin': after([aida, bek, chu, paper], aida, chu),
    'signed by one who stands only in the new list: signed-by-stranger': after([aida, bek, chu, eve], aida, eve),
    'one admin signed twice: signed-twice': after([aida, bek, chu, paper], aida, aida),
    'one admin signed for the other: wrong-signature': after([aida, bek, chu, paper], aida, { ...bek, signSeed: aida.signSeed }),
    'two members with exchanged keys: swapped-keys': after(exchanged, aida, bek),
    'a member left out: member-missing': after([aida, bek], aida, bek),
    'a space in the bytes: not-a-list': signed(spaced, [aida, bek]),
  }
}

function badThirdLists(): Record<string, SignedList> {
  const { 'without Bek': withoutBek, 'without Chu': withoutChu } = goodLists()
  const edited = but(chu, { standing: 'taken', seal: eve.member.seal })
  return {
    'by Bek': nextList(withoutBek, [aida, but(bek, { standing: 'taken' }), chu, paper], [aida, bek]),
    'Chu again': nextList(withoutChu, [aida, bek, chu], [aida, bek]),
    'Chu edited': nextList(withoutChu, [aida, bek, edited], [aida, bek]),
  }
}

function fixed(name: string, key: number, roles: readonly Role[], groups: readonly Group[]): Person {
  const [sealSeed, signSeed] = [new Uint8Array(32).fill(key), new Uint8Array(32).fill(key + 1)]
  const keys = { seal: recipientOf(sealSeed), sign: toHex(signingPublicOf(signSeed)) }
  const id = toHex(new Uint8Array(16).fill(key)) as MemberId
  return { sealSeed, signSeed, member: { id, name, roles, groups, ...keys, standing: 'active' } }
}

function written({ bytes, signatures }: SignedList): object {
  const text = new TextDecoder().decode(bytes)
  return { hash: listHash(bytes), text, signatures: signatures.map(({ member, signature }) => ({ member, signature: toHex(signature) })) }
}
