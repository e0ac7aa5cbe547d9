// A member of the staff as the signed list holds them: a call-name, what they may do, their public keys.
import { z } from 'zod'
import { type Recipient, readRecipient } from '#sealing/age.ts'
import type { MemberId } from '#sealing/wrap.ts'

/**
 * admin: signs lists; reader: opens the threads of their groups; auditor: watches what is done;
 * recovery: keys on paper, far away, that open every group.
 */
export const roles = ['admin', 'reader', 'auditor', 'recovery'] as const
export type Role = (typeof roles)[number]

/** Countries, and `all`, which is a group of its own: whoever reads it does not read the countries by that. */
export const groups = ['kz', 'kg', 'tj', 'tm', 'uz', 'all'] as const
export type Group = (typeof groups)[number]

/** left: in peace, their answers stay; taken: by others, with all they knew, and their answers are shown no more. */
export const standings = ['active', 'left', 'taken'] as const
export type Standing = (typeof standings)[number]

/** 32 bytes as hex. */
const hex32 = z.string().regex(/^[0-9a-f]{64}$/)

export const memberSchema = z.strictObject({
  id: z.custom<MemberId>(value => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value), '16 bytes as hex'),
  /** 2 to 30 letters of any script; never a real name. */
  name: z.string().refine(isCallName, '2 to 30 letters'),
  roles: z.array(z.enum(roles)).readonly().refine(isWithoutRepeats),
  groups: z.array(z.enum(groups)).readonly().refine(isWithoutRepeats),
  /** Threads are wrapped to it. */
  seal: z.custom<Recipient>(value => typeof value === 'string' && readRecipient(value) !== undefined, 'a hybrid recipient'),
  /** Ed25519: answers, notes and lists are signed with it. */
  sign: hex32,
  standing: z.enum(standings),
})
export type Member = Readonly<z.infer<typeof memberSchema>>

export function isActive({ standing }: Member): boolean {
  return standing === 'active'
}

/** True for an active member with the role. */
export function is(member: Member, role: Role): boolean {
  return isActive(member) && member.roles.includes(role)
}

/** Two call-names that look alike to a hurried reader are the same: width, composition and capitals do not tell people apart. */
export function sameNameAs(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

function isCallName(name: string): boolean {
  return name === name.normalize('NFC') && /^\p{L}[\p{L}\p{M}]{1,29}$/u.test(name)
}

function isWithoutRepeats(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}
