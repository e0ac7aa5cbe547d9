// The scripts and keyboards in which each language is typed, and how to get from one to another.
import type { Language } from './languages.ts'

/** Cyrillic text as people type it in Latin letters; Latin text stays. Tables: the languages' own Latin alphabets, Russian by common use. */
export function toLatin(text: string, language: Language): string {
  const own = CYRILLIC_TO_LATIN[language] ?? {}
  const withYe =
    language === 'uz' || language === 'tk'
      ? text.replace(YE, (_, before: string, letter: string) => before + (letter === 'Е' ? 'Йе' : 'йе'))
      : text
  return mapLetters(withYe, letter => own[letter] ?? COMMON_LATIN[letter])
}

/** Uzbek, Karakalpak and Turkmen in the Cyrillic alphabets that older people still use; other languages stay as they are. */
export function toCyrillic(text: string, language: Language): string {
  const own = LATIN_TO_CYRILLIC[language]
  if (own === undefined) return text
  const plain = straightApostrophes(text)
  const found = plain.replace(own.pattern, part => withCase(part, own.letters[part.toLowerCase()] ?? part))
  return language === 'kaa' ? found : found.replace(/(?<=^|[\s"(«])е/g, 'э').replace(/(?<=^|[\s"(«])Е/g, 'Э')
}

/** Text as it is typed on a keyboard without the letters that Russian or English lack: қ as к, ş as s, oʻ as o. */
export function plainLetters(text: string): string {
  return mapLetters(text.replace(APOSTROPHES, ''), letter => PLAIN_CYRILLIC[letter] ?? PLAIN_LATIN[letter] ?? withoutMarks(letter))
}

/** Karakalpak in the Latin alphabet of 1995, with apostrophes: a' g' n' o' u', i' for ı. */
export function toOldLatin(text: string): string {
  return mapLetters(text, letter => OLD_LATIN[letter]).replace(/\bo/g, 'wo')
}

/** All signs that stand for an apostrophe, turned letters and accents among them. */
export const APOSTROPHES = /['’ʻʼ‘`´ʹ′]/g

function straightApostrophes(text: string): string {
  return text.replace(APOSTROPHES, "'")
}

function mapLetters(text: string, map: (letter: string) => string | undefined): string {
  let out = ''
  for (const letter of text.normalize('NFC')) {
    const found = map(letter)
    if (found !== undefined) out += found
    else {
      const small = letter.toLowerCase()
      out += small === letter ? letter : withCase(letter, map(small) ?? small)
    }
  }
  return out
}

function withCase(from: string, to: string): string {
  const first = from[0] ?? ''
  return first === first.toLowerCase() ? to : to.slice(0, 1).toUpperCase() + to.slice(1)
}

function withoutMarks(letter: string): string | undefined {
  // Cyrillic й and ё lose their marks elsewhere or not at all.
  const code = letter.charCodeAt(0)
  return code > 0x7f && code < 0x400 ? letter.normalize('NFKD').replace(/\p{M}/gu, '') : undefined
}

/** Uzbek and Turkmen write е as ye at the start of a word and after a vowel. */
const YE = /(^|[\s"«(]|[аеёиоуўэюяәөү])(е)/gi

const letters = (table: string): Record<string, string> =>
  Object.fromEntries(table.split(' ').map(pair => pair.split('=') as [string, string]))

const COMMON_LATIN = letters(
  'а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=sh ъ= ь= ы=y э=e ю=yu я=ya ғ=g қ=k ң=n ә=a ө=o ұ=u ү=u һ=h і=i ҳ=h ҷ=j ӣ=i ӯ=u ў=u җ=j',
)

const CYRILLIC_TO_LATIN: Partial<Record<Language, Record<string, string>>> = {
  kk: letters('қ=q ң=ng х=h ж=j у=u'),
  ky: letters('ж=j ң=ng х=h'),
  tg: letters('қ=q ғ=gh х=kh'),
  tk: letters('в=w ж=ž й=ý ң=ň ч=ç ш=ş щ=şç ә=ä ө=ö ү=ü ё=ýo ю=ýu я=ýa х=h ц=s'),
  uz: letters('ж=j ы=i ў=oʻ ғ=gʻ қ=q ҳ=h х=x ъ=ʼ'),
  kaa: letters('ж=j ә=á ғ=ǵ қ=q ң=ń ө=ó ү=ú ў=w х=x ҳ=h ц=c ы=ı'),
}

function latinTable(table: string): { pattern: RegExp; letters: Record<string, string> } {
  const map = letters(table)
  const parts = Object.keys(map).sort((one, other) => other.length - one.length)
  return { pattern: new RegExp(parts.join('|'), 'gi'), letters: map }
}

const ABC = 'a=а b=б d=д e=е f=ф g=г i=и j=ж k=к l=л m=м n=н o=о p=п r=р s=с t=т u=у z=з'

const LATIN_TO_CYRILLIC: Partial<Record<Language, { pattern: RegExp; letters: Record<string, string> }>> = {
  uz: latinTable(`${ABC} o'=ў g'=ғ sh=ш ch=ч ya=я yu=ю yo=ё yo'=йў ye=е ts=ц v=в x=х h=ҳ q=қ y=й '=ъ`),
  kaa: latinTable(`${ABC} á=ә ǵ=ғ ń=ң ó=ө ú=ү ı=ы í=ы sh=ш ch=ч ya=я yu=ю yo=ё ye=йе v=в w=ў x=х h=ҳ q=қ y=й c=ц '=`),
  tk: latinTable(`${ABC} w=в ä=ә ž=ж j=җ ý=й ň=ң ö=ө ü=ү y=ы h=х ç=ч ş=ш ýa=я ýu=ю ýo=ё ýe=е`),
}

const PLAIN_CYRILLIC = letters('ё=е ғ=г қ=к ң=н ә=а ө=о ұ=у ү=у һ=х і=и ҳ=х ҷ=ч ӣ=и ӯ=у ў=у җ=ж')
const PLAIN_LATIN = letters('ı=i ə=a')
const OLD_LATIN = letters("á=a' ǵ=g' ń=n' ó=o' ú=u' ı=i' í=i' c=ts")
