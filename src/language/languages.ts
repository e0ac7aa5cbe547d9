// The eight languages Erkin speaks.
export const languages = ['en', 'ru', 'kk', 'ky', 'tg', 'tk', 'uz', 'kaa'] as const
export type Language = (typeof languages)[number]

/** Each language's own name, as its speakers write it. */
export const ownNames: Record<Language, string> = {
  en: 'English',
  ru: 'Русский',
  kk: 'Қазақша',
  ky: 'Кыргызча',
  tg: 'Тоҷикӣ',
  tk: 'Türkmençe',
  uz: 'Oʻzbekcha',
  kaa: 'Qaraqalpaqsha',
}

export function isLanguage(code: string | undefined): code is Language {
  return code !== undefined && (languages as readonly string[]).includes(code)
}

/** The app language that Telegram reports ("kk", "uz-UZ", "tr") as one of ours, if it is one: a hint, never a decision. */
export function languageOfApp(code: string | undefined): Language | undefined {
  const base = code?.toLowerCase().split(/[-_]/)[0]
  return isLanguage(base) ? base : undefined
}
