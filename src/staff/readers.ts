// The chain of lists that says who may read: each list is signed by admins of the one before, the first is pinned.
import { fromHex } from '#sealing/encoding.ts'
import { isListSigned, type ListHash, listHash } from '#sealing/reader-list.ts'
import { type ChangeFault, forbiddenChange, isAdmin, removesAnAdmin, signaturesNeeded } from './changes.ts'
import { type ReaderList, type ReadList, readList } from './list.ts'
import { isActive, type Member } from './member.ts'
import type { StoredList } from './store.ts'

export type ListFault =
  /** The vault, or the locked file, holds no root: nothing can be trusted. */
  | 'nothing-pinned'
  | 'wrong-root'
  | 'gap'
  /** Two lists claim one place: of the same version, or after another list than the one before, or not the one that was accepted here. */
  | 'fork'
  | 'rolled-back'
  | Extract<ReadList, { ok: false }>['why']
  | ChangeFault
  /** A key that was another member's before. */
  | 'swapped-keys'
  | SignatureFault

export type SignatureFault =
  | 'wrong-signature'
  | 'signed-twice'
  | 'signed-by-stranger'
  | 'signed-by-removed'
  | 'signed-by-non-admin'
  | 'not-enough-signatures'
  /** Not enough signatures, and an admin would be gone: the sentence that people must be able to read. */
  | 'removed-an-admin-alone'

/** A list as it is handed over; the version is read from the bytes, not from the row. */
export type SignedList = Pick<StoredList, 'bytes' | 'signatures'>

/** What is pinned, as a locked file holds it; the vault's mark is `{ root: mark.root, floor: mark }`. */
export interface Known {
  readonly root: string
  readonly floor: { readonly version: number; readonly hash: string }
}

export type CheckedChain =
  | { readonly ok: true; readonly list: ReaderList; readonly hash: ListHash }
  /** `at` is the version that should have stood there. */
  | { readonly ok: false; readonly why: ListFault; readonly at: number }

interface Link {
  readonly list: ReaderList
  readonly hash: ListHash
}

/** Checks the whole chain, oldest first, against what is pinned, and gives the newest list or the first fault. */
export function checkChain(lists: readonly SignedList[], pinned: Known | undefined): CheckedChain {
  if (pinned === undefined) return { ok: false, why: 'nothing-pinned', at: 1 }
  const owners = new Map<string, string>()
  let newest: Link | undefined
  for (const [index, signed] of lists.entries()) {
    const at = index + 1
    const read = readList(signed.bytes)
    if (!read.ok) return { ok: false, why: read.why, at }
    const link = { list: read.list, hash: listHash(signed.bytes) }
    const fault = linkFault(newest, link, pinned) ?? ownerFault(owners, link.list) ?? signatureFault(newest?.list, link.list, signed)
    if (fault !== undefined) return { ok: false, why: fault, at }
    newest = link
  }
  return newest === undefined || newest.list.version < pinned.floor.version
    ? { ok: false, why: 'rolled-back', at: lists.length + 1 }
    : { ok: true, ...newest }
}

function linkFault(previous: Link | undefined, { list, hash }: Link, { root, floor }: Known): ListFault | undefined {
  if (previous === undefined) {
    if (list.version !== 1) return 'gap'
    if (hash !== root) return 'wrong-root'
  } else {
    if (list.version === previous.list.version) return 'fork'
    if (list.version !== previous.list.version + 1) return 'gap'
    if (list.previous !== previous.hash) return 'fork'
  }
  if (list.version === floor.version && hash !== floor.hash) return 'fork'
  return previous && forbiddenChange(previous.list, list)
}

/** A key belongs for ever to the member who had it first. */
function ownerFault(owners: Map<string, string>, { members }: ReaderList): ListFault | undefined {
  for (const { id, seal, sign } of members) {
    for (const key of [seal, sign]) {
      const owner = owners.get(key) ?? id
      if (owner !== id) return 'swapped-keys'
      owners.set(key, owner)
    }
  }
  return undefined
}

function signatureFault(previous: ReaderList | undefined, list: ReaderList, signed: SignedList): SignatureFault | undefined {
  const authority = previous ?? list
  const signers = new Set<string>()
  for (const { member: id, signature } of signed.signatures) {
    const signer = authority.members.find(member => member.id === id)
    const fault = signerFault(signer)
    if (signer === undefined || fault !== undefined) return fault
    if (signers.has(id)) return 'signed-twice'
    if (!isListSigned(signed.bytes, signature, fromHex(signer.sign))) return 'wrong-signature'
    signers.add(id)
  }
  if (previous === undefined) return signers.has(list.members.find(isAdmin)?.id ?? '') ? undefined : 'not-enough-signatures'
  if (signers.size >= signaturesNeeded(previous, list)) return undefined
  return signers.size === 1 && removesAnAdmin(previous, list) ? 'removed-an-admin-alone' : 'not-enough-signatures'
}

function signerFault(signer: Member | undefined): SignatureFault | undefined {
  if (signer === undefined) return 'signed-by-stranger'
  if (!isActive(signer)) return 'signed-by-removed'
  return isAdmin(signer) ? undefined : 'signed-by-non-admin'
}
