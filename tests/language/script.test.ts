import { expect, test } from 'vitest'
import { plainLetters, toCyrillic, toLatin, toOldLatin } from '#language/script.ts'

test.each([
  ['ru', 'Чем закончился суд?', 'Chem zakonchilsya sud?'],
  ['kk', 'Қазақстанда неге сотталды', 'Qazaqstanda nege sottaldy'],
  ['tg', 'Ҳуқуқи ман чист?', 'Huquqi man chist?'],
  ['uz', 'Ўзбекистонда ҳуқуқ, Европа', 'Oʻzbekistonda huquq, Yevropa'],
  ['kaa', 'Қарақалпақстан ҳаққында', 'Qaraqalpaqstan haqqında'],
] as const)('%s in Cyrillic is typed in Latin letters as people type it', (language, cyrillic, latin) => {
  expect(toLatin(cyrillic, language)).toBe(latin)
})

test.each([
  ['uz', 'Oʻzbekistonda yoʻl, shahar, maʼlumot, ertaga', 'Ўзбекистонда йўл, шаҳар, маълумот, эртага'],
  ['uz', "O'zbekistonda yo'l", 'Ўзбекистонда йўл'],
  ['kaa', 'Qaraqalpaqstandaǵı jańalıq', 'Қарақалпақстандағы жаңалық'],
  ['tk', 'Türkmenistanyň ýagdaýy', 'Түркменистаның ягдайы'],
] as const)('%s in Latin is written in its former Cyrillic: %s', (language, latin, cyrillic) => {
  expect(toCyrillic(latin, language)).toBe(cyrillic)
})

test('letters that a Russian or English keyboard lacks become their neighbours, case kept', () => {
  expect(plainLetters('Қазақстан, Тоҷикӣ, Ұлттық')).toBe('Казакстан, Точики, Улттык')
  expect(plainLetters('Türkmenistanyň, Oʻzbekcha, Qaraqalpaqstandaǵı')).toBe('Turkmenistanyn, Ozbekcha, Qaraqalpaqstandagi')
})

test('a text in its own plain letters stays as it is', () => {
  expect(plainLetters('Что делать, если задержали? Why?')).toBe('Что делать, если задержали? Why?')
  expect(toLatin('Why was he jailed?', 'ru')).toBe('Why was he jailed?')
})

test('Karakalpak of the nineties has apostrophes', () => {
  expect(toOldLatin('Qaraqalpaqstandaǵı ókim jańalıq')).toBe("Qaraqalpaqstandag'i' wo'kim jan'ali'q")
})
