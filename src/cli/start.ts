// `npm start`: opens the house and keeps it open until it is told to stop.
import { parseArgs } from 'node:util'
import { type House, openHouse } from '#app.ts'
import { describeFault } from '#knowledge/fault.ts'
import { createLog, type Log } from '#log.ts'
import type { Command } from './commands.ts'
import { commandConfig } from './environment.ts'

export const startCommand: Command = {
  help: `Usage: npm start

With a token in DATA_DIR/secrets/bot.token (or BOT_TOKEN, for trying) Erkin talks to Telegram.
Without one it rehearses: a Telegram on this machine, with a chat page at http://127.0.0.1:8080 (PORT).
SIGHUP reads the articles again; SIGINT or SIGTERM stops, after what is in hand is done.
All settings stand in .env.example.

Exit codes: 0 stopped as asked, 1 something to mend (the message says what).`,
  async run(given) {
    parseArgs({ args: [...given], options: {} })
    const log = createLog()
    const stopped = stopSignal()
    let house: House | undefined
    process.on('SIGHUP', () => house && reload(house))
    const opening = openHouse({ config: commandConfig(), log })
    const early = await Promise.race([opening, stopped])
    // Told to stop before anything was taken in hand: there is nothing to finish.
    if (typeof early === 'string') process.exit(0)
    house = early
    welcome(house)
    const why = await Promise.race([
      stopped,
      house.ended.then(
        () => 'failure' as const,
        () => 'failure' as const,
      ),
    ])
    await close(house, log, why)
    if (why === 'failure') process.stderr.write(`${REFUSED}\n`)
    // A call to Telegram that hangs must not keep the process.
    process.exit(why === 'failure' ? 1 : 0)
  },
}

const REFUSED = 'Telegram refused the token while the bot was running. Was it revoked? Put the new one into DATA_DIR/secrets/bot.token.'

const FIRST_PHONES = ['en', 'ru']

type Signal = 'SIGINT' | 'SIGTERM'

/** Longer than this no stop may take: what is unfinished by then Telegram gives again. */
const STOP_MILLISECONDS = 20_000

function welcome(house: House): void {
  if (house.rehearsal === undefined) return
  // Two phones to begin with, so that whoever opens the page can write at once.
  for (const [index, language] of FIRST_PHONES.entries()) house.rehearsal.person({ name: `Person ${index + 1}`, language })
  process.stderr.write(
    `\n  Erkin rehearses, because it has no token. Open ${house.rehearsal.pageUrl}\n  A Telegram on this machine, on 127.0.0.1 only: nothing you type leaves it. Ctrl+C stops it.\n\n`,
  )
}

function reload(house: House): void {
  const faults = house.reload()
  if (faults.length > 0)
    process.stderr.write(`The articles stay as they were:\n${faults.map(fault => `  ${describeFault(fault)}\n`).join('')}`)
}

function stopSignal(): Promise<Signal> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal))
  })
}

async function close(house: House, log: Log, signal: Signal | 'failure'): Promise<void> {
  const started = performance.now()
  log.event('app.stopping', { signal })
  const tooLong = setTimeout(() => process.exit(1), STOP_MILLISECONDS).unref()
  await house.close()
  clearTimeout(tooLong)
  log.event('app.stopped', { milliseconds: Math.round(performance.now() - started) })
}
