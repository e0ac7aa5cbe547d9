// Folds a word to one skeleton, whatever keyboard, script or alphabet it was typed in.
import { APOSTROPHES } from '#language/script.ts'

/**
 * The skeleton of one word in small Latin letters with č, š, ž: Қамауға, qamaugha and kamauga are one, and so are Halykow and Халыков.
 * It loses what the alphabets disagree about (q and k, h and x, o and u, i and y); both the texts and the question are folded, so nothing is lost between them.
 */
export function fold(word: string): string {
  const small = word.toLowerCase().normalize('NFC').replace(APOSTROPHES, '')
  return foldVowels(CYRILLIC.test(small) ? foldCyrillic(small) : foldLatin(small))
}

/** The words of a text, as typed. Apostrophes and hyphens within a word belong to it; initials and numbers are words too. */
export function words(text: string): string[] {
  return text.normalize('NFC').match(WORD) ?? []
}

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|['’ʻʼ‘`´](?=[\p{L}]))*['ʻ]?/gu
const CYRILLIC = /[Ѐ-ӿ]/

const letters = (table: string): Map<string, string> => new Map(table.split(' ').map(pair => pair.split('=') as [string, string]))

// The last row holds the Latin letters that stand in Cyrillic words because they look alike.
const FROM_CYRILLIC = letters(
  'а=a б=b в=v г=g д=d е=e ё=io ж=ž з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=s ч=č ш=š щ=š ъ= ы=i ь= э=e ю=iu я=ia ' +
    'ә=a ғ=g қ=k ң=n ө=o ұ=o ү=o һ=h і=i ҳ=h ҷ=ž җ=ž ӣ=i ӯ=o ў=w ӊ=n ӄ=k ' +
    'c=s p=r y=u x=h',
)

function foldCyrillic(word: string): string {
  let out = ''
  for (const letter of word.replace(/дж/g, 'ж').replace(/нг/g, 'н').replace(/тс/g, 'ц')) out += FROM_CYRILLIC.get(letter) ?? plain(letter)
  // ў is a vowel in Uzbek (ўз) and a consonant beside vowels in Karakalpak (саўда).
  return out.replace(/w/g, (sign, at: number) => (isVowel(out[at - 1]) || isVowel(out[at + 1]) ? sign : 'o'))
}

const FROM_LATIN = letters('ç=č ş=š ž=ž š=š č=č ə=a ı=i')
const DIGRAPHS = letters('shch=š sch=š sh=š ch=č dzh=ž zh=ž dj=ž j=ž kh=h gh=g ng=n ts=s ph=f th=t ck=k q=k x=h ou=o 4=č 6=š')
const DIGRAPH = /shch|sch|sh|ch|dzh|zh|dj|j|kh|gh|(?<=\p{L})ng|ts|ph|th|ck|q|x|ou|4(?=\p{L})|(?<=\p{L})4|6(?=\p{L})|(?<=\p{L})6/gu

function foldLatin(word: string): string {
  let out = ''
  for (const letter of word) out += FROM_LATIN.get(letter) ?? plain(letter)
  return out
    .replace(/^ex/, 'eks')
    .replace(DIGRAPH, sign => DIGRAPHS.get(sign) ?? sign)
    .replace(/c(?=[eiy])/g, 's')
    .replace(/c/g, 'k')
}

/** ye and e, ы and и and й, o and u are one; u beside a vowel is the consonant that others write w, ў or v. */
function foldVowels(word: string): string {
  return word
    .replace(/y/g, 'i')
    .replace(DOUBLE, '$1')
    .replace(/ie/g, 'e')
    .replace(/(?<=[aeio])[uw]|[uw](?=[aeio])|^w/g, 'v')
    .replace(/[uw]/g, 'o')
    .replace(DOUBLE, '$1')
}

const DOUBLE = /(\p{L})\1+/gu

function isVowel(letter: string | undefined): boolean {
  return letter !== undefined && 'aeiou'.includes(letter)
}

function plain(letter: string): string {
  return letter < '\u0080' ? letter : letter.normalize('NFKD').replace(/\p{M}/gu, '')
}
