// Words that show what a short question leans on: "he", "why", "you", as they are typed on any keyboard.
import { type Language, languages } from '#language/languages.ts'
import { APOSTROPHES, plainLetters, toCyrillic, toLatin } from '#language/script.ts'

export interface Pronouns {
  /** "He", "she", "it" or "they": what was spoken of before. */
  refersBack(word: string): boolean
  /** "Why", "where", "how many", "years given": what a case or a country can be asked. */
  asks(word: string): boolean
  /** "You": the bot itself is spoken to. */
  addresses(word: string): boolean
}

/** Compares words as typed, not their skeletons: those make "its" and "is" one. */
export function createPronouns(): Pronouns {
  const [back, asking, address] = [BACK, ASKING, ADDRESS].map(allForms) as [Forms, Forms, Forms]
  return {
    refersBack: word => back.has(simple(word)),
    asks: word => asking.has(simple(word)),
    addresses: word => address.has(simple(word)),
  }
}

type Forms = ReadonlySet<string>

function allForms(lists: Record<Language, string>): Forms {
  return new Set(languages.flatMap(language => lists[language].split(' ').flatMap(word => formsOf(word, language))))
}

function formsOf(word: string, language: Language): string[] {
  const scripts = language === 'en' ? [word] : [word, toLatin(word, language), toCyrillic(word, language)]
  return scripts.flatMap(form => [form, plainLetters(form)]).map(simple)
}

function simple(word: string): string {
  return word.toLowerCase().replace(APOSTROPHES, '')
}

const BACK: Record<Language, string> = {
  en: 'he she it they him her his hers their them its',
  ru: 'он она они оно его ему её ей их им ими них ним нём ней нему неё',
  kk: 'ол олар оны оның оған оларды олардың онда',
  ky: 'ал алар аны анын ага аларды алардын',
  tg: 'ӯ вай онҳо ӯро онҳоро вайро',
  tk: 'ol olar ony onuň oňa olary olaryň',
  uz: 'u ular uni uning unga ularni ularning',
  kaa: 'ol olar onı onıń oǵan olardı olardıń',
}

const ASKING: Record<Language, string> = {
  en: 'why where when who what which how long many much years got get given sentence sentenced verdict jailed released alive free news more details status charges charged accused lawyer family source sources proof',
  ru:
    'почему зачем где куда когда кто что кем чем как сколько какой какая какие какое лет дали дадут срок срока годы получил получила сидит осудили посадили приговор жив жива выпустили освободили ' +
    'свободе подробнее ещё дальше обвинили обвиняют адвокат семья источник источники доказательства',
  kk: 'неге қайда қашан кім не қалай қанша неше жыл берді алды сотталды отыр босады тірі толығырақ',
  ky: 'эмнеге кайда качан ким эмне кантип канча нече жыл берди алды кесилди отурат бошоду тирүү кененирээк',
  tg: 'чаро куҷо куҷост кай кӣ кист чӣ чанд чандто сол доданд гирифт озод зинда муфассал',
  tk: 'näme näçe nirede haçan kim niçik ýyl berdiler aldy otyr boşady dirimi giňişleýin',
  uz: 'nega qayerda qachon kim nima qanday qancha necha nechta yil berishdi oldi oʻtiribdi ozod tirikmi batafsil',
  kaa: 'nege qayda qayerde qashan kim ne qalay qansha neshe jıl berdi aldı otır azat tirime tolıǵıraq',
}

const ADDRESS: Record<Language, string> = {
  en: 'you your yours',
  ru: 'ты тебя тебе тобой твой твоя вы вас вам ваш ваша',
  kk: 'сен сіз сенің сіздің сені сізді',
  ky: 'сен сиз сенин сиздин сени сизди',
  tg: 'ту шумо туро шуморо',
  tk: 'sen siz seniň siziň seni sizi',
  uz: 'sen siz sening sizning seni sizni',
  kaa: 'sen siz seniń sizdiń seni sizdi',
}
