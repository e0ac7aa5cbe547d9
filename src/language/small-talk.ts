// Tells a greeting, thanks or a goodbye from a question, in all eight languages and however they are typed.
import phrases from '#locales/small-talk.json' with { type: 'json' }

export type SmallTalk = 'greeting' | 'thanks' | 'bye'

const MOST_WORDS = 6
/** In "hello, thank you" the thanks count: the first kind that is there names the message. */
const KINDS = ['thanks', 'bye', 'greeting'] as const

/** Gives what names the kind of a message that consists of such phrases and nothing else; undefined for everything else. */
export function createSmallTalk(): (text: string) => SmallTalk | undefined {
  const known = new Map(KINDS.toReversed().flatMap(kind => phrases[kind].map(phrase => [simplify(phrase), kind] as const)))
  return text => {
    const words = simplify(text).split(' ')
    if (words.length > MOST_WORDS) return undefined
    const said = kindsSaid(words, known)
    return said === undefined ? undefined : KINDS.find(kind => said.has(kind))
  }
}

/** The kinds of the phrases that make up the words without a rest, the longest phrase first; undefined where a rest stays. */
function kindsSaid(words: readonly string[], known: ReadonlyMap<string, SmallTalk>): Set<SmallTalk> | undefined {
  if (words.length === 0) return new Set()
  for (let length = words.length; length > 0; length--) {
    const kind = known.get(words.slice(0, length).join(' '))
    const rest = kind === undefined ? undefined : kindsSaid(words.slice(length), known)
    if (kind !== undefined && rest !== undefined) return rest.add(kind)
  }
  return undefined
}

/** Small letters without marks and signs, so that Сәлем! and салем are one. */
function simplify(text: string): string {
  const bare = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}'’ʻʼ‘`]/gu, '')
  return [...bare]
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
}
