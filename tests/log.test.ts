import { expect, test } from 'vitest'
import { createLog, events } from '#log.ts'

function logged(): { lines: Record<string, unknown>[]; log: ReturnType<typeof createLog> } {
  const lines: Record<string, unknown>[] = []
  return { lines, log: createLog({ write: line => void lines.push(JSON.parse(line)) }) }
}

test('an event is one line with its declared fields and an hour, no finer', () => {
  const { lines, log } = logged()
  log.event('app.stopped', { milliseconds: 12 })
  expect(lines).toEqual([
    { level: 'info', hour: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}$/), event: 'app.stopped', milliseconds: 12 },
  ])
})

test('a field that is not declared, or holds free text, never reaches the log', () => {
  const { lines, log } = logged()
  log.event('bot.error', { kind: 'my brother was taken', code: 5, chat: 123456789, text: 'secret' } as never)
  expect(Object.keys(lines[0] ?? {}).sort()).toEqual(['code', 'event', 'hour', 'level'])
})

test('no declared field can hold free text', () => {
  for (const [name, fields] of Object.entries(events)) {
    for (const [field, kind] of Object.entries(fields)) {
      const isClosed = kind === 'number' || kind === 'boolean' || (Array.isArray(kind) && kind.length > 0 && kind.length < 20)
      expect(isClosed, `${name}.${field}`).toBe(true)
      expect(field, `${name}.${field}`).not.toMatch(/chat|user|update|text|address|token/i)
    }
  }
})
