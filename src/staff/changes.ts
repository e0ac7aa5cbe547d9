// What one list may change of the list before it, and how many admins must sign that.
import type { ReaderList } from './list.ts'
import { is, isActive, type Member } from './member.ts'

export type ChangeFault =
  /** A removed member stays in the list; nobody ever drops out of it. */
  | 'member-missing'
  | 'removed-came-back'
  /** Of a removed member nothing changes any more but `left` to `taken`. */
  | 'removed-was-changed'

/** Names a change that no number of signatures allows. */
export function forbiddenChange(previous: ReaderList, next: ReaderList): ChangeFault | undefined {
  for (const before of previous.members) {
    const after = find(next, before)
    if (after === undefined) return 'member-missing'
    if (isActive(before) || isSame(before, after)) continue
    if (isActive(after)) return 'removed-came-back'
    if (!isSame({ ...before, standing: 'taken' }, after)) return 'removed-was-changed'
  }
  return undefined
}

/** How many admins of the list before must sign: one to take a reader's reading away or to confirm, else min(2, active admins). */
export function signaturesNeeded(previous: ReaderList, next: ReaderList): 1 | 2 {
  const isLight = next.members.every(after => {
    const before = find(previous, after)
    return before !== undefined && (isSame(before, after) || onlyTakesReading(before, after))
  })
  return isLight || previous.members.filter(isAdmin).length < 2 ? 1 : 2
}

/** True when an active admin of the list before is none any more. */
export function removesAnAdmin(previous: ReaderList, next: ReaderList): boolean {
  return previous.members.some(before => {
    const after = find(next, before)
    return isAdmin(before) && (after === undefined || !isAdmin(after))
  })
}

export function isAdmin(member: Member): boolean {
  return is(member, 'admin')
}

/** Removed, removed for a worse reason, or with fewer groups or reading roles: of one who is no admin, and nothing else. */
function onlyTakesReading(before: Member, after: Member): boolean {
  if (before.roles.includes('admin')) return false
  const taken = before.roles.filter(role => !after.roles.includes(role))
  return (
    hasSameKeysAndName(before, after) &&
    after.roles.every(role => before.roles.includes(role)) &&
    taken.every(role => role === 'reader' || role === 'recovery') &&
    after.groups.every(group => before.groups.includes(group)) &&
    (before.standing === after.standing || before.standing === 'active' || after.standing === 'taken')
  )
}

function isSame(one: Member, other: Member): boolean {
  return (
    hasSameKeysAndName(one, other) &&
    one.standing === other.standing &&
    hasSameValues(one.roles, other.roles) &&
    hasSameValues(one.groups, other.groups)
  )
}

function hasSameKeysAndName(one: Member, other: Member): boolean {
  return one.name === other.name && one.seal === other.seal && one.sign === other.sign
}

function hasSameValues(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every(value => others.includes(value))
}

function find(list: ReaderList, { id }: Member): Member | undefined {
  return list.members.find(member => member.id === id)
}
