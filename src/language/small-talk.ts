// Tells a greeting, thanks or a goodbye from a question, in all eight languages and however they are typed.
import phrases from '#locales/small-talk.json' with { type: 'json' }

export type SmallTalk = 'greeting' | 'thanks' | 'bye'

const MOST_WORDS = 6
const kinds = ['thanks', 'bye', 'greeting'] as const

/** The kind of a message that consists of nothing but such phrases; undefined for everything else. */
export function smallTalk(text: string): SmallTalk | undefined {
  const words = simplify(text)
    .split(' ')
    .filter(word => word !== '')
  if (words.length === 0 || words.length > MOST_WORDS) return undefined
  const said = words.join(' ')
  const covered = kinds.find(kind => phrases[kind].some(phrase => simplify(phrase) === said))
  if (covered !== undefined) return covered
  // "Hello, thank you" is thanks: every word belongs to some phrase, and the most telling kind names it.
  const rest = kinds.reduce((left, kind) => phrases[kind].reduce((text, phrase) => removePhrase(text, simplify(phrase)), left), said)
  if (rest.trim() !== '') return undefined
  return kinds.find(kind => phrases[kind].some(phrase => ` ${said} `.includes(` ${simplify(phrase)} `)))
}

function removePhrase(text: string, phrase: string): string {
  return ` ${text} `.replaceAll(` ${phrase} `, ' ').trim()
}

/** Small letters without marks and signs: Сәлем! and салем are one. */
function simplify(text: string): string {
  return [
    ...text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[\p{M}'’ʻʼ‘`]/gu, ''),
  ]
    .map(letter => PLAIN[letter] ?? letter)
    .join('')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const PLAIN: Record<string, string> = {
  ә: 'а',
  қ: 'к',
  ғ: 'г',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  і: 'и',
  һ: 'х',
  ҳ: 'х',
  ҷ: 'ж',
  ӯ: 'у',
  ӣ: 'и',
  ў: 'у',
  ı: 'i',
  ə: 'a',
  ё: 'е',
}
