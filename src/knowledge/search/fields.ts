// Which words of an article stand where, and what they are worth there.
import { whereOf } from './countries.ts'
import { fold } from './fold.ts'
import type { Field } from './postings.ts'
import type { SearchArticle, SearchName, SearchText } from './search.ts'
import type { Terms } from './terms.ts'

const WEIGHTS = {
  title: { weight: 4, lengthMatters: 0.2, subject: true },
  questions: { weight: 1, lengthMatters: 0.2, subject: false },
  lead: { weight: 1.2, lengthMatters: 0.4, subject: false },
  body: { weight: 0.4, lengthMatters: 0.5, subject: false },
  aliases: { weight: 4, lengthMatters: 0, subject: true },
  about: { weight: 2.5, lengthMatters: 0, subject: true },
  mentioned: { weight: 0.3, lengthMatters: 0, subject: false },
}

export function fieldsOfText(text: SearchText, terms: Terms): Field[] {
  const field = (name: keyof typeof WEIGHTS, content: string): Field => ({ name, terms: terms.of(content), ...WEIGHTS[name] })
  return [field('title', text.title), field('questions', text.questions.join('\n')), field('lead', text.lead), field('body', text.body)]
}

/** A name in all its spellings, as terms. */
interface FoldedName {
  readonly spellings: readonly (readonly number[])[]
}

/** The names that can tell articles apart: all but those of the countries, which are heard by other means. */
export function foldNames(names: readonly SearchName[], terms: Terms): ReadonlyMap<string, FoldedName> {
  const telling = names.filter(name => !isCountry(name))
  return new Map(telling.map(name => [name.id, { spellings: name.spellings.map(terms.of) }]))
}

function isCountry(name: SearchName): boolean {
  return name.kind === 'place' && name.spellings.every(spelling => whereOf(fold(spelling))?.itself === true)
}

/** Names that the title or the aliases hold are what the article is about; the others are only mentioned in it. */
export function fieldsOfNames(
  article: SearchArticle,
  titles: readonly string[],
  names: ReadonlyMap<string, FoldedName>,
  terms: Terms,
): Field[] {
  const aliases = new Set(article.aliases.flatMap(terms.of))
  const subject = new Set([...aliases, ...titles.flatMap(terms.of)])
  const about = new Set<number>()
  const mentioned = new Set<number>()
  for (const name of article.names.map(id => names.get(id)).filter(name => name !== undefined)) {
    const isMain = name.spellings.some(spelling => spelling.every(term => subject.has(term)))
    for (const term of name.spellings.flat()) (isMain ? about : mentioned).add(term)
  }
  return [
    { name: 'aliases', terms: [...aliases], ...WEIGHTS.aliases },
    { name: 'about', terms: [...about], ...WEIGHTS.about },
    { name: 'mentioned', terms: [...mentioned], ...WEIGHTS.mentioned },
  ]
}
