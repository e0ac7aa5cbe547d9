// A broken file of the base is named by file and line, with what to do.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeFault } from '#knowledge/fault.ts'
import { readBase } from '#knowledge/read-base.ts'

const real = join(import.meta.dirname, '..', '..', 'articles')
const ID = 'kz-duman-mukhametkarim'

/** A base of one article, which the test then breaks. */
function oneArticle(): string {
  const folder = mkdtempSync(join(tmpdir(), 'erkin-'))
  mkdirSync(join(folder, ID))
  for (const file of ['article.yaml', 'en.md']) cpSync(join(real, ID, file), join(folder, ID, file))
  cpSync(join(real, 'names.yaml'), join(folder, 'names.yaml'))
  change(folder, `${ID}/article.yaml`, text => text.replace(/^related: .*$/m, 'related: []'))
  return folder
}

function change(folder: string, file: string, how: (text: string) => string): void {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  const after = how(before)
  expect(after, 'the test must change something').not.toBe(before)
  writeFileSync(path, after)
}

function faults(folder: string): string[] {
  const read = readBase(folder)
  return read.ok ? [] : read.faults.map(describeFault)
}

test('a whole article is read with its sources, marks and timeline', () => {
  const read = readBase(oneArticle())
  if (!read.ok) throw new Error(read.faults.map(describeFault).join())
  const [article] = read.base.articles
  expect(article).toMatchObject({ id: ID, kind: 'case', country: 'kz', asOf: '2025-10', count: { people: 1, sentence_years: 7 } })
  const text = article?.texts.en
  expect(text?.reviewed).toBe(false)
  expect(text?.lead[0]?.[0]?.sources.length).toBeGreaterThan(0)
  expect(text?.lead.flat().every(statement => !statement.text.includes('[^'))).toBe(true)
  expect(text?.timeline?.entries[0]).toMatchObject({ date: '2023-03' })
})

test.each<[string, string, (text: string) => string, RegExp]>([
  ['a wrong kind', `${ID}/article.yaml`, text => text.replace('kind: case', 'kind: story'), /article\.yaml:1: kind: /],
  [
    'a day that does not exist',
    `${ID}/article.yaml`,
    text => text.replace('as_of: "2025-10"', 'as_of: "2025-13"'),
    /article\.yaml:4: as_of: there is no such day/,
  ],
  ['a field that is unknown', `${ID}/article.yaml`, text => `${text}mood: sad\n`, /mood/],
  ['a case without count', `${ID}/article.yaml`, text => text.replace(/count:\n( {2}.*\n)+/, ''), /a case needs count/],
  [
    'YAML that is none',
    `${ID}/article.yaml`,
    text => text.replace('kind: case', 'kind: "case'),
    /article\.yaml:\d+: this is not valid YAML/,
  ],
  ['an address that is none', `${ID}/article.yaml`, text => text.replace(/url: https/, 'url: javascript'), /sources\.0\.url/],
  [
    'a name that is not in names.yaml',
    `${ID}/article.yaml`,
    text => text.replace('person-duman', 'person-domun'),
    /names: person-domun-mukhametkarim is not in names\.yaml/,
  ],
  [
    'a related article that is not there',
    `${ID}/article.yaml`,
    text => text.replace('related: []', 'related: [kz-nobody]'),
    /related: there is no article kz-nobody/,
  ],
  ['a mark without a source', `${ID}/en.md`, text => text.replace('[^s3]', '[^s99]'), /the mark \[\^s99\] has no source/],
  ['no front matter', `${ID}/en.md`, text => text.slice(4), /en\.md:1: the file must begin with title/],
  [
    'too few questions',
    `${ID}/en.md`,
    text => text.replace(/questions:\n( {2}- .*\n)+/, 'questions:\n  - Only one?\n'),
    /en\.md:\d+: questions: /,
  ],
  ['no lead', `${ID}/en.md`, text => text.replace(/\n---\n[\s\S]*?\n## /, '\n---\n\n## '), /write the lead/],
  [
    'a line of the timeline without its dash',
    `${ID}/en.md`,
    text => text.replace('\n- 2023-03', '\n2023-03'),
    /en\.md:\d+: a line of the timeline looks like/,
  ],
  ['a reviewer without a day', `${ID}/en.md`, text => text.replace('reviewed: false', 'reviewed: {by: AB}'), /reviewed/],
  ['an id twice in names.yaml', 'names.yaml', text => `${text}${/- id: [\s\S]*?(?=\n- id)/.exec(text)?.[0]}\n`, /stands twice/],
])('%s is named with its place', (_what, file, how, expected) => {
  const folder = oneArticle()
  change(folder, file, how)
  expect(faults(folder).join('\n')).toMatch(expected)
})

test('all faults are named at once, not only the first', () => {
  const folder = oneArticle()
  change(folder, `${ID}/article.yaml`, text => text.replace('kind: case', 'kind: story').replace('country: kz', 'country: xx'))
  expect(faults(folder).length).toBeGreaterThanOrEqual(2)
})

test('a missing folder, an empty one and a folder without article.yaml each say what is missing', () => {
  expect(faults('/nowhere/at/all')).toEqual(['/nowhere/at/all:1: there is no such folder of articles, or it cannot be read'])
  const empty = mkdtempSync(join(tmpdir(), 'erkin-'))
  expect(faults(empty).join()).toMatch(/names\.yaml is missing.*there is no article in it/s)
  const folder = oneArticle()
  rmSync(join(folder, ID, 'article.yaml'))
  expect(faults(folder).join()).toMatch(/has no article\.yaml/)
})

test('line ends of Windows and a byte order mark change nothing', () => {
  const folder = oneArticle()
  change(folder, `${ID}/en.md`, text => `\uFEFF${text.replaceAll('\n', '\r\n')}`)
  expect(faults(folder)).toEqual([])
})

test.each(['KZ_Upper', 'a'.repeat(41), '-dash', 'two--dashes'])('a folder whose name no button can hold (%s) is named', name => {
  const folder = oneArticle()
  cpSync(join(folder, ID), join(folder, name), { recursive: true })
  expect(faults(folder).join()).toContain("the folder's name is the article's id")
})
