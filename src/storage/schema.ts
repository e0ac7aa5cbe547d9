// The tables of the archive and of the vault: what of a thread may lie in the clear, and nothing else.
import type { Kysely, Transaction } from 'kysely'

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

/** `one` is always 1: there is one pepper and one mark. */
export interface VaultTables {
  pepper: { one: number; bytes: Uint8Array }
  list_mark: { one: number; root: string; version: number; hash: string }
  shred_key: { t: string; bytes: Uint8Array; pending_since: string | null }
}

/** Every table with its primary key; a table comes after those it refers to. Reading in this order tells no order of arrival. */
export const archiveKeys = {
  thread: ['t'],
  wrap: ['t', 'member'],
  message: ['t', 'direction', 'number'],
  piece: ['t', 'direction', 'number', 'n'],
  list: ['version'],
  list_signature: ['version', 'member'],
} as const satisfies Record<keyof ArchiveTables, readonly string[]>

export const vaultKeys = {
  pepper: ['one'],
  list_mark: ['one'],
  shred_key: ['t'],
} as const satisfies Record<keyof VaultTables, readonly string[]>

/** The largest piece of an envelope, in bytes. */
export const PIECE_BYTES = 256 * 1024

/** Which of the two kinds of SQL is spoken. */
export type Flavour = 'sqlite' | 'postgres'

/** An open database; `problems` are sentences about what must be set on its server. */
export interface Database<Tables> {
  readonly kysely: Kysely<Tables>
  readonly flavour: Flavour
  readonly problems: readonly string[]
}

const TRIES = 5

/** Runs the work in a transaction; where PostgreSQL gives one of two up that wait for each other, it is begun again. */
export async function inTransaction<Tables, T>(
  { kysely, flavour }: Database<Tables>,
  work: (inside: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    const transaction = kysely.transaction()
    try {
      return await (flavour === 'sqlite' ? transaction : transaction.setIsolationLevel('read committed')).execute(work)
    } catch (error) {
      if (tried === TRIES || !mayBeBegunAgain(error)) throw error
    }
  }
}

// serialization_failure and deadlock_detected (PostgreSQL, appendix A).
function mayBeBegunAgain(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01')
}
