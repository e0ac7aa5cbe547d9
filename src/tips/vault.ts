// The port to the vault: the small second store whose rows make everything else readable, and whose loss forgets it.
import type { ThreadId } from '#sealing/thread.ts'
import type { Day } from './tip.ts'

export interface Vault {
  /** 32 bytes, made with the vault itself. */
  pepper(): Promise<Uint8Array<ArrayBuffer>>
  /** Keeps a shred key for a thread that is about to be created; it counts as pending until `confirm`. */
  put(id: ThreadId, shredKey: Uint8Array, day: Day): Promise<void>
  confirm(id: ThreadId): Promise<void>
  shredKey(id: ThreadId): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** From here on the thread is noise, in every backup. */
  forget(id: ThreadId): Promise<boolean>
  /** Rows that were never confirmed and are older than the day. */
  pending(before: Day): Promise<readonly ThreadId[]>
  ids(): Promise<readonly ThreadId[]>
  /** What the lists of readers must begin with and may not fall behind. */
  listMark(): Promise<ListMark | undefined>
  setListMark(mark: ListMark): Promise<void>
  close(): Promise<void>
}

/** `root` is the SHA-256 of the first list; `version` and `hash` those of the newest one that was ever accepted. Hex. */
export interface ListMark {
  readonly root: string
  readonly version: number
  readonly hash: string
}
