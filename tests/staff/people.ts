// People with keys, and lists that they sign: what the tests of the staff are told in.
import { recipientOf } from '#sealing/age.ts'
import { randomBytes } from '#sealing/derive.ts'
import { toHex } from '#sealing/encoding.ts'
import { signingPublicOf } from '#sealing/message.ts'
import { listHash, type Pinned, signList } from '#sealing/reader-list.ts'
import type { MemberId } from '#sealing/wrap.ts'
import { writeFirstList, writeNextList } from '#staff/list.ts'
import type { Group, Member, Role } from '#staff/member.ts'
import type { SignedList } from '#staff/readers.ts'

export interface Person {
  readonly member: Member
  readonly signSeed: Uint8Array<ArrayBuffer>
  readonly sealSeed: Uint8Array<ArrayBuffer>
}

export function person(name: string, roles: readonly Role[], groups: readonly Group[] = ['all']): Person {
  const [sealSeed, signSeed] = [randomBytes(32), randomBytes(32)]
  const keys = { seal: recipientOf(sealSeed), sign: toHex(signingPublicOf(signSeed)) }
  const id = toHex(randomBytes(16)) as MemberId
  return { sealSeed, signSeed, member: { id, name, roles, groups, ...keys, standing: 'active' } }
}

/** The same person with something else in the list. */
export function but(one: Person, change: Partial<Member>): Person {
  return { ...one, member: { ...one.member, ...change } }
}

export function firstList(people: readonly Person[], signers: readonly Person[] = people.slice(0, 1)): SignedList {
  return signed(writeFirstList(people.map(one => one.member)), signers)
}

export function nextList(previous: SignedList, people: readonly Person[], signers: readonly Person[]): SignedList {
  return signed(
    writeNextList(
      previous.bytes,
      people.map(one => one.member),
    ),
    signers,
  )
}

export function signed(bytes: Uint8Array<ArrayBuffer>, signers: readonly Person[]): SignedList {
  return { bytes, signatures: signers.map(({ member, signSeed }) => ({ member: member.id, signature: signList(bytes, signSeed) })) }
}

/** What somebody knows who saw the chain up to `version`. */
export function pinnedAt(lists: readonly SignedList[], version = 1): Pinned {
  const hashOf = (at: number) => listHash(lists[at - 1]?.bytes ?? new Uint8Array())
  return { root: hashOf(1), floor: { version, hash: hashOf(version) } }
}

/** Bytes with one bit turned. */
export function flip(bytes: Uint8Array, bit: number): Uint8Array<ArrayBuffer> {
  const flipped = new Uint8Array(bytes)
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return flipped
}
