// Who can open the tips of a group, whether that is enough for people to tell, and whose answers are believed.
import type { Recipient } from '#sealing/age.ts'
import { fromHex } from '#sealing/encoding.ts'
import type { MemberId } from '#sealing/wrap.ts'
import type { ReaderList } from './list.ts'
import { type Group, is, type Member } from './member.ts'

export type Opening =
  | {
      readonly ok: true
      /** The group that the thread gets: `all` where the country has not enough readers of its own, and the person is told. */
      readonly group: Group
      readonly fellToAll: boolean
      readonly listVersion: number
      readonly members: readonly { readonly id: MemberId; readonly recipient: Recipient }[]
    }
  | { readonly ok: false; readonly why: 'too-few-readers' }

/** Who opens the tips that a person tells to a group. Everything is closed while `all` has not enough: not everybody can name a country. */
export function openingOf(list: ReaderList, group: Group): Opening {
  if (!canBeOpened(list, 'all')) return { ok: false, why: 'too-few-readers' }
  const fellToAll = !canBeOpened(list, group)
  const opened = fellToAll ? 'all' : group
  const members = openers(list, opened).map(({ id, seal }) => ({ id, recipient: seal }))
  return { ok: true, group: opened, fellToAll, listVersion: list.version, members }
}

/** Active readers of the group, and recovery members, who open every group. */
export function openers(list: ReaderList, group: Group): Member[] {
  return list.members.filter(member => readsGroup(member, group) || is(member, 'recovery'))
}

/** The keys whose answers are believed: of all who stand in the list, also of those who left in peace, not of those who were taken. */
export function signersOf(list: ReaderList): ReadonlyMap<MemberId, Uint8Array> {
  return new Map(list.members.filter(({ standing }) => standing !== 'taken').map(({ id, sign }) => [id, fromHex(sign)]))
}

/** Two people, one of whom at least reads the group every day: two readers, or a reader and a recovery member. */
function canBeOpened(list: ReaderList, group: Group): boolean {
  const members = openers(list, group)
  return members.length >= 2 && members.some(member => readsGroup(member, group))
}

function readsGroup(member: Member, group: Group): boolean {
  return is(member, 'reader') && member.groups.includes(group)
}
