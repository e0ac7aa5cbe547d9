// The locales are complete, and each text fits where it is shown.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isLanguage, languageOfApp, languages } from '#language/languages.ts'
import { createWords, type WordKey } from '#language/words.ts'

const root = join(import.meta.dirname, '..', '..')
const FORMS = { en: ['one', 'other'], ru: ['one', 'few', 'many', 'other'] } as const

describe.each(languages)('locale %s', language => {
  const texts = flatten(read(language))
  const english = flatten(read('en'))
  const wordsOf = createWords()

  test('has every text of the English one, and no other', () => {
    const forms = language === 'ru' ? FORMS.ru : FORMS.en
    const expected = [...english.keys()].flatMap(key => {
      const base = key.match(/^(.*)_one$/)?.[1]
      if (base !== undefined) return forms.map(form => `${base}_${form}`)
      return key.endsWith('_other') ? [] : [key]
    })
    expect([...texts.keys()].sort()).toEqual(expected.sort())
  })

  test('keeps the placeholders', () => {
    const wrong = [...texts].filter(([key, text]) => {
      const same = english.get(key) ?? english.get(key.replace(/_(few|many)$/, '_other')) ?? ''
      return String(placeholders(text)) !== String(placeholders(same))
    })
    expect(wrong).toEqual([])
  })

  test('has labels that fit their buttons and texts that fit Telegram', () => {
    const limit = (key: string) => {
      if (key.startsWith('card.button.')) return 20
      if (/^(button|topic|country)\./.test(key)) return 30
      if (key.startsWith('command.')) return 60
      return key === 'bot.short' ? 120 : key === 'bot.description' ? 400 : 1500
    }
    expect(
      [...texts].filter(([key, text]) => [...text].length > limit(key) || text.trim() === '').map(([key, text]) => `${key}: ${text}`),
    ).toEqual([])
  })

  test('says every text without a hole in it', () => {
    const say = wordsOf(language)
    const values = { count: 5, date: '08.2024', language: 'X', page: 1, pages: 2 }
    for (const key of texts.keys()) {
      const text = say(key.replace(/_(one|few|many|other)$/, '') as WordKey, values)
      expect(text, key).not.toMatch(/\{\{|undefined/)
      expect(text, key).not.toBe(key)
    }
  })
})

test('no language but English still speaks English', () => {
  const english = [...flatten(read('en'))].filter(([, text]) => text.length > 25)
  for (const language of languages.filter(code => code !== 'en')) {
    const texts = flatten(read(language))
    expect(english.filter(([key, text]) => texts.get(key) === text).map(([key]) => `${language} ${key}`)).toEqual([])
  }
})

test('counts in Russian, Tajik and Karakalpak as those languages do, whatever the locale of the machine', () => {
  const wordsOf = createWords()
  const forms = (language: 'ru' | 'tg' | 'kaa') =>
    [1, 2, 5].map(count => wordsOf(language)('sources.articles', { count }).replace(/\d+/, '').trim())
  const [one, few, many] = forms('ru')
  expect(new Set([one, few, many]).size).toBe(3)
  for (const language of ['tg', 'kaa'] as const) {
    const texts = flatten(read(language))
    expect(wordsOf(language)('sources.articles', { count: 1 })).toBe(texts.get('sources.articles_one')?.replace('{{count}}', '1'))
    expect(wordsOf(language)('sources.articles', { count: 2 })).toBe(texts.get('sources.articles_other')?.replace('{{count}}', '2'))
  }
})

test.each(['C.UTF-8', 'ru_RU.UTF-8', 'tr_TR.UTF-8'])('the locale of the machine (%s) changes no text', locale => {
  const script = `
    const { createWords } = await import('#language/words.ts')
    const { numericDate } = await import('#language/dates.ts')
    const of = createWords()
    const counts = ['ru', 'tg', 'kaa', 'tk'].flatMap(code => [0, 1, 2, 5, 21].map(count => of(code)('sources.articles', { count })))
    console.log(JSON.stringify([...counts, numericDate('2024-08-02')]))`
  const run = (env: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      cwd: root,
      env: { PATH: process.env.PATH, ...env },
    }).stdout
  const said = run({ LC_ALL: locale, LANG: locale })
  expect(JSON.parse(said)).toHaveLength(21)
  expect(said).toBe(run({}))
})

test('the language of the app is a hint only where it is one of the eight', () => {
  expect(languageOfApp('uz-UZ')).toBe('uz')
  expect(languageOfApp('RU')).toBe('ru')
  expect(languageOfApp('de')).toBeUndefined()
  expect(languageOfApp(undefined)).toBeUndefined()
  expect(isLanguage('kaa')).toBe(true)
  expect(isLanguage('__proto__')).toBe(false)
})

function read(language: string): object {
  return JSON.parse(readFileSync(join(root, 'locales', `${language}.json`), 'utf8'))
}

function flatten(branch: object, before = ''): Map<string, string> {
  return new Map(
    Object.entries(branch).flatMap(([key, value]) =>
      typeof value === 'string' ? [[before + key, value] as const] : [...flatten(value as object, `${before}${key}.`)],
    ),
  )
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(.*?)\}\}/g)].map(match => match[1] ?? '').sort()
}
