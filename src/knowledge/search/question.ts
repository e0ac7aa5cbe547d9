// A question taken apart: the countries it names, who asks, and the words that say what it is about.
import { type Language, languages } from '#language/languages.ts'
import { type Where, whereOf } from './countries.ts'
import { fold, words } from './fold.ts'

export interface Question {
  /** How many words were typed. */
  readonly length: number
  /** The skeletons of what is asked about, each once. */
  readonly words: readonly string[]
  readonly countries: ReadonlySet<Where>
  /** The skeletons of towns and regions within a country. */
  readonly places: ReadonlySet<string>
  /** The skeletons that look like names: written with a capital within the question. */
  readonly names: ReadonlySet<string>
  /** Whether people ask for themselves: "what can they do to me". */
  readonly personal: boolean
  /** Whether "he", "she", "it" or "they" stand for what was spoken of before. */
  readonly refersBack: boolean
}

export interface QuestionReader {
  read(question: string, language: Language): Question
}

/** So many words are enough: what is longer is a letter, not a question. */
const MOST_WORDS = 24

export function createQuestionReader(functionWords: ReadonlyMap<Language, ReadonlySet<string>>): QuestionReader {
  const personal = new Set(PERSONAL.split(' ').map(fold))
  const back = new Map(languages.map(language => [language, new Set(BACK[language].split(' ').map(fold))]))
  return {
    read(question, language) {
      const empty = functionWords.get(language)
      const typed = words(question)
      const skeletons = [...new Set(typed.map(fold))].filter(skeleton => skeleton !== '').slice(0, MOST_WORDS)
      const countries = new Set<Where>()
      const places = new Set<string>()
      const about: string[] = []
      for (const skeleton of skeletons) {
        if (empty?.has(skeleton) === true) continue
        const named = whereOf(skeleton)
        if (named !== undefined) countries.add(named.where)
        if (named !== undefined && !named.itself && named.where !== 'elsewhere') places.add(skeleton)
        if (named?.itself !== true) about.push(skeleton)
      }
      const names = new Set(typed.slice(1).filter(isCapitalised).map(fold))
      return {
        length: typed.length,
        words: about,
        countries,
        places,
        names,
        personal: skeletons.some(skeleton => personal.has(skeleton)),
        refersBack: skeletons.some(skeleton => back.get(language)?.has(skeleton)),
      }
    },
  }
}

/** One capital and then small letters: in a question that is all capitals no word is a name. */
function isCapitalised(word: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(word)
}

// en, ru, kk, ky, tg, tk, uz, kaa. Without "men": it is "I", but in Kazakh also "and".
const PERSONAL =
  'i me my меня мне мой моя моего мою нас мені маған менің бізді мени мага менин бизди маро ба-ман моро meni maňa meniň bizi menga mening bizni maǵan meniń'

const BACK: Record<Language, string> = {
  en: 'he she it they him her his their them its',
  ru: 'он она они его ему ей её их них ним нём ней нему',
  kk: 'ол олар оны оның оған оларды олардың онда',
  ky: 'ал алар аны анын ага аларды алардын',
  tg: 'ӯ вай онҳо ӯро онро ба-ӯ вайро ӯву',
  tk: 'ol olar ony onuň oňa olary olaryň',
  uz: 'u ular uni uning unga ularni ularning',
  kaa: 'ol olar onı onıń oǵan olardı olardıń',
}
