// What a chat's session holds of the tip wing: enough to go on, never enough to read.
import type { Recipient } from '#sealing/age.ts'
import { mac } from '#sealing/derive.ts'
import { uint64 } from '#sealing/encoding.ts'
import type { ThreadId } from '#sealing/thread.ts'
import type { Group, ThreadKind } from './tip.ts'

/** After consent, before the first message: the thread does not exist yet. */
export interface Draft {
  readonly kind: ThreadKind
  readonly group: Group
  readonly lookup: Uint8Array<ArrayBuffer>
  readonly writeSeed: Uint8Array<ArrayBuffer>
  readonly shredKey: Uint8Array<ArrayBuffer>
  readonly answerRecipient: Recipient
  readonly markKey: Uint8Array<ArrayBuffer>
}

/** An open thread: may append to it, and know a redelivered update. */
export interface OpenThread {
  readonly id: ThreadId
  readonly writeSeed: Uint8Array<ArrayBuffer>
  readonly markKey: Uint8Array<ArrayBuffer>
}

/** The first 16 bytes of HMAC-SHA256(mark key, update number): makes a redelivered update harmless, and is noise without the key. */
export function markOf(markKey: Uint8Array, update: number): Uint8Array<ArrayBuffer> {
  return mac(markKey, uint64(update)).slice(0, 16)
}
