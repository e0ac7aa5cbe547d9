// Telegram's HTML, read and written back.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseHtml } from '#rehearsal/html.ts'
import { markedUp } from '#rehearsal/marked-up.ts'
import { withSpotted } from '#rehearsal/spotted.ts'

test.each([
  ['<b>a</b> &lt;b&gt; &amp; &#1072;', 'a <b> & а'],
  ['<a href="https://example.org/?a=1&amp;b=2">там</a>', 'там'],
  ['<pre><code class="language-js">let a</code></pre>', 'let a'],
  ['<blockquote expandable>q</blockquote><span class="tg-spoiler">s</span>', 'qs'],
])('%s reads as %s', (html, text) => {
  expect(parseHtml(html)).toMatchObject({ text })
})

test('marks count in UTF-16 units, and nest', () => {
  expect(parseHtml('😀<b>a<i>b</i></b>')).toEqual({
    text: '😀ab',
    entities: [
      { type: 'bold', offset: 2, length: 2 },
      { type: 'italic', offset: 3, length: 1 },
    ],
  })
})

test('code in preformatted text gives it its language', () => {
  expect(parseHtml('<pre><code class="language-js">let a</code></pre>')).toMatchObject({
    entities: [{ type: 'pre', offset: 0, length: 5, language: 'js' }],
  })
})

test('a link to nowhere is plain text', () => {
  expect(parseHtml('<a href="javascript:alert(1)">a</a>')).toEqual({ text: 'a', entities: [] })
})

test.each([
  ['</b>', 'Unexpected end tag at byte offset 0'],
  ['<b', 'Unclosed start tag at byte offset 0'],
  ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ['<a href>x</a>', 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'],
])('%s is refused: %s', (html, fault) => {
  expect(parseHtml(html)).toEqual({ fault })
})

const PIECES = ['<', '>', '/', '&', ';', '=', '"', ' ', '\n', 'a', 'b', 'pre', 'blockquote', 'href', '&#1', '&lt', 'ы', '😀', '\0']

test('any text that is escaped comes back as it was, and no HTML breaks the reader', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }), pieces => {
      const text = pieces.join('')
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      expect(parseHtml(escaped)).toEqual({ text, entities: [] })
      parseHtml(text)
    }),
  )
})

test('what was marked is written back with the same marks', () => {
  const html = '<b>a <i>b</i></b> <a href="https://example.org/">c</a> &lt;<code>d</code>'
  const read = parseHtml(html)
  expect('text' in read && markedUp(read.text, read.entities)).toBe(html)
})

test.each([
  ['/start now', 'bot_command', '/start'],
  ['see https://azattyq.org/a/1.', 'url', 'https://azattyq.org/a/1'],
  ['see azattyq.org, please', 'url', 'azattyq.org'],
  ['ask @erkin_bot', 'mention', '@erkin_bot'],
  ['write a@b.org', 'email', 'a@b.org'],
  ['#Қаңтар', 'hashtag', '#Қаңтар'],
])('in "%s" Telegram spots a %s', (text, type, word) => {
  const [found, ...more] = withSpotted(text, [])
  expect({ type: found?.type, word: text.slice(found?.offset, (found?.offset ?? 0) + (found?.length ?? 0)) }).toEqual({ type, word })
  expect(more).toEqual([])
})

test('nothing is spotted in code, nor a command in the middle of a word', () => {
  expect(withSpotted('a/start 1/2', [])).toEqual([])
  expect(withSpotted('/start', [{ type: 'code', offset: 0, length: 6 }])).toEqual([{ type: 'code', offset: 0, length: 6 }])
})
