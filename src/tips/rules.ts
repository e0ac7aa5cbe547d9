// What a thread allows, and when it is to be forgotten.
import type { Day, State } from './tip.ts'

/** Days after the last activity, and after closing. */
export const KEPT_DAYS = 90
export const KEPT_CLOSED_DAYS = 30

/** The day on which a thread with this last activity is forgotten. */
export function dueAfterActivity(today: Day): Day {
  return plusDays(today, KEPT_DAYS)
}

/** Closing brings the day nearer, never further away. */
export function dueAfterClosing(today: Day, due: Day): Day {
  const closing = plusDays(today, KEPT_CLOSED_DAYS)
  return closing < due ? closing : due
}

/** "Keep longer" adds 90 days to the day that was set, each time. */
export function dueKeptLonger(due: Day): Day {
  return plusDays(due, KEPT_DAYS)
}

export function isDue(due: Day, today: Day): boolean {
  return due <= today
}

/** A thread that nobody opened stays new when more is told; every other one comes back to the readers. */
export function stateAfterTelling(state: State): State {
  return state === 'new' ? 'new' : 'open'
}

export function stateAfterAnswer(answer: { readonly asks: boolean }): State {
  return answer.asks ? 'waiting' : 'answered'
}

export function stateAfterReading(state: State): State {
  return state === 'new' ? 'open' : state
}

/** The day of a moment, in UTC. */
export function dayOf(milliseconds: number): Day {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

export function plusDays(day: Day, days: number): Day {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000)
}
