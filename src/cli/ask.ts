// `npm run ask`: asks the base without a chat, one question or a file of them.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { openLibrary } from '#app.ts'
import { Problem } from '#config.ts'
import { plainText } from '#knowledge/article.ts'
import { type Asked, type Library, rememberShown } from '#knowledge/library.ts'
import { isLanguage, type Language, languages } from '#language/languages.ts'
import { type Command, Misuse } from './commands.ts'
import { commandConfig } from './environment.ts'

export const askCommand: Command = {
  help: `Usage: npm run ask -- [--lang CODE] [--json] "question"
       npm run ask -- --batch FILE        (- reads standard input)

  --lang CODE   the chosen language: ${languages.join(' ')}
  --json        one line of JSON instead of text
  --batch FILE  JSON lines {"id","q","lang"?} or {"id","turns":[...],"lang"?} (the messages of one conversation);
                for each, in the same order, one line
                {"id","language","outcome":"answer|choices|nothing","articles":[{"id","score"}],"ms"}
                or, with turns, {"id","results":[one such object for each turn]}

Exit codes: 0 asked (also when there is no answer), 1 something to mend, 2 called wrongly.`,
  async run(given) {
    const { values, positionals } = parseArgs({
      args: [...given],
      options: { lang: { type: 'string' }, json: { type: 'boolean' }, batch: { type: 'string' } },
      allowPositionals: true,
    })
    const lang = languageOf(values.lang)
    if (values.batch !== undefined) return askBatch(openLibrary(commandConfig()), values.batch)
    const question = positionals.join(' ').trim()
    if (question === '') throw new Misuse('Ask something: npm run ask -- "Where is Duman Mukhametkarim?"')
    const library = openLibrary(commandConfig())
    const result = askTimed(library, question, lang, [])
    process.stdout.write(`${values.json ? JSON.stringify(result.line) : describe(library, result.asked, lang)}\n`)
    return 0
  },
}

interface Line {
  readonly language: Language
  readonly outcome: Asked['kind']
  readonly articles: readonly { readonly id: string; readonly score: number }[]
  readonly ms: number
}

const batchLine = z.union([
  z.object({ id: z.union([z.string(), z.number()]), q: z.string(), lang: z.enum(languages).nullish() }),
  z.object({ id: z.union([z.string(), z.number()]), turns: z.array(z.string()).min(1), lang: z.enum(languages).nullish() }),
])

async function askBatch(library: Library, file: string): Promise<number> {
  const input = file === '-' ? process.stdin : createReadStream(file)
  const opened = new Promise<void>((resolve, reject) => {
    if (file === '-') return resolve()
    input.on('error', () => reject(new Problem(`${file} cannot be read. Give a file of JSON lines, or - for standard input.`)))
    input.once('readable', () => resolve())
    input.once('end', () => resolve())
  })
  await opened
  let number = 0
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (text.trim() === '') continue
    process.stdout.write(`${JSON.stringify(answerLine(library, readLine(text, number)))}\n`)
  }
  return 0
}

function readLine(text: string, number: number): z.infer<typeof batchLine> {
  const parsed = batchLine.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  throw new Problem(
    `Line ${number} is not {"id","q","lang"?} or {"id","turns","lang"?} with lang one of ${languages.join(' ')}. The lines before it were answered.`,
  )
}

function answerLine(library: Library, line: z.infer<typeof batchLine>): object {
  const chosen = line.lang ?? undefined
  if ('q' in line) return { id: line.id, ...askTimed(library, line.q, chosen, []).line }
  let articles: string[] = []
  const results = line.turns.map(turn => {
    const { line: result } = askTimed(library, turn, chosen, articles)
    const shown = result.outcome === 'answer' ? result.articles[0]?.id : undefined
    if (shown !== undefined) articles = rememberShown(articles, shown)
    return result
  })
  return { id: line.id, results }
}

function askTimed(
  library: Library,
  question: string,
  chosen: Language | undefined,
  articles: readonly string[],
): { asked: Asked; line: Line } {
  const started = performance.now()
  const asked = library.ask(question, { chosen, context: { articles } })
  const ms = Math.round((performance.now() - started) * 1000) / 1000
  const hits = asked.hits.slice(0, 10).map(hit => ({ id: hit.article, score: Math.round(hit.score * 10_000) / 10_000 }))
  return { asked, line: { language: asked.language, outcome: asked.kind, articles: hits, ms } }
}

function describe(library: Library, asked: Asked, lang: Language | undefined): string {
  const language = lang ?? asked.language
  const textOf = (id: string) => library.get(id)?.texts[language] ?? library.get(id)?.texts.en
  if (asked.kind === 'nothing') return 'The base does not know.'
  if (asked.kind === 'choices')
    return ['Which of these?', ...asked.hits.slice(0, 3).map(hit => `  ${textOf(hit.article)?.title} (${hit.article})`)].join('\n')
  const id = asked.hits[0]?.article ?? ''
  const text = textOf(id)
  return text === undefined
    ? id
    : [text.title, '', plainText(text.lead), '', `${text.status} · ${library.get(id)?.asOf} (${id})`].join('\n')
}

function languageOf(code: string | undefined): Language | undefined {
  if (code === undefined || isLanguage(code)) return code
  throw new Misuse(`--lang takes one of: ${languages.join(' ')}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
