import { expect, test } from 'vitest'
import { createSmallTalk } from '#language/small-talk.ts'

const smallTalk = createSmallTalk()

test.each([
  ['Hello!', 'greeting'],
  ['Салем', 'greeting'],
  ['сәлеметсіз бе', 'greeting'],
  ['Assalomu aleykum', 'greeting'],
  ['ASSALAWMA ALEYKUM', 'greeting'],
  ['Спасибо большое!!', 'thanks'],
  ['Рахмет', 'thanks'],
  ['hello, thank you', 'thanks'],
  ['сагъ бол', undefined],
  ['sag boluň', 'thanks'],
  ['до свидания', 'bye'],
  ['xayr', 'bye'],
])('%s is %s', (text, kind) => {
  expect(smallTalk(text)).toBe(kind)
})

test.each(['hello who is jailed in Kazakhstan', 'Где Думан Мухаметкарим?', 'bot privacy', 'good news about Tajikistan', ''])(
  'a question is not small talk: %s',
  text => {
    expect(smallTalk(text)).toBeUndefined()
  },
)
