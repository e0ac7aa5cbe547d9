// Checks an article's texts against each other: what a translation must share with the English it was written from.
import { type Language, languages } from '#language/languages.ts'
import type { Article, ArticleText, Paragraph } from './article.ts'
import type { Fault } from './fault.ts'

/** A lead fits one phone screen below this many characters; a card is still whole above it, but long. */
const LONGEST_LEAD = 1000
/** More sources than this on one card leave no room for the text. */
const MOST_SOURCES = 25
const ALPHABETS: Record<Language, RegExp> = {
  en: /[\p{Script=Cyrillic}]/u,
  ru: /[әғқңөұүһіҳҷӯӣў]/iu,
  kk: /[ҳҷӯӣў]/iu,
  ky: /[әғқұһіҳҷӯӣў]/iu,
  tg: /[ыщцьәңөұүһіў]/iu,
  tk: /[\p{Script=Cyrillic}]/u,
  uz: /[\p{Script=Cyrillic}]|[og]['’‘`]/u,
  kaa: /[\p{Script=Cyrillic}]|[aonug]['’‘`]/u,
}

/** Faults between the texts of one article: unused sources, other marks or numbers than English, letters of another alphabet. */
export function proofread(article: Article): Fault[] {
  return [...unusedSources(article), ...languages.flatMap(language => proofreadText(article, language))]
}

function proofreadText(article: Article, language: Language): Fault[] {
  const text = article.texts[language]
  if (text === undefined) return [{ file: `${article.id}/${language}.md`, line: 1, what: 'this text is not written yet' }]
  const say = (what: string): Fault => ({ file: `${article.id}/${language}.md`, line: 1, what })
  const faults: Fault[] = []
  const length = text.lead.reduce((sum, paragraph) => sum + wordsOf(paragraph).length, 0)
  if (length > LONGEST_LEAD) faults.push(say(`the lead has ${length} characters; more than ${LONGEST_LEAD} do not fit a phone`))
  const sources = new Set(text.lead.flat().flatMap(statement => statement.sources)).size
  if (sources > MOST_SOURCES) faults.push(say(`the lead cites ${sources} sources; more than ${MOST_SOURCES} do not fit a card`))
  const foreign = ALPHABETS[language].exec(withoutNames(text))
  if (foreign) faults.push(say(`the letter "${foreign[0]}" does not belong to this language's alphabet`))
  const english = article.texts.en
  if (english === undefined || language === 'en') return faults
  const difference = compare(english, text)
  return difference === undefined ? faults : [...faults, say(difference)]
}

function compare(english: ArticleText, text: ArticleText): string | undefined {
  const marks = (lead: readonly Paragraph[]) =>
    lead.map(paragraph => paragraph.map(statement => statement.sources.join(',')).join(' ')).join(' | ')
  if (marks(english.lead) !== marks(text.lead)) return `the lead's marks are ${marks(text.lead)}, but in English ${marks(english.lead)}`
  if (text.timeline === undefined || english.timeline === undefined) return undefined
  const lines = (entries: readonly { date?: string; text: Paragraph }[]) =>
    entries.map(entry => `${entry.date ?? '-'}:${entry.text.flatMap(statement => statement.sources).join(',')}`)
  const [one, other] = [lines(english.timeline.entries), lines(text.timeline.entries)]
  const at = one.findIndex((line, index) => line !== other[index])
  if (one.length !== other.length) return `the timeline has ${other.length} lines, in English ${one.length}`
  return at === -1 ? undefined : `line ${at + 1} of the timeline has another date or other marks than in English`
}

function unusedSources(article: Article): Fault[] {
  const english = article.texts.en
  if (english === undefined) return []
  const paragraphs = [...english.lead, ...(english.timeline?.entries.map(entry => entry.text) ?? [])]
  const cited = new Set(paragraphs.flatMap(paragraph => paragraph.flatMap(statement => statement.sources)))
  return article.sources
    .filter(source => !cited.has(source.id))
    .map(source => ({
      file: `${article.id}/article.yaml`,
      line: 1,
      what: `the source ${source.id} is cited nowhere; cite it or take it away`,
    }))
}

// Names of outlets keep their own letters inside quotation marks and brackets.
function withoutNames(text: ArticleText): string {
  return [text.title, text.status, ...text.lead.map(wordsOf)].join(' ').replace(/[«“"(][^»”")]*[»”")]/g, ' ')
}

function wordsOf(paragraph: Paragraph): string {
  return paragraph.map(statement => statement.text).join('')
}
