// `npm run articles`: checks the base, counts it, and shows an article's text.
import { parseArgs } from 'node:util'
import { openLibrary } from '#app.ts'
import { Problem } from '#config.ts'
import { type Article, plainText } from '#knowledge/article.ts'
import { describeFault, type Fault } from '#knowledge/fault.ts'
import { proofread } from '#knowledge/proofread.ts'
import { isLanguage, languages } from '#language/languages.ts'
import { type Command, Misuse } from './commands.ts'
import { commandConfig } from './environment.ts'

export const articlesCommand: Command = {
  help: `Usage: npm run articles -- check             reads every article and names what is wrong, by file and line
       npm run articles -- show ID [--lang CODE] prints an article's text

Exit codes: 0 nothing to mend, 1 something to mend, 2 called wrongly.`,
  async run(given) {
    const { values, positionals } = parseArgs({ args: [...given], options: { lang: { type: 'string' } }, allowPositionals: true })
    const [verb, id] = positionals
    if (verb === 'check' && positionals.length === 1) return check()
    if (verb === 'show' && id !== undefined) return show(id, values.lang ?? 'en')
    throw new Misuse('Say what to do: npm run articles -- check, or npm run articles -- show ID --lang ru')
  },
}

function check(): number {
  const { articles } = openLibrary(commandConfig())
  const faults: Fault[] = articles.flatMap(proofread)
  for (const fault of faults) process.stderr.write(`${describeFault(fault)}\n`)
  const texts = articles.reduce((sum, article) => sum + Object.keys(article.texts).length, 0)
  process.stdout.write(`${articles.length} articles, ${texts} texts, ${faults.length} faults\n`)
  return faults.length > 0 ? 1 : 0
}

function show(id: string, lang: string): number {
  if (!isLanguage(lang)) throw new Misuse(`--lang takes one of: ${languages.join(' ')}`)
  const article = openLibrary(commandConfig()).get(id)
  const text = article?.texts[lang]
  if (article === undefined) throw new Problem(`There is no article ${id}.`)
  if (text === undefined) throw new Problem(`${id} has no text in ${lang} yet; it has ${Object.keys(article.texts).join(', ')}.`)
  process.stdout.write(
    `${[text.title, plainText(text.lead), `${text.status} · ${article.asOf}`, timelineOf(text), sourcesOf(article)].filter(part => part !== '').join('\n\n')}\n`,
  )
  return 0
}

function timelineOf(text: NonNullable<Article['texts']['en']>): string {
  return text.timeline?.entries.map(entry => `${entry.date ?? '-'}  ${plainText([entry.text])}`).join('\n') ?? ''
}

function sourcesOf(article: Article): string {
  return article.sources.map(source => `${source.id}  ${source.publisher}, ${source.date ?? 'no date'}: ${source.url}`).join('\n')
}
