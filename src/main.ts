// Erkin on the command line: finds the command, runs it, and turns what went wrong into a sentence and an exit code.
import { runCommand } from '#cli/commands.ts'

process.exitCode = await runCommand(process.argv.slice(2))
