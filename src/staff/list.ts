// One list of readers: its bytes, read and written, and what must be true of it alone.
import { z } from 'zod'
import { utf8 } from '#sealing/encoding.ts'
import { type ListHash, listHash, readListHash } from '#sealing/reader-list.ts'
import { is, isActive, type Member, memberSchema, sameNameAs } from './member.ts'

const listSchema = z.strictObject({
  version: z.int().min(1).max(0xffff_ffff),
  /** The hash of the list before; null for list 1. */
  previous: z.custom<ListHash>(value => typeof value === 'string' && readListHash(value) !== undefined).nullable(),
  members: z.array(memberSchema).min(1).readonly(),
})
export type ReaderList = Readonly<z.infer<typeof listSchema>>

export type ReadList =
  | { readonly ok: true; readonly list: ReaderList }
  | { readonly ok: false; readonly why: 'not-a-list' | 'same-id' | 'same-name' | 'same-key' | 'no-admin' }

/** Reads the bytes of a list; what the signature covers and what is read must have one meaning only. */
export function readList(bytes: Uint8Array): ReadList {
  const parsed = listSchema.safeParse(parseExactly(bytes))
  if (!parsed.success) return { ok: false, why: 'not-a-list' }
  const list = parsed.data
  if ((list.version === 1) !== (list.previous === null)) return { ok: false, why: 'not-a-list' }
  const { members } = list
  if (hasRepeats(members.map(member => member.id))) return { ok: false, why: 'same-id' }
  if (hasRepeats(members.filter(isActive).map(member => sameNameAs(member.name)))) return { ok: false, why: 'same-name' }
  if (hasRepeats(members.flatMap(member => [member.seal, member.sign]))) return { ok: false, why: 'same-key' }
  if (!members.some(member => is(member, 'admin'))) return { ok: false, why: 'no-admin' }
  return { ok: true, list }
}

/** The bytes of list 1, to be signed by the first admin among its members. */
export function writeFirstList(members: readonly Member[]): Uint8Array<ArrayBuffer> {
  return write({ version: 1, previous: null, members })
}

/** The bytes of the list that comes after these bytes, to be signed by admins of the one before. */
export function writeNextList(previous: Uint8Array, members: readonly Member[]): Uint8Array<ArrayBuffer> {
  const read = readList(previous)
  if (!read.ok) throw new Error(`the list before is none (${read.why})`)
  return write({ version: read.list.version + 1, previous: listHash(previous), members })
}

function write(list: ReaderList): Uint8Array<ArrayBuffer> {
  const bytes = utf8(JSON.stringify(list))
  const read = readList(bytes)
  if (!read.ok) throw new Error(`this would not be a list (${read.why})`)
  return bytes
}

/**
 * JSON in the one form that `JSON.stringify` gives: without spaces, repeated keys, needless escapes or broken UTF-8.
 * Two programs could read anything else differently, and a signature would stand under both.
 */
function parseExactly(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

function hasRepeats(values: readonly string[]): boolean {
  return new Set(values).size !== values.length
}
