import { expect, test } from 'vitest'
import { createSearch, type Outcome, type SearchArticle, type SearchText } from '#knowledge/search/search.ts'
import type { Language } from '#language/languages.ts'

const article = (
  id: string,
  country: string | null,
  kind: string,
  topics: string[],
  aliases: string[] = [],
  names: string[] = [],
): SearchArticle => ({
  id,
  country,
  kind,
  topics,
  aliases,
  names,
})
const text = (article: string, language: Language, title: string, questions: string[], lead: string): SearchText => ({
  article,
  language,
  title,
  questions,
  lead,
  body: '',
})

const search = createSearch({
  articles: [
    article('kz-baker', 'kz', 'case', ['persecution', 'media'], ['Ne Deidi'], ['person-baker']),
    article('kg-singer', 'kg', 'case', ['persecution'], [], ['person-singer']),
    article('kz-rating', 'kz', 'rating', ['rating'], ['рейтинг Казахстана']),
    article('uz-rating', 'uz', 'rating', ['rating'], ['рейтинг Узбекистана']),
    article('tj-guide', 'tj', 'guide', ['safety', 'rights']),
    article('region-rallies', null, 'trend', ['assembly'], ['freedom of assembly']),
    article('kg-rallies', 'kg', 'trend', ['assembly']),
    article('region-ngo', null, 'trend', ['ngo']),
  ],
  names: [
    {
      id: 'person-baker',
      kind: 'person',
      spellings: ['Yerlan Qumarbekov', 'Ерлан Кумарбеков', 'Ерлан Құмарбеков', 'Ýerlan Kumarbekow', 'Yerlan Qumarbekov'],
    },
    { id: 'person-singer', kind: 'person', spellings: ['Aisuluu Toktogul kyzy', 'Айсулуу Токтогул кызы', 'Aysuluw Toktogul gyzy'] },
  ],
  texts: [
    text(
      'kz-baker',
      'en',
      'Journalist Yerlan Qumarbekov',
      ['Where is Qumarbekov now?', 'Why was he sentenced?'],
      'A court in Qonaev sentenced him to seven years in prison for an interview.',
    ),
    text(
      'kz-baker',
      'ru',
      'Журналист Ерлан Кумарбеков',
      ['Где сейчас Кумарбеков?', 'За что осудили журналиста?'],
      'Суд в Конаеве приговорил его к семи годам за интервью.',
    ),
    text(
      'kz-baker',
      'kk',
      'Журналист Ерлан Құмарбеков',
      ['Құмарбеков қазір қайда?', 'Оны не үшін соттады?'],
      'Қонаевтағы сот оны сұхбат үшін жеті жылға соттады.',
    ),
    text(
      'kg-singer',
      'en',
      'Singer Aisuluu Toktogul kyzy',
      ['What happened to Aisuluu?', 'Was the singer released?'],
      'A Bishkek court fined her for a song.',
    ),
    text(
      'kg-singer',
      'ky',
      'Ырчы Айсулуу Токтогул кызы',
      ['Айсулуу эмне болду?', 'Ырчыны бошоттубу?'],
      'Бишкектеги сот ыр үчүн айып салды.',
    ),
    text(
      'kz-rating',
      'en',
      'CIVICUS rating of Kazakhstan',
      ['How is civic space in Kazakhstan rated?'],
      'The rating was repressed in 2023.',
    ),
    text('kz-rating', 'ru', 'Рейтинг CIVICUS: Казахстан', ['Какой рейтинг у Казахстана?'], 'В 2023 году оценка была «подавляемое».'),
    text('uz-rating', 'en', 'CIVICUS rating of Uzbekistan', ['How is civic space in Uzbekistan rated?'], 'The rating was closed in 2023.'),
    text('uz-rating', 'uz', 'Oʻzbekistonning CIVICUS reytingi', ['Oʻzbekistonning reytingi qanday?'], 'Baho 2023-yilda yopiq edi.'),
    text(
      'tj-guide',
      'en',
      'If you are detained in Tajikistan',
      ['Can I have a lawyer?', 'How long may the police hold me?'],
      'You have the right to a lawyer and to remain silent.',
    ),
    text(
      'tj-guide',
      'tg',
      'Агар шуморо дар Тоҷикистон дастгир кунанд',
      ['Маро дастгир карданд, чӣ кор кунам?', 'Оё ҳуқуқи вакил дорам?'],
      'Шумо ҳуқуқ ба вакил доред.',
    ),
    text(
      'region-rallies',
      'en',
      'Central Asia: rallies and protests',
      ['May people hold a rally in Central Asia?'],
      'Rallies need permission in most countries.',
    ),
    text(
      'kg-rallies',
      'en',
      'Kyrgyzstan: rallies and protests',
      ['Is it legal to protest in Bishkek?'],
      'Rallies in the centre of Bishkek were banned.',
    ),
    text('kg-rallies', 'ky', 'Кыргызстан: митингдер', ['Бишкекте митингге чыкса болобу?'], 'Бишкектин борборунда митингге тыюу салынган.'),
    text('region-ngo', 'en', 'Central Asia: rights groups and NGOs', ['Why are NGOs closed?'], 'Hundreds of groups were dissolved.'),
  ],
})

const find = (question: string, language: Language = 'en', last?: string) =>
  search.find(question, { language, ...(last && { context: { articles: [last] } }) })
const answer = (outcome: Outcome) => (outcome.kind === 'answer' ? outcome.hits[0]?.article : outcome.kind)

test.each<[Language, string, string]>([
  ['en', 'Where is Qumarbekov now?', 'kz-baker'],
  ['en', 'qumarbekov', 'kz-baker'],
  ['ru', 'за что осудили Кумарбекова', 'kz-baker'],
  ['ru', 'gde seychas kumarbekov', 'kz-baker'],
  ['kk', 'Құмарбековты неге соттады', 'kz-baker'],
  ['kk', 'кумарбековке не болды', 'kz-baker'],
  ['tk', 'Kumarbekow nirede', 'kz-baker'],
  ['en', 'where is Qumarbkeov', 'kz-baker'],
  ['ky', 'Токтогул кызынын соту кандай бүттү', 'kg-singer'],
  ['tk', 'Aysuluw Toktogul gyzy nirede', 'kg-singer'],
])('%s: the name alone finds its case, in any script, case ending or with a slip: %s', (language, question, id) => {
  expect(answer(find(question, language))).toBe(id)
})

test.each<[Language, string, string]>([
  ['en', 'civicus rating of Uzbekistan', 'uz-rating'],
  ['ru', 'рейтинг CIVICUS в Казахстане', 'kz-rating'],
  ['uz', "O'zbekistonning reytingi qanaqa", 'uz-rating'],
  ['uz', 'Ўзбекистоннинг рейтинги қанақа', 'uz-rating'],
  ['kaa', 'Ózbekstannıń CIVICUS reytingi', 'uz-rating'],
  ['tk', 'Özbegistanyň CIVICUS reýtingi', 'uz-rating'],
  ['en', 'rallies in Kyrgyzstan', 'kg-rallies'],
  ['tg', 'дар Точикистон маро дастгир карданд, чи кор кунам', 'tj-guide'],
])('%s: the country that is named decides: %s', (language, question, id) => {
  expect(find(question, language).hits[0]?.article).toBe(id)
})

test.each<[Language, string]>([
  ['en', 'what is the weather today'],
  ['en', 'how do I get a visa to Germany'],
  ['en', 'a good recipe for plov'],
  ['ru', 'где купить дешёвый телефон'],
  ['kk', 'палау қалай пісіріледі'],
  ['uz', 'dollar kursi qancha'],
  ['en', ''],
  ['en', '?!'],
])('%s: what the base does not know is answered with nothing: %s', (language, question) => {
  expect(find(question, language).kind).toBe('nothing')
})

test.each<[Language, string]>([
  ['en', 'Why was journalist John Smith sentenced?'],
  ['en', 'Where is Navalny now?'],
  ['ru', 'За что осудили журналиста Петрова?'],
  ['kk', 'Журналист Сейілхановты не үшін соттады?'],
])('%s: a person who is not in the base is not answered by the words around the name: %s', (language, question) => {
  expect(find(question, language).kind).not.toBe('answer')
})

test('protests elsewhere are not answered with ours', () => {
  expect(find('rallies and protests in Belarus').kind).not.toBe('answer')
})

test('where two countries fit, the person chooses', () => {
  const outcome = find('civicus rating')
  expect(outcome.kind).toBe('choices')
  expect(outcome.hits.slice(0, 2).map(hit => hit.article)).toEqual(expect.arrayContaining(['kz-rating', 'uz-rating']))
})

test('hits are ranked, at most ten, with scores from 0 to 1', () => {
  const scores = find('rating of civic space in Kazakhstan').hits.map(hit => hit.score)
  expect(scores.length).toBeGreaterThan(1)
  expect(scores.length).toBeLessThanOrEqual(10)
  expect(scores).toEqual(scores.toSorted((one, other) => other - one))
  for (const score of scores) {
    expect(score).toBeGreaterThan(0)
    expect(score).toBeLessThanOrEqual(1)
  }
})

test('the same question gives the same outcome, however many were asked between', () => {
  const before = find('where is qumarbekov')
  find('rallies in Kyrgyzstan')
  expect(find('where is qumarbekov')).toEqual(before)
})

test.each<[Language, string, string, string]>([
  ['en', 'kz-rating', 'and in Uzbekistan?', 'uz-rating'],
  ['ru', 'kz-rating', 'а в Узбекистане?', 'uz-rating'],
  ['uz', 'kz-rating', "O'zbekistonda-chi?", 'uz-rating'],
  ['kk', 'kz-baker', 'неге?', 'kz-baker'],
  ['en', 'kg-singer', 'when was she released?', 'kg-singer'],
  ['en', 'kz-baker', 'rallies in Kyrgyzstan', 'kg-rallies'],
])('%s: after %s, "%s" is about %s', (language, last, question, id) => {
  expect(answer(find(question, language, last))).toBe(id)
})

test('without a conversation a bare question word means nothing', () => {
  expect(find('why?').kind).toBe('nothing')
  expect(find('and what about Russia?', 'en', 'kz-rating').kind).toBe('nothing')
})
