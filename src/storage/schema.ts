// The tables of the archive: what of a thread may lie in the clear, and nothing else.

/** Ids are hex; keys, envelopes and signatures are bytes; days are `2026-11-24`. No sequence, no time, no order of arrival. */
export interface ArchiveTables {
  thread: {
    t: string
    lookup: Uint8Array
    thread_recipient: string
    answer_recipient: string
    write_public: Uint8Array
    kind: string
    group: string
    state: string
    opened_day: string
    last_day: string
    due_day: string
  }
  wrap: { t: string; member: string; bytes: Uint8Array }
  message: {
    t: string
    direction: number
    number: number
    signer: string | null
    signature: Uint8Array
    mark: Uint8Array | null
    day: string
  }
  /** An envelope in pieces, from 0 on. */
  piece: { t: string; direction: number; number: number; n: number; bytes: Uint8Array }
  list: { version: number; bytes: Uint8Array }
  list_signature: { version: number; member: string; signature: Uint8Array }
}

export interface VaultTables {
  /** `name` is pepper or list; `value` is bytes or JSON as bytes. */
  kept: { name: string; value: Uint8Array }
  shred_key: { t: string; bytes: Uint8Array; pending_since: string | null }
}

/** The largest piece of an envelope, in bytes. */
export const PIECE_BYTES = 256 * 1024
