// How Telegram answers a call, and the words in which it refuses one.

export interface Refusal {
  ok: false
  error_code: number
  description: string
  parameters?: { retry_after: number }
}

export type Answer = { ok: true; result: unknown } | Refusal

export function granted(result: unknown): Answer {
  return { ok: true, result }
}

export function badRequest(what: string): Refusal {
  return { ok: false, error_code: 400, description: `Bad Request: ${what}` }
}

export function forbidden(what: string): Refusal {
  return { ok: false, error_code: 403, description: `Forbidden: ${what}` }
}

export function conflict(what: string): Refusal {
  return { ok: false, error_code: 409, description: `Conflict: ${what}` }
}

export function tooMany(seconds: number): Refusal {
  return { ok: false, error_code: 429, description: `Too Many Requests: retry after ${seconds}`, parameters: { retry_after: seconds } }
}

export const unauthorized: Refusal = { ok: false, error_code: 401, description: 'Unauthorized' }
export const notFound: Refusal = { ok: false, error_code: 404, description: 'Not Found' }
export const broken: Refusal = { ok: false, error_code: 500, description: 'Internal Server Error' }
