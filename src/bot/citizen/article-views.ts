// What opens from under a card, in its place: the timeline or steps, related articles, other languages.

import type { From } from '#bot/buttons.ts'
import { bold, escapeHtml, italic } from '#bot/html.ts'
import { pagesOf } from '#bot/pages.ts'
import { inPairs, type Key, type Screen } from '#bot/screen.ts'
import type { Article, Timeline } from '#knowledge/article.ts'
import { numericDate } from '#language/dates.ts'
import { type Language, languages, ownNames } from '#language/languages.ts'
import type { Words } from '#language/words.ts'
import { citedOn, numberSources, paragraphHtml, sourceList, textFor } from './answer-card.ts'

export interface ArticleView {
  readonly article: Article
  readonly language: Language
  readonly say: Words
  readonly from: From
}

/** Characters of a page of the timeline; its sources stand below it and take room of their own. */
const TIMELINE_CHARACTERS = 1800

/** One page of the timeline, oldest first; in Russian, English or the country's language (and it says so) where the person's has none. */
export function timelineScreen({ article, language, say, from }: ArticleView, part: number): Screen {
  const found = timelineFor(article, language)
  if (found === undefined) return { html: italic(say('card.gone')), keys: [back({ article, language, say, from })] }
  const { timeline, written } = found
  const numbered = numberSources(
    article,
    timeline.entries.map(entry => entry.text),
  )
  const blocks = timeline.entries.map(
    entry => (entry.date === undefined ? '' : `<b>${numericDate(entry.date)}</b> `) + paragraphHtml(entry.text, numbered),
  )
  const pages = pagesOf(blocks, '\n\n', TIMELINE_CHARACTERS)
  const index = Math.min(part, pages.length - 1)
  const page = pages[index] ?? ''
  const cited = citedOn(page, numbered)
  const html = [
    bold(`${textFor(article, language).text.title} · ${timeline.heading}`),
    ...(written === language ? [] : [italic(say('card.timelineNotYet', { language: ownNames[written] }))]),
    page,
    sourceList(cited),
    ...(pages.length > 1 ? [italic(say('card.page', { page: index + 1, pages: pages.length }))] : []),
  ].join('\n\n')
  const turn = (label: string, to: number): Key => ({ label, target: { to: 'timeline', id: article.id, part: to, ...from } })
  const turns = [
    ...(index > 0 ? [turn(say('button.previous'), index - 1)] : []),
    ...(index < pages.length - 1 ? [turn(say('button.next'), index + 1)] : []),
  ]
  return { html, keys: [turns, back({ article, language, say, from })] }
}

/** The titles of related articles, to tap. */
export function relatedScreen(view: ArticleView, related: readonly Article[]): Screen {
  const { language, say, from } = view
  const keys = related.map(other => [
    { label: textFor(other, language).text.title, target: { to: 'card', id: other.id, ...from } } as const,
  ])
  return { html: `${bold(textFor(view.article, language).text.title)}\n\n${escapeHtml(say('card.related'))}`, keys: [...keys, back(view)] }
}

/** The languages in which the article is written, each under its own name. */
export function languagesScreen(view: ArticleView): Screen {
  const { article, language, say, from } = view
  const written = languages.filter(code => article.texts[code] !== undefined && code !== language)
  const keys = written.map(code => ({ label: ownNames[code], target: { to: 'card', id: article.id, ...from } as const, language: code }))
  return {
    html: `${bold(textFor(article, language).text.title)}\n\n${escapeHtml(say('card.languages'))}`,
    keys: [...inPairs(keys), back(view)],
  }
}

function timelineFor(article: Article, language: Language): { timeline: Timeline; written: Language } | undefined {
  for (const written of [language, 'ru', 'en', ...languages] as const) {
    const timeline = article.texts[written]?.timeline
    if (timeline !== undefined) return { timeline, written }
  }
  return undefined
}

function back({ article, say, from }: ArticleView): Key[] {
  return [{ label: say('card.button.back'), target: { to: 'card', id: article.id, ...from } }]
}
