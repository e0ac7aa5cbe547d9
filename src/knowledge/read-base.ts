// Reads the folder of articles from disk and checks what can be checked file by file and between files.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, languages } from '#language/languages.ts'
import { type Article, type ArticleText, articleFile, type Paragraph } from './article.ts'
import { readArticleText } from './article-text.ts'
import { type Fault, parseYaml } from './fault.ts'
import { type Name, namesFile } from './names.ts'

export interface Base {
  readonly articles: readonly Article[]
  readonly names: readonly Name[]
}

/** Reads `<folder>/names.yaml` and every `<folder>/<id>/`; with a single fault nothing is given back but the list of all faults. */
export function readBase(folder: string): { ok: true; base: Base } | { ok: false; faults: Fault[] } {
  const faults: Fault[] = []
  const keep = <T>(read: { ok: true; value: T } | { ok: false; faults: Fault[] }): T | undefined => {
    if (read.ok) return read.value
    faults.push(...read.faults)
    return undefined
  }
  const ids = listFolders(folder)
  if (ids === undefined)
    return { ok: false, faults: [{ file: folder, line: 1, what: 'there is no such folder of articles, or it cannot be read' }] }
  const names = keep(readNames(folder)) ?? []
  const articles = ids.map(id => keep(readArticle(folder, id))).filter(article => article !== undefined)
  if (ids.length === 0)
    faults.push({ file: folder, line: 1, what: 'there is no article in it; an article is a folder with article.yaml and en.md' })
  faults.push(...faultsBetween(articles, names, new Set(ids)))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, base: { articles, names } }
}

const ARTICLE_ID = /^(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*$/

function listFolders(folder: string): string[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => entry.name)
      .sort()
  } catch {
    return undefined
  }
}

function readNames(folder: string): { ok: true; value: Name[] } | { ok: false; faults: Fault[] } {
  const text = readText(folder, 'names.yaml')
  if (text === undefined)
    return missing('names.yaml', 'names.yaml is missing or cannot be read; it spells the names that articles refer to')
  return parseYaml(text, namesFile, 'names.yaml')
}

function readArticle(folder: string, id: string): { ok: true; value: Article } | { ok: false; faults: Fault[] } {
  if (!ARTICLE_ID.test(id))
    return missing(
      id,
      "the folder's name is the article's id: small letters, digits and single hyphens, at most 40 signs (a button must hold it)",
    )
  const yaml = readText(folder, id, 'article.yaml')
  if (yaml === undefined)
    return missing(`${id}/article.yaml`, 'the folder has no article.yaml that can be read; add it, or move the folder away')
  const file = parseYaml(yaml, articleFile, `${id}/article.yaml`)
  if (!file.ok) return file
  const faults: Fault[] = []
  const texts: Partial<Record<Language, ArticleText>> = {}
  for (const language of languages) {
    const markdown = readText(folder, id, `${language}.md`)
    if (markdown === undefined) continue
    const read = readArticleText(markdown, `${id}/${language}.md`)
    if (read.ok) texts[language] = read.text
    else faults.push(...read.faults)
  }
  if (Object.keys(texts).length === 0 && faults.length === 0) {
    faults.push({ file: `${id}/en.md`, line: 1, what: 'the article has no text that can be read; write at least en.md' })
  }
  const { as_of: asOf, count, ...rest } = file.value
  const article = { id, ...rest, asOf, ...(count && { count }), texts }
  faults.push(...faultsOfMarks(article))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: article }
}

function faultsOfMarks(article: Article): Fault[] {
  const known = new Set(article.sources.map(source => source.id))
  const faults: Fault[] = []
  for (const [language, text] of Object.entries(article.texts)) {
    const paragraphs: Paragraph[] = [...text.lead, ...(text.timeline?.entries.map(entry => entry.text) ?? [])]
    const cited = new Set(paragraphs.flatMap(paragraph => paragraph.flatMap(statement => statement.sources)))
    for (const mark of cited) {
      if (!known.has(mark))
        faults.push({ file: `${article.id}/${language}.md`, line: 1, what: `the mark [^${mark}] has no source in article.yaml` })
    }
  }
  return faults
}

function faultsBetween(articles: readonly Article[], names: readonly Name[], ids: ReadonlySet<string>): Fault[] {
  const known = new Set(names.map(name => name.id))
  const faults: Fault[] = []
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name.id)) faults.push({ file: 'names.yaml', line: 1, what: `the id ${name.id} stands twice; keep one` })
    seen.add(name.id)
  }
  for (const article of articles) {
    const say = (what: string) => faults.push({ file: `${article.id}/article.yaml`, line: 1, what })
    for (const id of article.names) if (!known.has(id)) say(`names: ${id} is not in names.yaml; add it there, or correct the id`)
    for (const id of article.related) if (!ids.has(id)) say(`related: there is no article ${id}; correct the id, or take it away`)
    const sources = article.sources.map(source => source.id)
    for (const id of sources)
      if (sources.indexOf(id) !== sources.lastIndexOf(id)) say(`sources: the id ${id} stands twice; number them anew`)
    if (article.count?.in !== undefined && !ids.has(article.count.in)) say(`count.in: there is no article ${article.count.in}`)
  }
  return faults
}

function readText(...path: string[]): string | undefined {
  try {
    return readFileSync(join(...path), 'utf8')
  } catch {
    return undefined
  }
}

function missing(file: string, what: string): { ok: false; faults: Fault[] } {
  return { ok: false, faults: [{ file, line: 1, what }] }
}
