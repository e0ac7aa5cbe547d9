// Nobody is a reader unless the admins of the list before said so; whatever is done to the chain is seen and named.
import { describe, expect, test } from 'vitest'
import type { Member } from '#staff/member.ts'
import { checkChain, type ListFault, type SignedList } from '#staff/readers.ts'
import { but, firstList, nextList, type Person, person, pinnedAt, signed } from './people.ts'

const aida = person('Аида', ['admin', 'reader'])
const bek = person('Bek', ['admin'], [])
const chu = person('Chu', ['admin'], [])
const dana = person('Dana', ['reader'], ['kz', 'all'])
const team = [aida, bek, chu, dana]
const first = firstList(team)
const pinned = pinnedAt([first])

/** What comes of a second list with these people, signed by these. */
function second(people: readonly Person[], signers: readonly Person[]): ListFault | 'ok' {
  return outcome([first, nextList(first, people, signers)])
}

function outcome(lists: readonly SignedList[], known = pinned): ListFault | 'ok' {
  const checked = checkChain(lists, known)
  return checked.ok ? 'ok' : checked.why
}

const except = (...gone: readonly Person[]) => team.filter(one => !gone.includes(one))

describe('the first list', () => {
  test('is the root: signed by its first admin, and pinned', () => {
    const checked = checkChain([first], pinned)
    expect(checked.ok && checked.list.members.map(member => member.name)).toEqual(['Аида', 'Bek', 'Chu', 'Dana'])
    expect(outcome([firstList(team, [bek])], pinned)).toBe('not-enough-signatures')
    expect(outcome([firstList(team, [])], pinned)).toBe('not-enough-signatures')
  })

  test('that somebody else made is refused, and without anything pinned nothing is trusted', () => {
    expect(outcome([firstList([person('Eve', ['admin', 'reader'])])])).toBe('wrong-root')
    expect(checkChain([first], undefined)).toEqual({ ok: false, why: 'nothing-pinned', at: 1 })
  })
})

describe('one signature of an admin', () => {
  const dropped = (change: Partial<Member>) => [...except(dana), but(dana, change)]

  test.each<[string, Partial<Member>]>([
    ['removes a reader who was taken', { standing: 'taken' }],
    ['removes a reader who left, with groups and role', { standing: 'left', roles: [], groups: [] }],
    ['takes a group', { groups: ['all'] }],
    ['takes the role of reader', { roles: [] }],
    ['confirms the list as it is', {}],
  ])('%s', (_what, change) => {
    expect(second(dropped(change), [bek])).toBe('ok')
    expect(second(dropped(change), [])).toBe('not-enough-signatures')
    expect(second(dropped(change), [dana])).toBe('signed-by-non-admin')
  })

  test.each<[string, readonly Person[]]>([
    ['add a reader', [...team, person('Erlan', ['reader'])]],
    ['add a recovery member', [...team, person('Erlan', ['recovery'], [])]],
    ['add a group', dropped({ groups: ['kz', 'all', 'tm'] })],
    ['add a role', dropped({ roles: ['reader', 'auditor'] })],
    ['make an admin', dropped({ roles: ['reader', 'admin'] })],
    ['change a key to seal to', dropped({ seal: person('X', []).member.seal })],
    ['change a signing key', dropped({ sign: person('X', []).member.sign })],
    ['change a key of one whom it removes', dropped({ standing: 'left', sign: person('X', []).member.sign })],
    ['rename', dropped({ name: 'Dinara' })],
    ['take a group and add another', dropped({ groups: ['all', 'uz'] })],
    ['touch another admin: a group', [but(aida, { groups: [] }), ...except(aida)]],
    ['touch another admin: a name', [but(bek, { name: 'Bekzat' }), ...except(bek)]],
    ['touch itself', [but(chu, { groups: ['kz'] }), ...except(chu)]],
    ['remove a reader and add one', [...dropped({ standing: 'left' }), person('Erlan', ['reader'])]],
  ])('is not enough to %s; two are', (_what, people) => {
    expect(second(people, [chu])).toBe('not-enough-signatures')
    expect(second(people, [chu, bek])).toBe('ok')
    expect(second(people, [chu, bek, aida])).toBe('ok')
  })

  test('does not take the role of an auditor: whoever is watched does not choose the watcher', () => {
    const olga = person('Olga', ['auditor', 'reader'])
    const root = firstList([...team, olga])
    const blind = nextList(root, [...team, but(olga, { roles: ['reader'] })], [bek])
    expect(outcome([root, blind], pinnedAt([root]))).toBe('not-enough-signatures')
  })

  test('turns "left" into "taken", and only two turn nothing back', () => {
    const left = nextList(first, dropped({ standing: 'left' }), [bek])
    const taken = nextList(left, dropped({ standing: 'taken' }), [chu])
    expect(outcome([first, left, taken])).toBe('ok')
    expect(outcome([first, left, taken, nextList(taken, dropped({ standing: 'left' }), [bek, chu])])).toBe('removed-was-changed')
  })
})

describe('an admin', () => {
  const without = [aida, but(bek, { standing: 'taken' }), chu, dana]

  test('cannot remove another alone, nor make them no admin', () => {
    expect(second(without, [aida])).toBe('removed-an-admin-alone')
    expect(second([aida, but(bek, { roles: [] }), chu, dana], [aida])).toBe('removed-an-admin-alone')
    expect(second(without, [aida, chu])).toBe('ok')
  })

  test('who is one of two is stuck without the other, but can still take reading away', () => {
    const two = [aida, bek, dana]
    const root = firstList(two)
    const known = pinnedAt([root])
    expect(outcome([root, nextList(root, [aida, but(bek, { standing: 'taken' }), dana], [aida])], known)).toBe('removed-an-admin-alone')
    expect(outcome([root, nextList(root, [...two, person('Erlan', ['admin'])], [aida])], known)).toBe('not-enough-signatures')
    expect(outcome([root, nextList(root, [aida, bek, but(dana, { standing: 'taken' })], [aida])], known)).toBe('ok')
  })

  test('who is the only one does everything alone, in sight of all', () => {
    const root = firstList([aida, dana])
    const more = nextList(root, [aida, dana, chu], [aida])
    expect(outcome([root, more], pinnedAt([root]))).toBe('ok')
    expect(() => nextList(root, [but(aida, { standing: 'left' }), dana], [aida])).toThrow('no-admin')
  })

  test('who was removed signs nothing any more, and a new one nothing before', () => {
    const removed = nextList(first, without, [aida, chu])
    const after = [...without, person('Erlan', ['reader'])]
    expect(outcome([first, removed, nextList(removed, after, [aida, bek])])).toBe('signed-by-removed')
    const erlan = person('Erlan', ['admin'])
    expect(second([...team, erlan], [aida, erlan])).toBe('signed-by-stranger')
  })

  test('does not count twice, and cannot sign for another', () => {
    const people = [...team, person('Erlan', ['reader'])]
    expect(second(people, [aida, aida])).toBe('signed-twice')
    const forged = nextList(first, people, [aida, { ...bek, signSeed: aida.signSeed }])
    expect(outcome([first, forged])).toBe('wrong-signature')
  })
})

describe('a member', () => {
  const gone = nextList(first, [...except(dana), but(dana, { standing: 'left' })], [aida])

  test('stays in the list for ever, and does not come back under the same id', () => {
    expect(second(except(dana), [aida, bek])).toBe('member-missing')
    expect(outcome([first, gone, nextList(gone, team, [aida, bek])])).toBe('removed-came-back')
    const renamed = [...except(dana), but(dana, { standing: 'left', name: 'Erlan' })]
    expect(outcome([first, gone, nextList(gone, renamed, [aida, bek])])).toBe('removed-was-changed')
  })

  test('leaves the call-name free for another', () => {
    const again = [...except(dana), but(dana, { standing: 'left' }), person('dana', ['reader'])]
    expect(outcome([first, gone, nextList(gone, again, [aida, bek])])).toBe('ok')
  })

  test('never gets the key of another, not even of one who is gone, not even in exchange', () => {
    const heir = but(person('Erlan', ['reader']), { seal: dana.member.seal })
    expect(() => nextList(gone, [...except(dana), but(dana, { standing: 'left' }), heir], [aida, bek])).toThrow('same-key')
    const exchanged = [but(aida, { sign: bek.member.sign }), but(bek, { sign: aida.member.sign }), chu, dana]
    expect(second(exchanged, [aida, bek])).toBe('swapped-keys')
    const rekeyed = nextList(first, [...except(dana), but(dana, { seal: person('X', []).member.seal })], [aida, bek])
    const later = nextList(rekeyed, [...except(dana), but(dana, { seal: person('Y', []).member.seal }), heir], [aida, bek])
    expect(outcome([first, rekeyed, later])).toBe('swapped-keys')
  })
})

describe('the chain', () => {
  const more = nextList(first, [...team, person('Erlan', ['reader'])], [aida, bek])
  const other = nextList(first, team, [chu])
  const third = nextList(more, [...team, person('Erlan', ['reader'])], [aida, bek])
  const last = nextList(other, team, [aida])

  test('rolled back, forked, with a gap, or out of order is named', () => {
    expect(outcome([first], pinnedAt([first, more], 2))).toBe('rolled-back')
    expect(outcome([], pinned)).toBe('rolled-back')
    expect(outcome([first, other], pinnedAt([first, more], 2))).toBe('fork')
    expect(outcome([first, more, other])).toBe('fork')
    expect(outcome([first, more, last])).toBe('fork')
    expect(outcome([first, last])).toBe('gap')
    expect(outcome([more])).toBe('gap')
    expect(outcome([first, other, last], pinnedAt([first, other], 2))).toBe('ok')
    expect(outcome([first, more, third])).toBe('member-missing')
  })

  test('names the version where it breaks', () => {
    expect(checkChain([first, more, last], pinned)).toEqual({ ok: false, why: 'fork', at: 3 })
    expect(checkChain([first, signed(other.bytes, [])], pinned)).toEqual({ ok: false, why: 'not-enough-signatures', at: 2 })
  })
})
