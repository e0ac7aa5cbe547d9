// Erkin on the command line: finds the command, runs it, and turns what went wrong into a sentence and an exit code.

// Whoever reads only the first lines (`| head`) is no error.
process.stdout.on('error', error => process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : 1))

try {
  const { runCommand } = await import('#cli/commands.ts')
  process.exitCode = await runCommand(process.argv.slice(2))
} catch (error) {
  // Only a file of the project itself gets here: a locale that is no JSON, or a module that is missing.
  const message = error instanceof Error ? error.message.split('\n')[0] : ''
  process.stderr.write(`A file of Erkin cannot be read: ${message}. Mend it, or check out the release again.\n`)
  process.exitCode = 1
}
