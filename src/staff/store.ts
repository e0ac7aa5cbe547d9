// The port to what is kept of the staff: here the signed lists of readers.

/** One version of the list, as it was signed: the bytes are never written anew. */
export interface StoredList {
  readonly version: number
  readonly bytes: Uint8Array<ArrayBuffer>
  /** By the admins of the list before it (the first one by its own admin). */
  readonly signatures: readonly ListSignature[]
}

export interface ListSignature {
  /** 16 bytes as hex. */
  readonly member: string
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array<ArrayBuffer>
}

export interface StaffStore {
  /** Oldest first. */
  lists(): Promise<readonly StoredList[]>
  /** Adds the next version; `taken` when that version is already there. */
  addList(list: StoredList): Promise<'added' | 'taken'>
  close(): Promise<void>
}
