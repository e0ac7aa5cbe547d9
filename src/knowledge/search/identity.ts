// What identifies an article: the surnames, names and aliases that are its own, apart from first names and trades.
import { whereOf } from './countries.ts'
import { words } from './fold.ts'
import type { SearchArticle, SearchBase, SearchName } from './search.ts'
import type { Terms } from './terms.ts'

export interface Identity {
  /** By number of article: terms that are a name of its own, each enough alone. */
  readonly own: readonly ReadonlySet<number>[]
  /** By number of article: names and aliases of several words, each word as the terms that can stand for it. */
  readonly phrases: readonly (readonly Phrase[])[]
  /** Terms that are first names of people anywhere in the base, and those that are surnames. */
  readonly given: ReadonlySet<number>
  readonly surnames: ReadonlySet<number>
  /** Whether a term is only ever written with a capital. */
  isProper(term: number): boolean
}

/** Words, each as the terms it counts as. */
export type Phrase = readonly (readonly number[])[]

export function collectIdentity({ articles, texts, names }: SearchBase, terms: Terms): Identity {
  const people = sortPeople(
    names.filter(name => name.kind === 'person'),
    terms,
  )
  const byId = new Map(names.map(name => [name.id, name]))
  const titles = Map.groupBy(texts, text => text.article)
  const rows = articles.map(article => {
    const subject = new Set([...article.aliases, ...(titles.get(article.id) ?? []).map(text => text.title)].flatMap(terms.of))
    return identify(
      article,
      article.names.map(id => byId.get(id)).filter(name => name !== undefined),
      subject,
      people,
      terms,
    )
  })
  return { own: rows.map(row => row.own), phrases: rows.map(row => row.phrases), ...people, isProper: terms.isProper }
}

interface People {
  readonly given: ReadonlySet<number>
  readonly surnames: ReadonlySet<number>
}

function identify(
  article: SearchArticle,
  names: readonly SearchName[],
  subject: ReadonlySet<number>,
  people: People,
  terms: Terms,
): { own: Set<number>; phrases: Phrase[] } {
  const inSubject = (word: readonly number[]) => word.some(term => subject.has(term))
  const main = names.filter(name => name.spellings.some(spelling => telling(spelling, terms).every(inSubject)))
  const surnames = main
    .filter(name => name.kind === 'person')
    .flatMap(name => name.spellings.flatMap(terms.of))
    .filter(term => people.surnames.has(term))
  const others = main.filter(name => name.kind === 'outlet' || name.kind === 'organisation').flatMap(name => name.spellings)
  const phrases = [...article.aliases, ...others].map(phrase => telling(phrase, terms))
  const single = phrases.flatMap(phrase => (phrase.length === 1 ? phrase.flat() : [])).filter(term => !people.given.has(term))
  return { own: new Set([...surnames, ...single]), phrases: phrases.filter(phrase => phrase.length > 1) }
}

/** A word that stands first in most spellings of people is a first name; the marks of a patronymic are neither. */
function sortPeople(people: readonly SearchName[], terms: Terms): People {
  const first = new Map<number, number>()
  for (const spelling of people.flatMap(name => name.spellings)) {
    // In "lawyer Tazhimuratov" the trade is no name.
    const parts = telling(
      words(spelling)
        .filter(word => /^\p{Lu}/u.test(word))
        .join(' '),
      terms,
    )
    parts.forEach((word, at) => {
      for (const term of word) first.set(term, (first.get(term) ?? 0) + (at === 0 && parts.length > 1 ? 1 : -1))
    })
  }
  const marks = new Set(MARKS.split(' ').flatMap(terms.of))
  const all = [...first].filter(([term]) => !marks.has(term))
  return {
    given: new Set(all.filter(([, sum]) => sum > 0).map(([term]) => term)),
    surnames: new Set(all.filter(([, sum]) => sum <= 0).map(([term]) => term)),
  }
}

const MARKS = 'кызы қызы кизи гызы gyzy qizi qızı kyzy уулу улы ұлы uulu uly ulı ogly oʻgʻli оглы'

/** The words of a name, but for countries and single letters, each as the terms it counts as; no synonyms. */
function telling(text: string, terms: Terms): Phrase {
  return words(text)
    .map(word => terms.of(word).filter(term => isTelling(terms.list[term] as string)))
    .filter(word => word.length > 0)
}

function isTelling(term: string): boolean {
  return term.length > 1 && !term.startsWith('#') && whereOf(term)?.itself !== true
}
