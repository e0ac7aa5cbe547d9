// `npm run bench`: measures by name and prints figures with what they are compared to, all in one run.
import { parseArgs } from 'node:util'
import { pipelineBench } from './pipeline.ts'
import { questionBench } from './question.ts'
import { startBench } from './start.ts'
import { printTable, type Row } from './table.ts'

export interface Bench {
  readonly summary: string
  run(): Promise<readonly Row[]>
}

const benches: Record<string, Bench> = { question: questionBench, pipeline: pipelineBench, start: startBench }

const { values, positionals } = parseArgs({ options: { help: { type: 'boolean' } }, allowPositionals: true })
const unknown = positionals.filter(name => !Object.hasOwn(benches, name))
if (values.help || unknown.length > 0) {
  const list = Object.entries(benches).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  const complaint = unknown.length > 0 ? `There is no bench "${unknown[0]}".\n\n` : ''
  console.log(
    `${complaint}Usage: npm run bench -- [NAME ...]     without a name: all of them\n\n${list.join('\n')}\n\nExit codes: 0 measured, 1 something stopped it, 2 called wrongly.`,
  )
  process.exitCode = unknown.length > 0 ? 2 : 0
} else {
  for (const [name, bench] of Object.entries(benches)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    console.log(`\n${name}: ${bench.summary}`)
    printTable(await bench.run())
  }
}
