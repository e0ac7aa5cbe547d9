// Whatever is allowed verifies with exactly the signatures it takes, and not with one less; whatever is edited does not.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Group } from '#staff/member.ts'
import { checkChain, type SignedList } from '#staff/readers.ts'
import { but, firstList, flip, nextList, type Person, person, pinnedAt } from './people.ts'

/** Keys take a while to make: the stories draw from this crowd, each person once. */
const crowd = Array.from({ length: 24 }, (_, index) => person(`N${'abcdefghijklmnopqrstuvwx'[index]}`, ['reader'], ['kz', 'all']))
const founders = [person('Aida', ['admin', 'reader']), person('Bek', ['admin']), person('Chu', ['reader'], ['kz', 'uz', 'all'])]

const acts = [
  'add',
  'add-admin',
  'remove',
  'taken',
  'take-group',
  'take-role',
  'give-group',
  'rekey',
  'promote',
  'demote',
  'confirm',
] as const
type Act = (typeof acts)[number]
/** Written down by hand, so that the code is not measured with itself. */
const takesOne: readonly Act[] = ['remove', 'taken', 'take-group', 'take-role', 'confirm']

interface Story {
  readonly lists: readonly SignedList[]
  /** The lists again, each signed by one person less than it takes. */
  readonly weak: readonly SignedList[]
}

const steps = fc.array(fc.record({ act: fc.constantFrom(...acts), who: fc.nat(1000), by: fc.nat(1000) }), { minLength: 1, maxLength: 8 })

test('any sequence of allowed changes verifies, and none of them with one signature less', () => {
  fc.assert(
    fc.property(steps, chosen => {
      const { lists, weak } = tell(chosen)
      const known = pinnedAt(lists)
      expect(checkChain(lists, known)).toMatchObject({ ok: true, list: { version: lists.length } })
      for (const [index, list] of weak.entries()) {
        const checked = checkChain([...lists.slice(0, index + 1), list], known)
        expect(checked.ok ? 'ok' : checked.why).toMatch(/^(not-enough-signatures|removed-an-admin-alone)$/)
      }
    }),
    { numRuns: 20 },
  )
})

const chain = tell([
  { act: 'add', who: 0, by: 0 },
  { act: 'taken', who: 0, by: 1 },
]).lists
const known = pinnedAt(chain)

test('a chain with any one bit of any list turned is refused', () => {
  fc.assert(
    fc.property(fc.nat(chain.length - 1), fc.nat(), (at, bit) => {
      const edited = chain.map((list, index) => (index === at ? { ...list, bytes: flip(list.bytes, bit % (list.bytes.length * 8)) } : list))
      expect(checkChain(edited, known).ok).toBe(false)
    }),
    { numRuns: 100 },
  )
})

test('a chain with any one bit of any signature turned is refused', () => {
  fc.assert(
    fc.property(fc.nat(chain.length - 1), fc.nat(511), (at, bit) => {
      const edited = chain.map((list, index) => {
        const [one, ...rest] = list.signatures
        return index !== at || one === undefined
          ? list
          : { ...list, signatures: [{ ...one, signature: flip(one.signature, bit) }, ...rest] }
      })
      expect(checkChain(edited, known)).toEqual({ ok: false, why: 'wrong-signature', at: at + 1 })
    }),
    { numRuns: 100 },
  )
})

function tell(chosen: readonly { act: Act; who: number; by: number }[]): Story {
  let people = founders
  const lists = [firstList(people)]
  const weak: SignedList[] = []
  for (const [turn, { act, who, by }] of chosen.entries()) {
    const changed = change(people, act, who, crowd.slice(turn * 2, turn * 2 + 2))
    const before = lists.at(-1)
    if (changed === undefined || before === undefined) continue
    const admins = people.filter(isAdmin)
    const needed = takesOne.includes(act) ? 1 : Math.min(2, admins.length)
    const signers = Array.from({ length: needed }, (_, index) => admins[(by + index) % admins.length]).filter(one => one !== undefined)
    weak.push(nextList(before, changed, signers.slice(1)))
    lists.push(nextList(before, changed, signers))
    people = changed
  }
  return { lists, weak }
}

/** The people after an act, or undefined where it has nobody to act on. */
function change(people: readonly Person[], act: Act, who: number, fresh: readonly Person[]): Person[] | undefined {
  const [newcomer, spare] = fresh
  if (newcomer === undefined || spare === undefined || act === 'confirm') return [...people]
  if (act === 'add') return [...people, newcomer]
  if (act === 'add-admin') return [...people, but(newcomer, { roles: ['admin'] })]
  const able = people.filter(one => fits(one, act))
  const one = able[who % (able.length || 1)]
  if (one === undefined || (act === 'demote' && able.length < 2)) return undefined
  return people.map(other => (other === one ? changeOne(one, act, spare) : other))
}

function fits({ member }: Person, act: Act): boolean {
  if (member.standing !== 'active') return false
  if (act === 'demote') return member.roles.includes('admin')
  if (act === 'rekey') return true
  if (member.roles.includes('admin')) return false
  if (act === 'take-group') return member.groups.length > 0
  if (act === 'give-group') return !member.groups.includes('tm')
  return act === 'take-role' ? member.roles.includes('reader') : true
}

function changeOne(one: Person, act: Act, spare: Person): Person {
  const { member } = one
  if (act === 'remove') return but(one, { standing: 'left' })
  if (act === 'taken') return but(one, { standing: 'taken' })
  if (act === 'take-group') return but(one, { groups: member.groups.slice(1) })
  if (act === 'take-role') return but(one, { roles: member.roles.filter(role => role !== 'reader') })
  if (act === 'give-group') return but(one, { groups: [...member.groups, 'tm' satisfies Group] })
  if (act === 'promote') return but(one, { roles: [...member.roles, 'admin'] })
  if (act === 'demote') return but(one, { roles: member.roles.filter(role => role !== 'admin') })
  return { ...spare, member: { ...member, seal: spare.member.seal, sign: spare.member.sign } }
}

function isAdmin({ member }: Person): boolean {
  return member.standing === 'active' && member.roles.includes('admin')
}
