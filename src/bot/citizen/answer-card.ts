// The answer card: title, the short answer with its marks, where it stands, its sources; pure, data in and data out.

import type { From } from '#bot/buttons.ts'
import { bold, folded, italic, link, superscript, unlinked } from '#bot/html.ts'
import { pagesOf } from '#bot/pages.ts'
import { inPairs, type Key, type Screen } from '#bot/screen.ts'
import { type Article, type ArticleText, type Paragraph, type Source, topics } from '#knowledge/article.ts'
import { numericDate } from '#language/dates.ts'
import { type Language, languages, ownNames } from '#language/languages.ts'
import type { WordKey, Words } from '#language/words.ts'

export interface CardView {
  readonly article: Article
  readonly language: Language
  readonly say: Words
  readonly part?: number
  readonly from?: From
  /** The language the question was in, where it is another than the one the person chose, and the words of the button for it. */
  readonly asked?: { readonly language: Language; readonly say: Words } | undefined
  /** True while the person has chosen no language: the card then offers the choice. */
  readonly offerLanguage?: boolean
}

/** The card of an article in a language, or in Russian or English (and it says so) where that text is not written yet. */
export function answerCard(view: CardView): Screen {
  const { article, language, say, part = 0 } = view
  const { text, language: written } = textFor(article, language)
  const numbered = numberSources(article, text.lead)
  const pages = pagesOf(
    text.lead.map(paragraph => paragraphHtml(paragraph, numbered)),
    '\n\n',
  )
  const index = Math.min(part, pages.length - 1)
  const blocks = [
    bold(text.title),
    ...(written === language ? [] : [italic(say('card.notYet', { language: ownNames[written] }))]),
    pages[index] ?? '',
    italic(`${text.status} · ${say('card.asOf', { date: numericDate(article.asOf) })}`),
    sourceList(citedOn(pages[index] ?? '', numbered)),
    ...(text.reviewed ? [] : [italic(say('card.review'))]),
  ]
  return { html: blocks.join('\n\n'), keys: cardKeys(view, index < pages.length - 1 ? index + 1 : undefined) }
}

/** The text in that language, else in Russian, else in English, else in whatever there is. */
export function textFor(article: Article, language: Language): { text: ArticleText; language: Language } {
  for (const code of [language, 'ru', 'en', ...languages] as const) {
    const text = article.texts[code]
    if (text !== undefined) return { text, language: code }
  }
  throw new Error(`the article ${article.id} has no text`)
}

/** Numbers the sources in the order in which the text first cites them. */
export function numberSources(article: Article, paragraphs: readonly Paragraph[]): Map<string, { number: number; source: Source }> {
  const numbered = new Map<string, { number: number; source: Source }>()
  for (const id of paragraphs.flatMap(paragraph => paragraph.flatMap(statement => statement.sources))) {
    const source = article.sources.find(known => known.id === id)
    if (source !== undefined && !numbered.has(id)) numbered.set(id, { number: numbered.size + 1, source })
  }
  return numbered
}

/** The sources whose raised numbers stand on a page; ¹ is not found inside ¹². */
export function citedOn<T extends { number: number }>(page: string, numbered: ReadonlyMap<string, T>): Map<string, T> {
  const raised = new Set(page.match(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g) ?? [])
  return new Map([...numbered].filter(([, { number }]) => raised.has(superscript([number]))))
}

export function paragraphHtml(paragraph: Paragraph, numbered: ReadonlyMap<string, { number: number }>): string {
  return paragraph
    .map(({ text, sources }) => unlinked(text) + superscript(sources.flatMap(id => numbered.get(id)?.number ?? []).sort((a, b) => a - b)))
    .join('')
}

/** One line for each source: its number, then publisher and date as a link; a long list folds to its first three lines. */
export function sourceList(numbered: ReadonlyMap<string, { number: number; source: Source }>): string {
  const lines = [...numbered.values()].map(({ number, source }) => {
    const date = source.date === null ? '' : `, ${numericDate(source.date.slice(0, 7))}`
    return `${number} ${link(source.publisher + date, source.url)}`
  })
  return lines.length > 3 ? folded(lines.join('\n')) : lines.join('\n')
}

/** The row that leads back to the list from which the article was opened, or to the menu. */
function wayBack(say: Words, from: From | undefined): Key[] {
  const target =
    from?.place === undefined
      ? ({ to: 'info', about: 'menu' } as const)
      : ({ to: 'list', place: from.place, ...(from.topic !== undefined && { topic: from.topic }), page: from.page ?? 0 } as const)
  return [{ label: from?.place === undefined ? say('button.menu') : say('button.back'), target }]
}

// What stands under the heading is a timeline, but in a guide its steps, and in a term what there is to know beside.
const DETAILS: Partial<Record<Article['kind'], WordKey>> = { guide: 'card.button.steps', term: 'card.button.more' }

function cardKeys({ article, language, say, from = {}, asked, offerLanguage }: CardView, next: number | undefined): Key[][] {
  const { id } = article
  const hasTimeline = languages.some(code => article.texts[code]?.timeline !== undefined)
  const own: Key[] = [
    ...(hasTimeline
      ? [{ label: say(DETAILS[article.kind] ?? 'card.button.timeline'), target: { to: 'timeline', id, part: 0, ...from } as const }]
      : []),
    ...(article.related.length > 0 ? [{ label: say('card.button.related'), target: { to: 'related', id, ...from } as const }] : []),
    { label: say('card.button.languages'), target: { to: 'languages', id, ...from } },
  ]
  const moment: Key[] = [
    ...(next === undefined ? [] : [{ label: say('card.button.more'), target: { to: 'card', id, part: next, ...from } as const }]),
    ...(asked === undefined || asked.language === language || article.texts[asked.language] === undefined
      ? []
      : [{ label: asked.say('card.button.answerHere'), target: { to: 'card', id, ...from } as const, language: asked.language }]),
    ...(offerLanguage === true ? [{ label: say('button.language'), target: { to: 'info', about: 'language' } as const }] : []),
  ]
  const back = wayBack(say, from)
  return [...inPairs(own), ...(moment.length === 1 ? [[...moment, ...back]] : [moment, back])]
}

/** The place of a topic in a button. */
export function topicNumber(topic: (typeof topics)[number]): number {
  return topics.indexOf(topic)
}
