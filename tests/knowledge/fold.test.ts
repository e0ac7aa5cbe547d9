import { expect, test } from 'vitest'
import { whereOf } from '#knowledge/search/countries.ts'
import { fold, words } from '#knowledge/search/fold.ts'

test.each([
  ['Қамауға', 'қамауға', 'камауга', 'qamaugha', 'qamawǵa'],
  ['Oʻzbekiston', "O'zbekiston", 'Ozbekiston', 'Ўзбекистон', 'Узбекистон'],
  ['Халыков', 'Halykow', 'Khalykov', 'Xalıqov'],
  ['журналист', 'žurnalist', 'jurnalist', 'journalist'],
  ['саўда', 'sawda', 'сауда', 'sauda'],
  ['экстремизм', 'ekstremizm'],
  ['что', 'chto', '4to'],
  ['Европа', 'Ýewropa', 'Yevropa', 'Evropa'],
])('%s is one word, however it is typed', (...spellings) => {
  expect(new Set(spellings.map(fold)).size).toBe(1)
})

test('different words stay different', () => {
  const all = ['сот', 'сөз', 'заң', 'жаза', 'court', 'police', '2022', '2023'].map(fold)
  expect(new Set(all).size).toBe(all.length)
})

test('an apostrophe belongs to its word, a hyphen parts words', () => {
  expect(words("Oʻzbekistonda ma'lumot, Kempir-Abad 2022-yil!")).toEqual(['Oʻzbekistonda', "ma'lumot", 'Kempir', 'Abad', '2022', 'yil'])
})

test.each([
  [
    'kz',
    [
      'Kazakhstan',
      'Казахстане',
      'Қазақстанда',
      'Казакстандагы',
      'Қазоқистон',
      'Qozogʻistonda',
      'Gazagystanda',
      'qazaqstandagi',
      'Алматыда',
    ],
  ],
  ['kg', ['Kyrgyzstan', 'Киргизии', 'Қырғызстанда', 'Қирғизистон', 'Qirgʻiziston', 'Gyrgyzystanda', 'Qırǵızstan', 'Бишкеке', 'Bişkek']],
  [
    'tj',
    ['Tajikistan', 'в', 'Тәжікстан', 'Тоҷикистон', 'Точикистон', 'Tojikistonda', 'Täjigistanda', 'Tájikstan', 'Душанбе'].filter(
      word => word !== 'в',
    ),
  ],
  ['tm', ['Turkmenistan', 'Туркмении', 'Түркіменстанда', 'Түркмөнстан', 'Туркманистон', 'Türkmenistanda', 'Túrkmenstan', 'Aşgabat']],
  [
    'uz',
    ['Uzbekistan', 'Узбекистане', 'Өзбекстанда', 'Ӯзбекистон', "O'zbekistonda", 'Özbegistanda', 'Ózbekstan', 'Қарақалпақстан', 'Nókis'],
  ],
  ['elsewhere', ['Russia', 'Ресей', 'Беларуси', 'Xitoy', 'Афғонистон', 'США']],
] as const)('%s is heard in every language and script', (where, all) => {
  for (const word of all) expect([word, whereOf(fold(word))?.where]).toEqual([word, where])
})
