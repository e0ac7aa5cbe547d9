// A question taken apart: the countries it names, who asks, and the words that say what it is about.
import type { Language } from '#language/languages.ts'
import { type Where, whereOf } from './countries.ts'
import { fold, words } from './fold.ts'

export interface Question {
  /** Skeletons, each once. */
  readonly words: readonly string[]
  readonly countries: ReadonlySet<Where>
  /** Whether people ask for themselves: "what can they do to me". */
  readonly personal: boolean
}

export interface QuestionReader {
  read(question: string, language: Language): Question
}

/** So many words are enough: what is longer is a letter, not a question. */
const MOST_WORDS = 24

export function createQuestionReader(functionWords: ReadonlyMap<Language, ReadonlySet<string>>): QuestionReader {
  const personal = new Set(PERSONAL.split(' ').map(fold))
  return {
    read(question, language) {
      const empty = functionWords.get(language)
      const skeletons = [...new Set(words(question).map(fold))].filter(skeleton => skeleton !== '').slice(0, MOST_WORDS)
      const countries = new Set<Where>()
      const about: string[] = []
      for (const skeleton of skeletons) {
        if (empty?.has(skeleton) === true) continue
        const named = whereOf(skeleton)
        if (named !== undefined) countries.add(named.where)
        if (named?.itself !== true) about.push(skeleton)
      }
      return { words: about, countries, personal: skeletons.some(skeleton => personal.has(skeleton)) }
    },
  }
}

// en, ru, kk, ky, tg, tk, uz, kaa. Without "men": it is "I", but in Kazakh also "and".
const PERSONAL =
  'i me my меня мне мой моя моего мою нас мені маған менің бізді мени мага менин бизди маро ба-ман моро meni maňa meniň bizi menga mening bizni maǵan meniń'
