// The words of the bot and the console, in eight languages, by typed keys.
import i18next, { type i18n } from 'i18next'
import en from '#locales/en.json' with { type: 'json' }
import kaa from '#locales/kaa.json' with { type: 'json' }
import kk from '#locales/kk.json' with { type: 'json' }
import ky from '#locales/ky.json' with { type: 'json' }
import ru from '#locales/ru.json' with { type: 'json' }
import tg from '#locales/tg.json' with { type: 'json' }
import tk from '#locales/tk.json' with { type: 'json' }
import uz from '#locales/uz.json' with { type: 'json' }
import { type Language, languages } from './languages.ts'

/** A key of `locales/en.json`, with dots between its levels and without the ending of a plural form: `card.button.more`, `about.articles`. */
export type WordKey = WithoutPlural<Leaves<typeof en>>
/** What stands for the placeholders of a text; `count` chooses the plural form. */
export type Values = Record<string, string | number>
/** The text of a key in one language. The text is plain: whoever sends it as HTML escapes it. */
export type Words = (key: WordKey, values?: Values) => string

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string]
type WithoutPlural<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K

export const locales: Record<Language, object> = { en, ru, kk, ky, tg, tk, uz, kaa }

/** Loads all locales and gives the words of each language. A key that a language lacks is answered in English (a test keeps them complete). */
export function createWords(): (language: Language) => Words {
  const i18n = i18next.createInstance()
  void i18n.init({
    resources: Object.fromEntries(languages.map(code => [code, { translation: locales[code] }])),
    fallbackLng: 'en',
    supportedLngs: [...languages],
    initAsync: false,
    interpolation: { escapeValue: false },
  })
  borrowPluralRules(i18n)
  const byLanguage = new Map(languages.map(code => [code, remembering(i18n.getFixedT(code) as unknown as Words)]))
  return language => byLanguage.get(language) as Words
}

// A text without values never changes, and looking it up costs more than the rest of a card.
function remembering(say: Words): Words {
  const said = new Map<WordKey, string>()
  return (key, values) => {
    if (values !== undefined) return say(key, values)
    const text = said.get(key) ?? say(key)
    said.set(key, text)
    return text
  }
}

// Intl knows no plural rules for Tajik and Karakalpak and silently takes the server's own; Uzbek has the same two forms.
function borrowPluralRules(i18n: i18n): void {
  const resolver = i18n.services.pluralResolver
  const getRule = resolver.getRule.bind(resolver)
  resolver.getRule = (code: string, options?: object) => getRule(code === 'tg' || code === 'kaa' ? 'uz' : code, options)
}
