// Browsing: country, topic, article, with pages and a way back; pure.

import { bold, escapeHtml } from '#bot/html.ts'
import { inPairs, type Key, type Screen } from '#bot/screen.ts'
import { type Article, type Place, type Topic, topics } from '#knowledge/article.ts'
import type { Library } from '#knowledge/library.ts'
import type { Language } from '#language/languages.ts'
import type { Words } from '#language/words.ts'
import { textFor, topicNumber } from './answer-card.ts'

const FLAGS: Record<Place, string> = { kz: '🇰🇿 ', kg: '🇰🇬 ', tj: '🇹🇯 ', tm: '🇹🇲 ', uz: '🇺🇿 ', region: '' }
const PER_PAGE = 6
const MOST_TOPICS = 4

export function placeKeys(library: Library, say: Words): Key[][] {
  return inPairs(library.places().map(place => ({ label: FLAGS[place] + say(`country.${place}`), target: { to: 'topics', place } })))
}

/** The topics that concern all countries, for whoever did not find what they asked. */
export function regionTopicKeys(library: Library, say: Words): Key[][] {
  const shown = library.topics('region').slice(0, MOST_TOPICS)
  return inPairs(
    shown.map(topic => ({ label: say(`topic.${topic}`), target: { to: 'list', place: 'region', topic: topicNumber(topic), page: 0 } })),
  )
}

export function placesScreen(library: Library, say: Words): Screen {
  return {
    html: bold(say('browse.country')),
    keys: [...placeKeys(library, say), [{ label: say('button.menu'), target: { to: 'info', about: 'menu' } }]],
  }
}

export function topicsScreen(library: Library, say: Words, place: Place): Screen {
  const keys: Key[] = library.topics(place).map(topic => ({
    label: say(`topic.${topic}`),
    target: { to: 'list', place, topic: topicNumber(topic), page: 0 },
  }))
  return {
    html: `${bold(say(`country.${place}`))}\n\n${escapeHtml(say('browse.topic'))}`,
    keys: [
      [{ label: say('button.allTopics'), target: { to: 'list', place, page: 0 } }],
      ...inPairs(keys),
      [{ label: say('button.back'), target: { to: 'places' } }],
    ],
  }
}

export interface ListView {
  readonly place: Place
  readonly topic: number | undefined
  readonly page: number
}

/** A page of titles; a page that no longer exists is the last one. */
export function listScreen(library: Library, language: Language, say: Words, { place, topic, page }: ListView): Screen {
  const found: Topic | undefined = topic === undefined ? undefined : topics[topic]
  const articles = library.browse(place, found)
  const pages = Math.max(1, Math.ceil(articles.length / PER_PAGE))
  const index = Math.min(page, pages - 1)
  const here = { place, ...(topic !== undefined && { topic }) }
  const title = [say(`country.${place}`), say(found === undefined ? 'button.allTopics' : `topic.${found}`)].join(' · ')
  const html = [bold(title), escapeHtml(pages > 1 ? say('browse.page', { page: index + 1, pages }) : say('browse.article'))].join('\n\n')
  const titleKey = (article: Article): Key[] => [
    { label: textFor(article, language).text.title, target: { to: 'card', id: article.id, ...here, page: index } },
  ]
  const turns: Key[] = [
    ...(index > 0 ? [{ label: say('button.previous'), target: { to: 'list', ...here, page: index - 1 } as const }] : []),
    ...(index < pages - 1 ? [{ label: say('button.next'), target: { to: 'list', ...here, page: index + 1 } as const }] : []),
  ]
  const shown = articles.slice(index * PER_PAGE, (index + 1) * PER_PAGE)
  return { html, keys: [...shown.map(titleKey), turns, [{ label: say('button.back'), target: { to: 'topics', place } }]] }
}
