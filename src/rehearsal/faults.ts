// Bad days on purpose: the next calls of a method fail in the way a test asks for.
import type { Method } from './official.ts'
import { type Answer, broken, forbidden, tooMany } from './refusal.ts'

export type Fault =
  | { kind: 'flood'; seconds: number }
  | { kind: 'blocked' }
  | { kind: 'broken' }
  /** The line is cut before the call has any effect. */
  | { kind: 'cut' }
  /** The call takes effect, then the line is cut: the bot cannot know. */
  | { kind: 'cut after' }

export interface Faults {
  provoke(method: Method, fault: Fault, times?: number): void
  next(method: Method): Fault | undefined
}

/** Nothing fails until it is provoked. */
export function createFaults(): Faults {
  const waiting: { method: Method; fault: Fault }[] = []
  return {
    provoke(method, fault, times = 1) {
      for (let i = 0; i < times; i++) waiting.push({ method, fault })
    },
    next(method) {
      const at = waiting.findIndex(each => each.method === method)
      return at < 0 ? undefined : waiting.splice(at, 1)[0]?.fault
    },
  }
}

/** What the bot hears of a fault; nothing of a line that was cut. */
export function faultAnswer(fault: Fault): Answer | undefined {
  if (fault.kind === 'flood') return tooMany(fault.seconds)
  if (fault.kind === 'blocked') return forbidden('bot was blocked by the user')
  return fault.kind === 'broken' ? broken : undefined
}
