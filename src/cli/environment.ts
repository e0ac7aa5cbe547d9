// The environment as every command reads it: .env first, then what is set, checked and explained.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, Problem, readConfig } from '#config.ts'

/** The folder of the project. */
export const home = join(import.meta.dirname, '..', '..')

export function commandConfig(): Config {
  const file = join(home, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  const read = readConfig(process.env, home)
  if (!read.ok) throw new Problem(`The settings are not right:\n${read.problems.map(problem => `  ${problem}`).join('\n')}`)
  return read.config
}
