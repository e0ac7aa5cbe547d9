// A question taken apart: the countries it names, who asks, and the words that say what it is about.
import type { Language } from '#language/languages.ts'
import { withoutLinks } from '#language/links.ts'
import { type Where, whereOf } from './countries.ts'
import { fold, words } from './fold.ts'
import { createPronouns, type Pronouns } from './pronouns.ts'
import { createSynonyms } from './synonyms.ts'

export interface Question {
  readonly language: Language
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
  /** Whether a question word is there, or what is asked of any case: "why", "how many years". */
  readonly asks: boolean
  /** Whether the bot itself is spoken to: "who are you". */
  readonly addresses: boolean
  /** The words that are no function word, no country, and nothing that is asked of any case: what must be in an article for it to be meant. */
  readonly telling: ReadonlySet<string>
  /** The groups of synonyms that its words belong to. */
  readonly groups: ReadonlySet<string>
  /** By skeleton the one before it. */
  readonly before: ReadonlyMap<string, string>
}

export interface QuestionReader {
  read(question: string, language: Language): Question
}

/** So many words are enough: what is longer is a letter, not a question. */
const MOST_WORDS = 24

export function createQuestionReader(functionWords: ReadonlyMap<Language, ReadonlySet<string>>): QuestionReader {
  const personal = new Set(PERSONAL.split(' ').map(fold))
  const anywhere = new Set([...functionWords.values()].flatMap(words => [...words]))
  const pronouns = createPronouns()
  const synonyms = createSynonyms()
  return {
    read(question, language) {
      const empty = functionWords.get(language)
      const typed = words(withoutLinks(question))
      const folded = typed.map(fold)
      const skeletons = [...new Set(folded)].filter(skeleton => skeleton !== '').slice(0, MOST_WORDS)
      const named = new Map(skeletons.filter(skeleton => empty?.has(skeleton) !== true).map(skeleton => [skeleton, whereOf(skeleton)]))
      const plain = new Set(folded.filter((skeleton, at) => anywhere.has(skeleton) || isPronoun(typed[at] as string, pronouns)))
      const about = [...named].filter(([, where]) => where?.itself !== true).map(([skeleton]) => skeleton)
      return {
        language,
        length: typed.length,
        words: about,
        countries: new Set([...named.values()].flatMap(where => where?.where ?? [])),
        places: new Set(
          [...named].filter(([, where]) => where?.itself === false && where.where !== 'elsewhere').map(([skeleton]) => skeleton),
        ),
        names: new Set(folded.filter((_, at) => at > 0 && isCapitalised(typed[at] as string))),
        personal: skeletons.some(skeleton => personal.has(skeleton)),
        refersBack: typed.some(pronouns.refersBack),
        asks: typed.some(pronouns.asks),
        addresses: typed.some(pronouns.addresses),
        telling: new Set(about.filter(skeleton => !plain.has(skeleton))),
        groups: new Set(about.flatMap(synonyms.of)),
        before: new Map(folded.slice(1).map((skeleton, at) => [skeleton, folded[at] as string])),
      }
    },
  }
}

function isPronoun(word: string, { refersBack, asks, addresses }: Pronouns): boolean {
  return refersBack(word) || asks(word) || addresses(word)
}

/** One capital and then small letters: in a question that is all capitals no word is a name. */
function isCapitalised(word: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(word)
}

// en, ru, kk, ky, tg, tk, uz, kaa. Without "men": it is "I", but in Kazakh also "and".
const PERSONAL =
  'i me my меня мне мой моя моего мою нас мені маған менің бізді мени мага менин бизди маро ба-ман моро meni maňa meniň bizi menga mening bizni maǵan meniń'
