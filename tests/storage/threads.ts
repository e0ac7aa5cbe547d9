// Threads and messages as the stores get them: well-formed, and filled with noise, because a store opens nothing.
import { randomBytes } from 'node:crypto'
import type { Recipient } from '#sealing/age.ts'
import type { ThreadId } from '#sealing/thread.ts'
import type { MemberId } from '#sealing/wrap.ts'
import type { StoredMessage, StoredWrap, Thread } from '#tips/tip.ts'

export const noise = (length: number) => new Uint8Array(randomBytes(length))
export const aMember = () => randomBytes(16).toString('hex') as MemberId
export const aThreadId = () => randomBytes(16).toString('hex') as ThreadId

export function aThread(given: Partial<Thread> = {}): Thread {
  return {
    id: aThreadId(),
    lookup: noise(32),
    threadRecipient: `age1pq1${randomBytes(20).toString('hex')}` as Recipient,
    answerRecipient: `age1pq1${randomBytes(20).toString('hex')}` as Recipient,
    writePublic: noise(32),
    kind: 'tip',
    group: 'kz',
    state: 'new',
    openedDay: '2026-11-24',
    lastDay: '2026-11-24',
    dueDay: '2027-02-22',
    ...given,
  }
}

export function aMessage(number: number, given: Partial<StoredMessage> = {}): StoredMessage {
  return { direction: 0, number, signer: null, signature: noise(64), envelope: noise(1024), day: '2026-11-24', mark: noise(16), ...given }
}

export function aWrap(member: MemberId = aMember()): StoredWrap {
  return { member, bytes: noise(100) }
}
