// Recognises a message that consists of nothing but known phrases, however it is typed.

/** Gives the kind of a text, or undefined. */
export type Recogniser<Kind extends string> = (text: string) => Kind | undefined

const MOST_WORDS = 6
const MOST_LETTERS = 60

/** `kinds` in the order in which they win. */
export function createRecogniser<Kind extends string>(
  phrases: Readonly<Record<Kind, readonly string[]>>,
  kinds: readonly Kind[],
): Recogniser<Kind> {
  const known = new Map(kinds.toReversed().flatMap(kind => phrases[kind].map(phrase => [simplify(phrase), kind] as const)))
  return text => {
    if (text.length > MOST_LETTERS) return undefined
    const words = simplify(text).split(' ')
    if (words.length > MOST_WORDS) return undefined
    const said = kindsSaid(words, known)
    return said === undefined ? undefined : kinds.find(kind => said.has(kind))
  }
}

/** The kinds of the phrases that make up the words without a rest, the longest phrase first; undefined where a rest stays. */
function kindsSaid<Kind>(words: readonly string[], known: ReadonlyMap<string, Kind>): Set<Kind> | undefined {
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
