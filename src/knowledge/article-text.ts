// Reads the text of an article in one language: front matter, lead, timeline.
import { type ArticleText, frontMatter, type Paragraph, type Statement, type Timeline } from './article.ts'
import { type Fault, parseYaml } from './fault.ts'

const MARKS = /((?:\[\^[a-z0-9]+\])+)/
const ENTRY = /^- (?:(\d{4}(?:-\d{2}(?:-\d{2})?)?): )?(.+)$/

type Read = { ok: true; text: ArticleText } | { ok: false; faults: Fault[] }

/**
 * Reads `<code>.md`: YAML between two lines of `---`; the lead in paragraphs; then, if there is one, a `##` heading
 * and one `- 2024-08-02: text` for each line of the timeline. A mark `[^s1]` stands after the sentence it supports.
 */
export function readArticleText(markdown: string, file: string): Read {
  const lines = markdown.replace(/^\uFEFF/, '').split(/\r?\n/)
  const end = lines.indexOf('---', 1)
  if (lines[0] !== '---' || end === -1) {
    return refuse(file, 1, 'the file must begin with title, status, questions and reviewed between two lines of ---')
  }
  const head = parseYaml(lines.slice(1, end).join('\n'), frontMatter, file, 2)
  if (!head.ok) return head
  const heading = lines.findIndex((line, index) => index > end && line.startsWith('## '))
  const lead = readLead(lines.slice(end + 1, heading === -1 ? undefined : heading))
  if (lead.length === 0) return refuse(file, end + 2, 'write the lead, 60 to 120 words, below the front matter')
  const { reviewed, ...rest } = head.value
  const text = { ...rest, reviewed: reviewed !== false, lead }
  if (heading === -1) return { ok: true, text }
  const timeline = readTimeline(lines, heading, file)
  return timeline.ok ? { ok: true, text: { ...text, timeline: timeline.timeline } } : timeline
}

function readLead(lines: readonly string[]): Paragraph[] {
  return lines
    .join('\n')
    .split(/\n\s*\n/)
    .map(block => block.replaceAll('\n', ' ').trim())
    .filter(block => block !== '')
    .map(readStatements)
}

function readTimeline(
  lines: readonly string[],
  heading: number,
  file: string,
): { ok: true; timeline: Timeline } | { ok: false; faults: Fault[] } {
  const entries: Timeline['entries'][number][] = []
  for (const [offset, line] of lines.slice(heading + 1).entries()) {
    if (line.trim() === '') continue
    const [, date, text] = ENTRY.exec(line) ?? []
    if (text === undefined) {
      return refuse(file, heading + offset + 2, 'a line of the timeline looks like "- 2024-08-02: What happened.[^s1]", all on one line')
    }
    entries.push({ ...(date !== undefined && { date }), text: readStatements(text) })
  }
  if (entries.length === 0) return refuse(file, heading + 1, 'the heading has no lines below it; write them or take it away')
  return { ok: true, timeline: { heading: (lines[heading] ?? '').slice(3).trim(), entries } }
}

/** Cuts a paragraph behind each run of marks. */
function readStatements(text: string): Statement[] {
  const statements: Statement[] = []
  const parts = text.split(MARKS)
  for (let index = 0; index < parts.length; index += 2) {
    const words = parts[index] ?? ''
    const sources = [...(parts[index + 1] ?? '').matchAll(/\[\^([a-z0-9]+)\]/g)].map(match => match[1] ?? '')
    if (words !== '' || sources.length > 0) statements.push({ text: words, sources })
  }
  return statements
}

function refuse(file: string, line: number, what: string): { ok: false; faults: Fault[] } {
  return { ok: false, faults: [{ file, line, what }] }
}
