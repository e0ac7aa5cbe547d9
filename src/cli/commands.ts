// The commands of Erkin, their help, and the one place where the command line catches what went wrong.
import { Problem } from '#config.ts'
import { articlesCommand } from './articles.ts'
import { askCommand } from './ask.ts'
import { healthCommand } from './health.ts'
import { startCommand } from './start.ts'
import { talkCommand } from './talk.ts'

/** A command gives back its exit code: 0 done, 1 something to mend, 2 called wrongly. */
export interface Command {
  readonly summary: string
  readonly help: string
  run(given: readonly string[]): Promise<number>
}

/** Called wrongly: the message says how to call it. */
export class Misuse extends Error {}

const commands: Record<string, Command> = {
  start: startCommand,
  talk: talkCommand,
  ask: askCommand,
  articles: articlesCommand,
  health: healthCommand,
}

export async function runCommand([name, ...given]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') return print(overview(), 0)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) return complain(`There is no command "${name}".\n\n${overview()}`, 2)
  if (given.includes('--help')) return print(command.help, 0)
  try {
    return await command.run(given)
  } catch (error) {
    return explain(error)
  }
}

function explain(error: unknown): number {
  if (error instanceof Misuse || isParseArgsError(error)) return complain((error as Error).message, 2)
  if (error instanceof Problem) return complain(error.message, 1)
  const { code, path } = error as NodeJS.ErrnoException
  if (code !== undefined && path !== undefined) {
    return complain(`${path} cannot be used (${code}). Give this user the right to it, or set DATA_DIR to a folder it may write.`, 1)
  }
  // A bug of ours. Errors of libraries can carry a token in their message, so only where it happened is shown.
  const where =
    (error as Error).stack
      ?.split('\n')
      .find(line => line.includes('/src/'))
      ?.trim() ?? ''
  return complain(`Erkin stopped on an error that should not happen (${(error as Error).name}). Please tell its makers: ${where}`, 1)
}

function isParseArgsError(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')
}

function overview(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  return `Erkin answers questions about civic space in Central Asia, on Telegram.\n\nUsage: npm run COMMAND -- [options]   (npm start for "start")\n\n${lines.join('\n')}\n\nEach command explains itself with --help.`
}

function print(text: string, code: number): number {
  process.stdout.write(`${text}\n`)
  return code
}

function complain(text: string, code: number): number {
  process.stderr.write(`${text}\n`)
  return code
}
