// Light suffix stripping on skeletons: enough that a word meets itself in another case or number.
import type { Language } from '#language/languages.ts'
import { fold } from './fold.ts'

export type Family = 'en' | 'ru' | 'tg' | 'turkic'
export interface Stemmer {
  stem(skeleton: string, family: Family): string
}

/** Kazakh, Kyrgyz, Turkmen, Uzbek and Karakalpak share their endings once they are folded. */
export const familyOf: Record<Language, Family> = {
  en: 'en',
  ru: 'ru',
  tg: 'tg',
  kk: 'turkic',
  ky: 'turkic',
  tk: 'turkic',
  uz: 'turkic',
  kaa: 'turkic',
}

export function createStemmer(): Stemmer {
  const suffixes = Object.fromEntries(Object.entries(SUFFIXES).map(([family, list]) => [family, foldAll(list)])) as Record<
    Family,
    Set<string>
  >
  return {
    stem(skeleton, family) {
      let stem = skeleton
      for (let round = 0; round < ROUNDS[family]; round++) {
        const shorter = strip(stem, suffixes[family])
        if (shorter === stem) break
        stem = shorter
      }
      return stem
    },
  }
}

const LONGEST_SUFFIX = 5
const SHORTEST_STEM = 3
const ROUNDS: Record<Family, number> = { en: 1, ru: 2, tg: 2, turkic: 4 }

function strip(word: string, suffixes: ReadonlySet<string>): string {
  for (let length = Math.min(LONGEST_SUFFIX, word.length - SHORTEST_STEM); length > 0; length--) {
    if (suffixes.has(word.slice(-length))) return word.slice(0, -length)
  }
  return word
}

function foldAll(list: string): Set<string> {
  return new Set(list.split(' ').map(fold))
}

const SUFFIXES: Record<Family, string> = {
  en: 's es ed d ing er ers ly',
  ru:
    'а я о е и ы у ю ь й ой ей ом ем ам ям ах ях ов ев ами ями ого его ому ему ым им ых их ая яя ое ее ые ие ую юю ый ий ия ию ии ием иям иях ью ' +
    'ать ять ить еть ут ют ат ят ет ит ал ала али ало ил ила или ило ен ена ены ено ан ана аны ано ли ла л ны н на но ся сь',
  tg: 'ҳо ҳои ҳоро ҳоям и ро е он они онро ам аш ат анд ед ем аст ии ёни ён гон гони вӣ гӣ',
  turkic:
    'лар лер дар дер тар тер лор дор тор нар ның нің дың дің тың тің нун дун тун ng nyň niň yň iň га ге ка ке қа на не го ко ны ні ды ді ты ті ну ду ту ni ' +
    'да де та те до то дан ден тан тен нан нен дон тон мен бен пен ы і и сы сі су si ым ім ың ің ымыз іміз ыңыз іңіз дағы дегі тағы тегі догу dagi daky däki dagy ' +
    'лық лік дық дік тық тік лук дук тук lik lyk лы лі лу ған ген қан кен gan гон кон ып іп уп ады еді йді ади atın adı etin ду тү mak mek моқ у ш лган лған yar ýär ar er',
}
