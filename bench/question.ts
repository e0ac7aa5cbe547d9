// One question through the search, without any chat.

import { openBase, questionsOf } from './base.ts'
import type { Bench } from './bench.ts'
import { percentile, thousands } from './table.ts'

const ROUNDS = 5

export const questionBench: Bench = {
  summary: 'one question in process: detect the language, search, decide',
  async run() {
    const loading = performance.now()
    const library = openBase()
    const loaded = performance.now() - loading
    const questions = questionsOf(library)
    for (const { text } of questions) library.ask(text)
    const times: number[] = []
    const started = performance.now()
    for (let round = 0; round < ROUNDS; round++) {
      for (const { text } of questions) {
        const before = performance.now()
        library.ask(text)
        times.push(performance.now() - before)
      }
    }
    const perSecond = times.length / ((performance.now() - started) / 1000)
    return [
      { what: 'articles x texts', figure: `${library.articles.length}`, beside: `${questions.length} questions, ${ROUNDS} rounds` },
      { what: 'base read, checked, indexed', figure: `${Math.round(loaded)} ms`, beside: 'aim: 1,000 ms' },
      { what: 'questions per second, one core', figure: thousands(perSecond), beside: 'aim: 5 000' },
      { what: 'p50', figure: `${percentile(times, 0.5).toFixed(3)} ms` },
      { what: 'p99', figure: `${percentile(times, 0.99).toFixed(3)} ms`, beside: 'aim: 5 ms' },
    ]
  },
}
