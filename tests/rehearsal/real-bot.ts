// A real grammY bot that talks to the rehearsal, and what tests need around it.
import { Bot, GrammyError } from 'grammy'
import { onTestFinished } from 'vitest'
import { openRehearsal, type Rehearsal, type RehearsalOptions } from '#rehearsal/rehearsal.ts'

/** A rehearsal that closes with its test. */
export async function rehearse(options: RehearsalOptions = {}): Promise<Rehearsal> {
  const rehearsal = await openRehearsal(options)
  onTestFinished(() => rehearsal.close())
  return rehearsal
}

/** A bot with its real client; it does not poll. */
export function botOf(rehearsal: Rehearsal): Bot {
  return new Bot(rehearsal.token, { client: { apiRoot: rehearsal.apiRoot } })
}

/** Starts grammY's own polling; it stops with the test. */
export function start(bot: Bot): void {
  const running = bot.start({ allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'] })
  onTestFinished(async () => {
    await bot.stop()
    await running
  })
}

/** The words in which Telegram refused, or 'granted'. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'granted'
  } catch (error) {
    if (error instanceof GrammyError) return error.description
    throw error
  }
}

/** A call without grammY, for what its types forbid. */
export async function rawCall(rehearsal: Rehearsal, method: string, parameters: object = {}, headers: Record<string, string> = {}) {
  const response = await fetch(`${rehearsal.apiRoot}/bot${rehearsal.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(parameters),
  })
  return {
    status: response.status,
    ...((await response.json()) as { ok: boolean; description?: string; error_code?: number; result?: unknown }),
  }
}

/** A clock that moves only when told. */
export function handClock(start = Date.parse('2026-11-24T10:00:00Z')) {
  let time = start
  return { now: () => time, passes: (hours: number) => (time += hours * 3_600_000) }
}

/** A valid PNG of one pixel. */
export const PIXEL = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
)
