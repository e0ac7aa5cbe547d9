// The page of the rehearsal: phones side by side, each one person's chat with the bot.
import { render } from 'preact'
import { Stage } from './stage.tsx'

const root = document.getElementById('page')
if (root) render(<Stage />, root)
