import { expect, test } from 'vitest'
import { type Asked, loadLibrary } from '#knowledge/library.ts'
import { type Language, languages } from '#language/languages.ts'
import { sampleSentences } from '#language/samples.ts'

const loaded = loadLibrary('articles', sampleSentences())
if (!loaded.ok) throw new Error('the articles cannot be loaded')
const { library } = loaded

const ask = (question: string, chosen?: Language, last?: string) =>
  library.ask(question, { chosen, context: { articles: last ? [last] : [] } })
const answerOf = ({ kind, hits }: Asked) => (kind === 'answer' ? hits[0]?.article : kind)
const kindOf = (id: string | undefined) => library.articles.find(article => article.id === id)?.kind

const duman = 'kz-duman-mukhametkarim'
const lawyer = 'uz-tazhimuratov'
const soltan = 'tm-soltan-achilova'

test.each<[Language, string]>([
  ['en', 'what is love'],
  ['en', 'is it raining in Almaty'],
  ['en', 'is there a god'],
  ['en', 'who are you'],
  ['en', 'what can you do'],
  ['en', 'where is navalny?'],
  ['ru', 'кто ты'],
  ['ru', 'Где Путин и его армия'],
  ['ru', 'а что с Навальным и его женой'],
  ['uz', 'u Gulnora Karimovani taniydimi'],
  ['tk', 'Ol Moskwada bolupmy'],
])('%s: after a card a question on something else is not answered by it: %s', (language, question) => {
  for (const last of [duman, lawyer, soltan]) expect(ask(question, language, last).kind).not.toBe('answer')
})

test.each<[Language, string, string]>([
  ['ru', lawyer, 'сколько лет дали'],
  ['ru', duman, 'а за что?'],
  ['ru', soltan, 'где она сейчас'],
  ['en', soltan, 'why?'],
  ['en', lawyer, 'when was he released?'],
  ['kk', duman, 'қанша жыл берді'],
  ['uz', lawyer, 'u hozir qayerda'],
  ['tg', 'tj-rukhshona-hakimova', 'чаро?'],
])('%s: after %s a question that names nobody stays there: %s', (language, last, question) => {
  expect(answerOf(ask(question, language, last))).toBe(last)
})

test('a first name after another card finds its own person', () => {
  const found = ask('Где Думан?', 'ru', lawyer)
  expect(found.kind).not.toBe('nothing')
  expect(found.hits[0]?.article).toBe(duman)
})

const strangers: Partial<Record<Language, readonly string[]>> = {
  en: [
    'jailed journalist Amirbek Sodikov tajikistan',
    'photojournalist Maral Berdieva turkmenistan',
    'lawyer Nurlan Asanbekov kyrgyzstan torture',
  ],
  ru: ['журналистка Зарина Назарова посадили в таджикистане', 'адвокат Фаррух Содиков пытки в колонии', 'где блогер Мурат Оразов'],
  kk: ['журналист Ерлан Тоқтарбаев түрмеде', 'белсенді Динара Қасымбекова қанша жыл алды'],
  ky: ['журналист Эрмек Мамытов Кыргызстанда түрмөдө'],
  tg: ['рӯзноманигор Ҷамшед Юсуфов дар зиндон'],
  tk: ['Gulnara Berdiýewa žurnalist türmede', 'Myrat Orazow näçe ýyl aldy türkmenistan', 'Maral Achilova nirede'],
  uz: ['jurnalist Otabek Saidov Oʻzbekistonda qamoqda', 'faol Dilnoza Qodirova necha yil oldi'],
  kaa: ['jurnalist Baxtıyar Allambergenov Qaraqalpaqstanda qamaqta'],
}
test.each(languages.flatMap(language => strangers[language]?.map(question => [language, question] as const) ?? []))(
  '%s: nobody is answered with another person, however it is written: %s',
  (language, question) => {
    for (const written of [question, question.toLowerCase()]) expect(ask(written, language).kind).not.toBe('answer')
  },
)

test('a first name alone is not enough to answer', () => {
  for (const name of ['gulnara', 'азамат кайда', 'Махабат']) expect(ask(name).kind).not.toBe('answer')
})

test.each<[Language, string, string]>([
  ['ru', 'помогите меня избивают', 'guide-detained-at-protest'],
  ['ru', 'меня пытают в полиции', 'guide-detained-at-protest'],
  ['ru', 'менты пришли с обыском', 'guide-detained-at-protest'],
  ['ru', 'меня забрали в Алматы', 'kz-guide-detained'],
  ['en', 'police are at my door', 'guide-detained-at-protest'],
  ['kk', 'полиция ұрып жатыр', 'guide-detained-at-protest'],
  ['ky', 'мени урып жатышат милиция', 'guide-detained-at-protest'],
  ['ky', 'кармап кетсе эмне кылам', 'guide-detained-at-protest'],
  ['uz', 'мени уришяпти милиция', 'guide-detained-at-protest'],
  ['uz', 'mentlar ushlab ketsa nima qilaman toshkentda', 'uz-guide-detained'],
  ['tk', 'daşkentde saklasalar hukuklarym', 'uz-guide-detained'],
  ['tk', 'meni sakladylar', 'guide-detained-at-protest'],
  ['tg', 'маро мезананд дар милиса Душанбе', 'tj-guide-detained'],
  ['kaa', 'mitingte uslap ketti ne isleymen', 'guide-detained-at-protest'],
])('%s: who is in danger reaches the guides: %s', (language, question, guide) => {
  const found = ask(question, language)
  expect(found.kind).not.toBe('nothing')
  expect(kindOf(found.hits[0]?.article)).toBe('guide')
  if (guide !== 'guide-detained-at-protest') expect(answerOf(found)).toBe(guide)
})

test.each<[Language, string]>([
  ['en', 'uzbekistan'],
  ['ru', 'Казахстан'],
  ['tg', 'Тоҷикистон'],
])('%s: a bare country gives its trend, its guide and its rating: %s', (language, question) => {
  const found = ask(question, language)
  expect(found.kind).toBe('choices')
  expect(found.hits.slice(0, 3).map(hit => kindOf(hit.article))).toEqual(['trend', 'guide', 'rating'])
})

test.each<[Language, string]>([
  ['en', 'protests in Kazakhstan'],
  ['ru', 'в Казахстане митинги можно?'],
])('%s: rallies in a country without an article on them: %s', (language, question) => {
  expect(
    ask(question, language)
      .hits.slice(0, 3)
      .map(hit => hit.article),
  ).toContain('region-trend-assembly')
})

test.each<[Language, string]>([
  ['en', 'weather in Almaty'],
  ['ru', 'курс доллара казахстан'],
  ['uz', 'Toshkentda ob-havo'],
  ['en', 'https://t.me/kazakhstan'],
])('%s: the weather, exchange rates and links bring no choices: %s', (language, question) => {
  expect(ask(question, language).kind).toBe('nothing')
})

test.each<[Language, string]>([
  ['kk', 'Думан Мухаметкарим қайда'],
  ['ky', 'солтан ачылова'],
  ['ru', 'Тажимуратов қайда'],
  ['ru', 'http://example.com'],
  ['uz', 'test@mail.com'],
])('names and links change no language: %s, "%s"', (expected, question) => {
  const { language, sure } = library.ask(question, { expected })
  expect(sure ? language : expected).toBe(expected)
})

test.each<[Language, Language, string]>([
  ['ru', 'kk', 'журналистерді неге қамап жатыр'],
  ['ru', 'en', 'why was he jailed'],
  ['uz', 'tg', 'чаро рӯзноманигоронро дастгир мекунанд'],
  ['ru', 'uz', 'jurnalistlarni nima uchun qamashyapti'],
])('words of another language than expected change it: %s to %s', (expected, language, question) => {
  expect(library.ask(question, { expected })).toMatchObject({ language, sure: true })
})
