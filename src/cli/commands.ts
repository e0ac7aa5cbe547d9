// The commands of Erkin, their help, and the one place where the command line catches what went wrong.
import { Problem } from '#config.ts'

/** A command gives back its exit code: 0 done, 1 something to mend, 2 called wrongly. */
export interface Command {
  readonly help: string
  run(given: readonly string[]): Promise<number>
}

/** Called wrongly: the message says how to call it. */
export class Misuse extends Error {}

interface Listed {
  readonly summary: string
  /** A command is loaded when it is called: the bot that runs for months needs none of the others. */
  load(): Promise<Command>
}

const commands: Record<string, Listed> = {
  start: {
    summary: 'runs the bot; without a token, a rehearsal with a chat page on this machine',
    load: async () => (await import('./start.ts')).startCommand,
  },
  talk: { summary: 'talks with the bot in the terminal', load: async () => (await import('./talk.ts')).talkCommand },
  ask: {
    summary: 'asks the base in the terminal: one question, or a file of them',
    load: async () => (await import('./ask.ts')).askCommand,
  },
  articles: { summary: 'checks the articles, or shows one', load: async () => (await import('./articles.ts')).articlesCommand },
  health: {
    summary: 'says whether the running bot is well (for a supervisor)',
    load: async () => (await import('./health.ts')).healthCommand,
  },
}

export async function runCommand([name, ...given]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') return print(overview(), 0)
  const listed = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (listed === undefined) return complain(`There is no command "${name}".\n\n${overview()}`, 2)
  const command = await listed.load()
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
