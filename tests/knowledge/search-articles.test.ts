import { expect, test } from 'vitest'
import { loadLibrary } from '#knowledge/library.ts'
import { type Language, languages } from '#language/languages.ts'
import { sampleSentences } from '#language/samples.ts'
import { plainLetters, toCyrillic, toLatin } from '#language/script.ts'

const loaded = loadLibrary('articles', sampleSentences())
if (!loaded.ok) throw new Error('the articles cannot be loaded')
const { library } = loaded

const cyrillic: readonly Language[] = ['ru', 'kk', 'ky', 'tg']
const ways: Record<string, (text: string, language: Language) => string> = {
  'as it is written': text => text,
  'without special letters': text => plainLetters(text),
  'in the other script': (text, language) => (cyrillic.includes(language) ? toLatin(text, language) : toCyrillic(text, language)),
}

const ownQuestions = languages.map(language => {
  const articles = library.articles.flatMap(
    article => article.texts[language]?.questions.map(question => ({ id: article.id, question })) ?? [],
  )
  return { language, questions: articles }
})

for (const [how, write] of Object.entries(ways)) {
  test.each(ownQuestions)(`$language: an example question ${how} finds its article`, ({ language, questions }) => {
    const missed = questions.filter(({ id, question }) => {
      const { hits } = library.ask(write(question, language), { chosen: language })
      return !hits.slice(0, 3).some(hit => hit.article === id)
    })
    expect(missed.length).toBeLessThanOrEqual(questions.length * 0.03)
  })
}

test.each<[Language, string, string]>([
  ['en', 'cops stopped my brother in Osh, how many hours may they keep him', 'kg-guide-detained'],
  ['en', 'old lady photographer from Turkmenistan not allowed to fly', 'tm-soltan-achilova'],
  ['en', 'which of the five countries is the least free according to civicus', 'region-rating-civicus'],
  ['ru', 'блогеров в узбекистане сажают за комментарии', 'uz-trend-persecution'],
  ['ru', 'Махабат Тажибек кызы', 'kg-temirov-live'],
  ['ru', 'zapret mitingov v tsentralnoy azii', 'region-trend-assembly'],
  ['kk', 'қаңтар оқиғасында қанша адам қаза болды', 'kz-bloody-january'],
  ['kk', 'Рухшона Хакимова қанша жыл алды', 'tj-rukhshona-hakimova'],
  ['kk', 'muhametkarim turmede me', 'kz-duman-mukhametkarim'],
  ['ky', 'Тажимуратовду түрмөдө кыйнаганбы', 'uz-tazhimuratov'],
  ['ky', 'телеграм бот менин номеримди көрөбү', 'guide-telegram-bots'],
  ['tg', 'рейтинги CIVICUS-и Точикистон', 'tj-civicus-rating'],
  ['tg', 'зиндониёни сиёсии Туркманистон', 'tm-persecution-of-critics'],
  ['tk', 'Nurgeldi Halykow türmeden çykdymy', 'tm-nurgeldi-halykov'],
  ['tk', 'Turkmenistanyn CIVICUS bahasy', 'tm-civicus-rating'],
  ['uz', 'Нукусда неча киши ўлган', 'uz-karakalpakstan-2022'],
  ['uz', 'militsiya ushlasa advokat chaqirsam boʻladimi', 'uz-guide-detained'],
  ['kaa', "Ta'jimuratov qaysi' tu'rmede oti'r", 'uz-tazhimuratov'],
  ['kaa', 'Ózbekstannıń CIVICUS reytingi', 'uz-rating-civicus'],
])('%s: people put it in their own words: %s', (language, question, id) => {
  expect(library.ask(question, { chosen: language }).hits[0]?.article).toBe(id)
})

test.each<[Language, string]>([
  ['en', 'what is the weather in Almaty today'],
  ['en', 'train from Bishkek to Osh schedule'],
  ['en', 'CIVICUS rating of Afghanistan'],
  ['en', 'Why was John Smith jailed in Kazakhstan?'],
  ['ru', 'как получить визу в Германию'],
  ['ru', 'за что посадили Навального'],
  ['ru', 'зарплата учителя в Душанбе'],
  ['kk', 'Алматыда ауа райы қандай'],
  ['ky', 'арзан телефон кайдан алса болот'],
  ['tg', 'оши палавро чӣ тавр мепазанд'],
  ['tk', 'dollaryň kursy näçe'],
  ['uz', 'ingliz tilini qanday oʻrganaman'],
  ['kaa', 'palaw recepti'],
])('%s: what no article knows is not answered: %s', (language, question) => {
  expect(library.ask(question, { chosen: language }).kind).not.toBe('answer')
})

test('the conversation carries over from one country to the next', () => {
  const context = { articles: ['kg-guide-detained'] }
  expect(library.ask('and in Tajikistan?', { chosen: 'en', context })).toMatchObject({ kind: 'answer' })
  expect(library.ask('and in Tajikistan?', { chosen: 'en', context }).hits[0]?.article).toBe('tj-guide-detained')
})
