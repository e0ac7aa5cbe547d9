import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { realLibrary } from '#tests/bot/chat-house.ts'
import { erkin } from './erkin.ts'

const question = realLibrary().get('kz-duman-mukhametkarim')?.texts.ru?.questions[0] ?? ''

describe('every command', () => {
  test.each(['start', 'talk', 'ask', 'articles', 'health'])('%s explains itself, with its exit codes', async name => {
    const { code, out } = await erkin([name, '--help'])
    expect(code).toBe(0)
    expect(out).toMatch(/^Usage: /)
    expect(out.length).toBeGreaterThan(80)
  })

  test('is listed, and one that does not exist is said to be none', async () => {
    expect((await erkin([])).out).toContain('npm run COMMAND')
    const { code, err } = await erkin(['dance'])
    expect(code).toBe(2)
    expect(err).toContain('There is no command "dance"')
    expect((await erkin(['ask', '--colour'])).code).toBe(2)
    expect((await erkin(['constructor'])).code).toBe(2)
  })
})

describe('ask', () => {
  test('prints one answer as text, or as a line of JSON', async () => {
    const text = await erkin(['ask', question])
    expect(text.code).toBe(0)
    expect(text.out).toContain('kz-duman-mukhametkarim')
    const json = JSON.parse((await erkin(['ask', '--json', question])).out)
    expect(json).toMatchObject({ language: 'ru', outcome: 'answer', ms: expect.any(Number) })
    expect(json.articles[0]).toEqual({ id: 'kz-duman-mukhametkarim', score: expect.any(Number) })
  })

  test('answers a batch line by line, in the same order, conversations too, and nothing else on standard output', async () => {
    const lines = [
      { id: 'a', q: question },
      { id: 2, q: 'zzzz qqqq', lang: 'kk' },
      { id: 'c', turns: [question, 'How do I cook plov?'], lang: null },
    ]
    const { code, out } = await erkin(['ask', '--batch', '-'], {}, `${lines.map(line => JSON.stringify(line)).join('\n')}\n\n`)
    expect(code).toBe(0)
    const [a, b, c] = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(a).toMatchObject({ id: 'a', outcome: 'answer', language: 'ru' })
    expect(a.articles.length).toBeLessThanOrEqual(10)
    expect(b).toMatchObject({ id: 2, outcome: 'nothing' })
    expect(c.id).toBe('c')
    expect(c.results.map((result: { outcome: string }) => result.outcome)).toEqual(['answer', 'nothing'])
    expect(out.trim().split('\n')).toHaveLength(3)
  })

  test('a broken line of a batch is named by its number, after the lines before it were answered', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'erkin-')), 'questions.jsonl')
    writeFileSync(file, `${JSON.stringify({ id: 1, q: question })}\n{"id":2}\n`)
    const { code, out, err } = await erkin(['ask', '--batch', file])
    expect(code).toBe(1)
    expect(out.trim().split('\n')).toHaveLength(1)
    expect(err).toContain('Line 2 is not')
  })

  test('says what to do without a question, with a wrong language, without the file', async () => {
    expect(await erkin(['ask'])).toMatchObject({ code: 2, err: expect.stringContaining('Ask something') })
    expect(await erkin(['ask', '--lang', 'de', 'x'])).toMatchObject({ code: 2, err: expect.stringContaining('kaa') })
    expect(await erkin(['ask', '--batch', '/nowhere'])).toMatchObject({ code: 1, err: expect.stringContaining('cannot be read') })
  })
})

describe('articles', () => {
  test('are checked, and counted', async () => {
    const { code, out, err } = await erkin(['articles', 'check'])
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out).toMatch(/^\d+ articles, \d+ texts, 0 faults\n$/)
  })

  test('are shown with marks, status and sources', async () => {
    const { code, out } = await erkin(['articles', 'show', 'kz-bloody-january', '--lang', 'kk'])
    expect(code).toBe(0)
    expect(out).toContain(realLibrary().get('kz-bloody-january')?.texts.kk?.title)
    expect(out).toContain('https://')
    expect(await erkin(['articles', 'show', 'nobody'])).toMatchObject({ code: 1 })
    expect(await erkin(['articles'])).toMatchObject({ code: 2 })
  })
})

test('talk speaks with the real bot through a pipe: greeting, a tapped button, an answer', async () => {
  const { code, out } = await erkin(['talk', '--lang', 'ru'], {}, `3\n${question}\n\n`)
  expect(code).toBe(0)
  expect(out).toContain('[1] English')
  expect(out).toContain(realLibrary().get('kz-duman-mukhametkarim')?.texts.kk?.title)
  expect(out).toContain('<https://')
})
