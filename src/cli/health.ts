// `erkin health`: tells a container's supervisor whether the bot is well.
import { isWell } from '#app.ts'
import type { Command } from './commands.ts'
import { commandConfig } from './environment.ts'

export const healthCommand: Command = {
  help: `Usage: node src/main.ts health

Exit codes: 0 the bot with this DATA_DIR runs and reached Telegram within the last minute, 1 it did not.`,
  async run() {
    const well = isWell(commandConfig())
    process.stdout.write(well ? 'well\n' : 'not well: no heartbeat within the last minute\n')
    return well ? 0 : 1
  },
}
