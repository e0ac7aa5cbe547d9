// Buttons: what Telegram lets a bot put under a message, and how it shows them again.
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { AnyKeyboard, InlineButton } from './parts.ts'
import { badRequest, type Refusal } from './refusal.ts'
import type { ButtonView } from './wire.ts'

const DATA_LIMIT = 64
const ACTIONS = ['url', 'callback_data', 'copy_text', 'disabled'] as const

/** Telegram's refusal of a keyboard, or nothing. */
export function keyboardFault(keyboard: AnyKeyboard | undefined): Refusal | undefined {
  if (!keyboard || !('inline_keyboard' in keyboard)) return undefined
  const faults = keyboard.inline_keyboard.flat().map(buttonFault)
  return faults.find(fault => fault !== undefined)
}

/** The inline keyboard as it stands under the message; an empty one is none. */
export function shownKeyboard(keyboard: AnyKeyboard | undefined): { reply_markup?: InlineKeyboardMarkup } {
  if (!keyboard || !('inline_keyboard' in keyboard)) return {}
  const rows = keyboard.inline_keyboard.filter(row => row.length > 0)
  return rows.length > 0 ? { reply_markup: { inline_keyboard: rows } as InlineKeyboardMarkup } : {}
}

/** A message's buttons as a person sees them, row by row. */
export function buttonViews(keyboard: InlineKeyboardMarkup | undefined): ButtonView[][] {
  return (keyboard?.inline_keyboard ?? []).map(row => row.map(button => buttonView(button as InlineButton)))
}

function buttonView(button: InlineButton): ButtonView {
  const look = { label: button.text, ...(button.style && { style: button.style }) }
  if (button.callback_data !== undefined) return { ...look, kind: 'callback', value: button.callback_data }
  if (button.url !== undefined) return { ...look, kind: 'url', value: button.url }
  if (button.copy_text !== undefined) return { ...look, kind: 'copy', value: button.copy_text.text }
  return { ...look, kind: button.disabled ? 'disabled' : 'other', value: '' }
}

function buttonFault(button: InlineButton): Refusal | undefined {
  if (button.text.trim() === '') return badRequest("can't parse inline keyboard button: text is empty")
  const actions = ACTIONS.filter(action => button[action] !== undefined)
  if (actions.length !== 1) return badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
  if (button.callback_data !== undefined && !fits(button.callback_data)) return badRequest('BUTTON_DATA_INVALID')
  if (button.url !== undefined && !isAddress(button.url)) {
    return badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`)
  }
  return undefined
}

function fits(data: string): boolean {
  const bytes = Buffer.byteLength(data)
  return bytes >= 1 && bytes <= DATA_LIMIT
}

function isAddress(url: string): boolean {
  const parsed = URL.parse(url) ?? URL.parse(`http://${url}`)
  return parsed !== null && ['http:', 'https:', 'tg:'].includes(parsed.protocol)
}
