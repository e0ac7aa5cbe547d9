// Whole journeys of a citizen: the real bot over the rehearsal.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Language, languages, ownNames } from '#language/languages.ts'
import { openRehearsal } from '#rehearsal/rehearsal.ts'
import { type ChatHouse, openChatHouse, realLibrary, wordsOf } from './chat-house.ts'

let house: ChatHouse
beforeAll(async () => {
  house = await openChatHouse()
})
afterAll(() => house.close())

const say = wordsOf('en')
const arrive = (language = 'en') => house.telegram.person({ name: 'Aru', language })
const titleOf = (id: string, language: Language = 'en') => realLibrary().get(id)?.texts[language]?.title ?? id

describe('a newcomer', () => {
  test('is greeted in the language of the app and sees all eight languages under their own names', async () => {
    const person = arrive('ru')
    person.starts()
    const [greeting] = await person.hears()
    expect(greeting?.text).toContain(wordsOf('ru')('start.title'))
    const labels = greeting?.keyboard.flat().map(button => button.label)
    expect(labels).toEqual(expect.arrayContaining(Object.values(ownNames)))
  })

  test.each(languages)('who chooses %s is spoken to in it from then on', async language => {
    const person = arrive()
    person.starts()
    await person.hears()
    person.taps(ownNames[language])
    expect((await person.hears()).at(-1)?.text).toBe(wordsOf(language)('language.chosen'))
    for (const command of ['help', 'about', 'privacy', 'sources', 'browse'] as const) {
      person.says(`/${command}`)
      const key = command === 'browse' ? 'browse.country' : (`${command}.title` as const)
      expect((await person.hears()).at(-1)?.text, command).toContain(wordsOf(language)(key))
    }
  })
})

describe('a question', () => {
  test.each(languages)('in %s brings its article in that language, with marks, date, sources and the review line', async language => {
    const person = arrive()
    const article = realLibrary().get('kz-bloody-january')
    const text = article?.texts[language]
    person.says(text?.questions[0] ?? '')
    const card = (await person.hears()).at(-1)
    expect(card?.text).toContain(text?.title)
    expect(card?.text).toContain(text?.lead[0]?.[0]?.text)
    expect(card?.text).toMatch(/[.!»”"]¹/)
    expect(card?.text).toContain(wordsOf(language)('card.asOf', { date: '09.2024' }))
    expect(card?.text).toContain(wordsOf(language)('card.review'))
    expect(card?.entities.filter(entity => entity.type === 'text_link').length).toBeGreaterThan(1)
    expect(card?.keyboard.flat().every(button => button.label.length <= 30)).toBe(true)
  })

  test('the base cannot answer gets an honest no, with countries to choose from', async () => {
    const person = arrive()
    person.says('How do I cook plov for forty guests?')
    const reply = (await person.hears()).at(-1)
    expect(reply?.text).toContain(say('ask.nothing').slice(0, 30))
    person.taps(`🇰🇿 ${say('country.kz')}`)
    expect((await person.hears()).at(-1)?.text).toContain(say('browse.topic'))
  })

  test('clearly in another language than the chosen one is answered in the chosen one, with a button for the other', async () => {
    const person = arrive()
    person.says('/language')
    await person.hears()
    person.taps(ownNames.kk)
    await person.hears()
    person.says(realLibrary().get('kg-temirov-live')?.texts.ru?.questions[0] ?? '')
    const card = (await person.hears()).at(-1)
    expect(card?.text).toContain(titleOf('kg-temirov-live', 'kk'))
    person.taps(wordsOf('ru')('card.button.answerHere'))
    expect((await person.hears()).at(-1)?.text).toContain(titleOf('kg-temirov-live', 'ru'))
  })

  test('that is edited is answered anew', async () => {
    const person = arrive()
    const id = person.says('hello')
    await person.hears()
    person.edits(id, realLibrary().get('kz-duman-mukhametkarim')?.texts.en?.questions[0] ?? '')
    expect((await person.hears()).at(-1)?.text).toContain(titleOf('kz-duman-mukhametkarim'))
  })

  test('shows no sign of typing without an answer, and sends exactly one message', async () => {
    const person = arrive()
    person.says(realLibrary().get('tj-rukhshona-hakimova')?.texts.en?.questions[0] ?? '')
    expect((await person.hears()).filter(message => message.isFromBot)).toHaveLength(1)
  })
})

describe('under a card', () => {
  test('the timeline, related answers and other languages open in its place, and back again', async () => {
    const person = arrive()
    person.says(realLibrary().get('uz-tazhimuratov')?.texts.en?.questions[0] ?? '')
    const card = (await person.hears()).at(-1)
    person.taps(say('card.button.timeline'))
    const timeline = (await person.hears()).at(-1)
    expect(timeline?.id).toBe(card?.id)
    expect(timeline?.text).toMatch(/\d{2}\.20\d\d/)
    person.taps(say('card.button.back'))
    expect((await person.hears()).at(-1)?.text).toBe(card?.text)
    person.taps(say('card.button.languages'))
    await person.hears()
    person.taps(ownNames.kaa)
    expect((await person.hears()).at(-1)?.text).toContain(titleOf('uz-tazhimuratov', 'kaa'))
    person.taps(wordsOf('kaa')('card.button.related'))
    expect((await person.hears()).at(-1)?.keyboard.length).toBeGreaterThan(2)
  })

  test('a timeline that is not written in the language is shown in Russian, and says so', async () => {
    const person = arrive()
    person.says(realLibrary().get('kg-temirov-live')?.texts.tk?.questions[0] ?? '')
    await person.hears()
    person.taps(wordsOf('tk')('card.button.timeline'))
    expect((await person.hears()).at(-1)?.text).toContain(wordsOf('tk')('card.timelineNotYet', { language: ownNames.ru }))
  })
})

test('browsing leads from country to topic to article and back to the same list', async () => {
  const person = arrive()
  person.says('/browse')
  await person.hears()
  person.taps(`🇹🇲 ${say('country.tm')}`)
  await person.hears()
  person.taps(say('topic.persecution'))
  const list = (await person.hears()).at(-1)
  person.taps(titleOf('tm-soltan-achilova'))
  expect((await person.hears()).at(-1)?.text).toContain(titleOf('tm-soltan-achilova'))
  person.taps(say('card.button.timeline'))
  await person.hears()
  person.taps(say('card.button.back'))
  await person.hears()
  person.taps(say('button.back'))
  expect((await person.hears()).at(-1)?.text).toBe(list?.text)
})

test('after a restart every button still works and keeps its language, though nothing was remembered', async () => {
  const telegram = await openRehearsal()
  const before = await openChatHouse({ telegram })
  const person = telegram.person({ name: 'Bek', language: 'en' })
  person.says(realLibrary().get('uz-karakalpakstan-2022')?.texts.kaa?.questions[0] ?? '')
  await person.hears()
  await before.close()
  const after = await openChatHouse({ telegram })
  person.taps(wordsOf('kaa')('card.button.timeline'))
  expect((await person.hears()).at(-1)?.text).toContain(titleOf('uz-karakalpakstan-2022', 'kaa'))
  await after.close()
  await telegram.close()
})
