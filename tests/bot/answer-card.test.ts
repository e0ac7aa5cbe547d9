// The card as a person sees it; pure, so without any chat.
import { describe, expect, test } from 'vitest'
import { answerCard } from '#bot/citizen/answer-card.ts'
import { timelineScreen } from '#bot/citizen/article-views.ts'
import { visibleLength } from '#bot/html.ts'
import { pagesOf } from '#bot/pages.ts'
import type { Article, ArticleText } from '#knowledge/article.ts'
import { languages } from '#language/languages.ts'
import { realLibrary, wordsOf } from './chat-house.ts'

const say = wordsOf('en')

function article(lead: ArticleText['lead'], more: Partial<Article> = {}): Article {
  return {
    id: 'kz-test',
    kind: 'case',
    country: 'kz',
    topics: ['media'],
    asOf: '2025-10',
    names: [],
    aliases: [],
    related: [],
    sources: [
      { id: 's1', publisher: 'A <b>& Co', title: 'T', date: '2024-08-02', url: 'https://a.example/?a=1&b=2' },
      { id: 's2', publisher: 'B', title: 'T', date: null, url: 'https://b.example/' },
    ],
    texts: { en: { title: 'Title <1>', status: 'Jailed', questions: [], reviewed: false, lead } },
    ...more,
  }
}

describe('a card', () => {
  test('numbers sources in the order of the text, and escapes everything that is not ours', () => {
    const { html } = answerCard({
      article: article([
        [
          { text: 'One & two.', sources: ['s2'] },
          { text: ' Three.', sources: ['s1', 's2'] },
        ],
      ]),
      language: 'en',
      say,
    })
    expect(html).toContain('<b>Title &lt;1&gt;</b>')
    expect(html).toContain('One &amp; two.¹ Three.¹·²')
    expect(html).toContain('1 <a href="https://b.example/">B</a>')
    expect(html).toContain('2 <a href="https://a.example/?a=1&amp;b=2">A &lt;b&gt;&amp; Co, 08.2024</a>')
    expect(html).toContain('<i>Jailed · as of 10.2025</i>')
  })

  test('makes no link of a name that looks like an address: whoever follows one is seen by its owner', () => {
    const { html } = answerCard({
      article: article([[{ text: 'Vlast.kz wrote it. Then, e.g. on 2.5.', sources: ['s1'] }]]),
      language: 'en',
      say,
    })
    expect(html).toContain('Vlast.\u2060kz wrote it. Then')
  })

  test('says that no native speaker has checked the text, until one has', () => {
    const unread = article([[{ text: 'One.', sources: ['s1'] }]])
    const read = { ...unread, texts: { en: { ...(unread.texts.en as ArticleText), reviewed: true } } }
    expect(answerCard({ article: unread, language: 'en', say }).html).toContain(say('card.review'))
    expect(answerCard({ article: read, language: 'en', say }).html).not.toContain(say('card.review'))
  })

  test('that is not written in the language comes in Russian or English and says so', () => {
    const { html } = answerCard({ article: article([[{ text: 'One.', sources: ['s1'] }]]), language: 'tg', say: wordsOf('tg') })
    expect(html).toContain('One.')
    expect(html).toContain('English')
  })

  test('that is too long for Telegram is cut at a sentence, with a button to read on', () => {
    const sentence = { text: ` ${'word '.repeat(40)}end.`, sources: ['s1'] }
    const long = article([Array.from({ length: 40 }, () => sentence)])
    const first = answerCard({ article: long, language: 'en', say })
    expect(visibleLength(first.html)).toBeLessThanOrEqual(4096)
    const more = first.keys.flat().find(key => key.label === say('card.button.more'))
    expect(more?.target).toMatchObject({ to: 'card', part: 1 })
    const parts = [0, 1, 2, 3].map(part => answerCard({ article: long, language: 'en', say, part }).html)
    expect(parts.every(html => visibleLength(html) <= 4096)).toBe(true)
    expect(parts.slice(0, 3).join('').match(/end\./g)).toHaveLength(40)
  })

  test.each(languages)('of every article fits in one message in %s, timeline included', language => {
    for (const each of realLibrary().articles) {
      const view = { article: each, language, say: wordsOf(language) }
      const card = answerCard(view)
      expect(visibleLength(card.html), each.id).toBeLessThanOrEqual(4096)
      expect(card.keys.length, each.id).toBeLessThanOrEqual(5)
      for (let part = 0; part < 12; part++)
        expect(visibleLength(timelineScreen({ ...view, from: {} }, part).html), `${each.id} ${part}`).toBeLessThanOrEqual(4096)
    }
  })
})

test('pages lose no word and repeat none', () => {
  const blocks = Array.from({ length: 30 }, (_, index) => `block ${index} ${'x'.repeat(index * 10)}.`)
  expect(pagesOf(blocks, '\n\n', 400).join('\n\n')).toBe(blocks.join('\n\n'))
  const words = Array.from({ length: 500 }, (_, index) => `word${index}`).join(' ')
  const cut = pagesOf([words], '\n\n', 300)
  expect(cut.every(page => page.length <= 300)).toBe(true)
  expect(cut.join(' ')).toBe(words)
})

test('a card lists the sources of its own page only, so that many sources never pass the limit of Telegram', () => {
  const sources = Array.from({ length: 24 }, (_, index) => ({
    id: `s${index}`,
    publisher: `Publisher ${index} ${'x'.repeat(30)}`,
    title: 'T',
    date: null,
    url: 'https://a.example/',
  }))
  const lead = [Array.from({ length: 24 }, (_, index) => ({ text: ` ${'word '.repeat(50)}end.`, sources: [`s${index}`] }))]
  const many = article(lead, { sources })
  const first = answerCard({ article: many, language: 'en', say })
  expect(visibleLength(first.html)).toBeLessThanOrEqual(4096)
  expect(first.html).toContain('Publisher 0 ')
  expect(first.html).not.toContain('Publisher 23 ')
  expect(answerCard({ article: many, language: 'en', say, part: 2 }).html).toContain('Publisher 23 ')
})
