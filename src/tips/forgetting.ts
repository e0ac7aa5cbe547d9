// Forgets what is due: the vault's row first, so that a kill in between leaves noise and never a thread that still opens.
import type { ThreadId } from '#sealing/thread.ts'
import { dayOf, plusDays } from './rules.ts'
import type { TipStore } from './store.ts'
import type { Day } from './tip.ts'
import type { Vault } from './vault.ts'

export interface ForgettingParts {
  readonly store: TipStore
  readonly vault: Vault
  readonly now?: () => number
}

export interface Forgotten {
  readonly threads: number
  /** Keys in the vault whose thread was never written. */
  readonly strays: number
}

/** Destroys all threads whose day has come, and the marks older than a day. */
export async function forgetDue({ store, vault, now = Date.now }: ForgettingParts): Promise<Forgotten> {
  const today = dayOf(now())
  const due = await store.due(today)
  for (const id of due) {
    await vault.forget(id)
    await store.forget(id)
  }
  await store.clearMarks({ before: plusDays(today, -1) })
  return { threads: due.length, strays: await sweep({ store, vault }, plusDays(today, -2)) }
}

/**
 * Takes away what a kill left in the vault: only rows that are pending, two nights old *and* without a thread,
 * or one start on an empty database would destroy everything. A pending row with its thread is confirmed.
 */
async function sweep({ store, vault }: Pick<ForgettingParts, 'store' | 'vault'>, before: Day): Promise<number> {
  let strays = 0
  for (const id of await vault.pending(before)) {
    if ((await store.byId(id)) !== undefined) {
      await vault.confirm(id)
      continue
    }
    await vault.forget(id)
    strays++
  }
  return strays
}

/** What would be forgotten on that day, without forgetting it. */
export function due(store: TipStore, day: Day): Promise<readonly ThreadId[]> {
  return store.due(day)
}
