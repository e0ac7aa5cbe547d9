// The bot about itself: menu, help, who runs it, what is kept, where answers come from, which language; pure.

import { bold, escapeHtml, italic } from '#bot/html.ts'
import { inPairs, type Key, type Screen } from '#bot/screen.ts'
import type { Article } from '#knowledge/article.ts'
import type { Library } from '#knowledge/library.ts'
import { type Language, languages, ownNames } from '#language/languages.ts'
import type { Words } from '#language/words.ts'

export type InfoPage = 'menu' | 'help' | 'about' | 'privacy' | 'sources' | 'language'

export interface InfoView {
  readonly library: Library
  readonly language: Language
  readonly say: Words
}

const MOST_PUBLISHERS = 8

export function infoScreen(page: InfoPage, view: InfoView): Screen {
  return { menu: menuScreen, help, about, privacy, sources, language: languageScreen }[page](view)
}

/** The greeting of a chat that has chosen no language yet: what the bot is, and the eight languages. */
export function greetingScreen({ say }: InfoView): Screen {
  const html = `${bold(say('start.title'))}\n\n${escapeHtml(say('start.text'))}\n\n${escapeHtml(say('start.chooseLanguage'))}`
  return { html, keys: [...languageKeys(), [browseKey(say)]] }
}

/** Said once a language is chosen. */
export function chosenScreen({ say }: InfoView): Screen {
  return { html: escapeHtml(say('language.chosen')), keys: menuKeys(say) }
}

export function forgottenScreen({ say }: InfoView): Screen {
  return { html: escapeHtml(say('privacy.forgotten')), keys: [[menuKey(say)]] }
}

/** Said when the store could not be reached: nothing may be called forgotten that is not. */
export function notForgottenScreen({ say }: InfoView): Screen {
  return {
    html: escapeHtml(say('error.notForgotten')),
    keys: [[{ label: say('button.forget'), target: { to: 'forget' } }], [menuKey(say)]],
  }
}

function menuScreen({ say }: InfoView): Screen {
  return { html: `${bold(say('start.title'))}\n\n${escapeHtml(say('start.text'))}`, keys: menuKeys(say) }
}

function help({ library, language, say }: InfoView): Screen {
  const examples = exampleQuestions(library.articles, language).map(question => `· ${escapeHtml(question)}`)
  const html = [bold(say('help.title')), escapeHtml(say('help.text')), `${escapeHtml(say('help.examples'))}\n${examples.join('\n')}`].join(
    '\n\n',
  )
  return { html, keys: [[browseKey(say)], [menuKey(say)]] }
}

function about({ library, say }: InfoView): Screen {
  const html = [
    bold(say('about.title')),
    escapeHtml(say('about.text')),
    escapeHtml(say('about.articles', { count: library.articles.length })),
  ]
  return { html: html.join('\n\n'), keys: [[infoKey(say, 'sources'), infoKey(say, 'privacy')], [menuKey(say)]] }
}

function privacy({ say }: InfoView): Screen {
  const html = `${bold(say('privacy.title'))}\n\n${escapeHtml(say('privacy.text'))}`
  return { html, keys: [[{ label: say('button.forget'), target: { to: 'forget' } }], [menuKey(say)]] }
}

function sources({ library, say }: InfoView): Screen {
  const all = library.articles.flatMap(article => article.sources)
  const counts = Map.groupBy(all, source => source.publisher.replace(/ \(.*\)$/, ''))
  const most = [...counts].sort(([, one], [, other]) => other.length - one.length).slice(0, MOST_PUBLISHERS)
  const totals = [
    say('sources.articles', { count: library.articles.length }),
    say('sources.sources', { count: new Set(all.map(source => source.url)).size }),
  ]
  const html = [
    bold(say('sources.title')),
    escapeHtml(say('sources.text')),
    italic(totals.join(' · ')),
    `${escapeHtml(say('sources.most'))}\n${most.map(([publisher, list]) => `· ${escapeHtml(publisher)}, ${list.length}`).join('\n')}`,
  ]
  return { html: html.join('\n\n'), keys: [[browseKey(say)], [menuKey(say)]] }
}

function languageScreen({ say }: InfoView): Screen {
  return { html: bold(say('language.ask')), keys: [...languageKeys(), [menuKey(say)]] }
}

function languageKeys(): Key[][] {
  return inPairs(languages.map(code => ({ label: ownNames[code], target: { to: 'speak' } as const, language: code })))
}

function menuKeys(say: Words): Key[][] {
  const pages = (['help', 'about', 'privacy', 'sources', 'language'] as const).map(page => infoKey(say, page))
  return [[browseKey(say)], ...inPairs(pages)]
}

function browseKey(say: Words): Key {
  return { label: say('button.browse'), target: { to: 'places' } }
}

function menuKey(say: Words): Key {
  return { label: say('button.menu'), target: { to: 'info', about: 'menu' } }
}

function infoKey(say: Words, page: Exclude<InfoPage, 'menu'>): Key {
  return { label: say(`button.${page}`), target: { to: 'info', about: page } }
}

// One question each of a person's case, of what to do, and of a country, as people of that language put them.
function exampleQuestions(articles: readonly Article[], language: Language): string[] {
  return (['case', 'guide', 'trend'] as const).flatMap(
    kind => articles.find(article => article.kind === kind && article.texts[language])?.texts[language]?.questions[0] ?? [],
  )
}
