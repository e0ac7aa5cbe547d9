// `npm run check`: types, lint, formatting and articles, all of them even when one has something to say.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = dirname(dirname(fileURLToPath(import.meta.url)))
const run = (...given) => spawnSync(process.execPath, given, { cwd: home, stdio: 'inherit' }).status === 0
const tool = (...path) => join(home, 'node_modules', ...path)

const checks = [
  ['types', () => run(tool('typescript', 'bin', 'tsc'), '-p', '.')],
  // What runs in a browser has a tsconfig of its own, in which Node does not exist.
  ...['tests/browser.tsconfig.json', 'src/rehearsal/page/tsconfig.json'].map(file => [
    `types (${file})`,
    () => run(tool('typescript', 'bin', 'tsc'), '-p', file),
  ]),
  ['lint and formatting', () => run(tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.')],
  ['articles', () => run('src/main.ts', 'articles', 'check')],
]

const failed = checks.filter(([, check]) => !check()).map(([name]) => name)
console.log(failed.length === 0 ? `All ${checks.length} checks are clean.` : `To mend: ${failed.join(', ')}.`)
process.exitCode = failed.length === 0 ? 0 : 1
