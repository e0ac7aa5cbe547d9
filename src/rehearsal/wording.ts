// The text or caption of a call, as Telegram takes it: parsed, trimmed, measured.
import type { MessageEntity } from 'grammy/types'
import { type FormattedText, parseHtml } from './html.ts'
import { badRequest, type Refusal } from './refusal.ts'
import { withSpotted } from './spotted.ts'

export const TEXT_LIMIT = 4096
export const CAPTION_LIMIT = 1024

export interface Wording {
  text: string
  parse_mode?: string
  entities?: MessageEntity[]
}

/** A message's text with its entities, or Telegram's refusal. */
export function messageText(wording: Wording): FormattedText | Refusal {
  const formatted = format(wording)
  if ('ok' in formatted) return formatted
  if (formatted.text === '') return badRequest('message text is empty')
  return formatted.text.length > TEXT_LIMIT ? badRequest('message is too long') : formatted
}

/** A caption with its entities (it may be empty), or Telegram's refusal. */
export function captionText(wording: Wording): FormattedText | Refusal {
  const formatted = format(wording)
  if ('ok' in formatted) return formatted
  return formatted.text.length > CAPTION_LIMIT ? badRequest('message caption is too long') : formatted
}

function format(wording: Wording): FormattedText | Refusal {
  const mode = wording.parse_mode?.toLowerCase() ?? ''
  if (mode !== '' && mode !== 'html') return badRequest('unsupported parse_mode (the rehearsal reads HTML and entities)')
  const parsed = mode === 'html' ? parseHtml(wording.text) : { text: wording.text, entities: [...(wording.entities ?? [])] }
  if ('fault' in parsed) return badRequest(`can't parse entities: ${parsed.fault}`)
  const { text, entities } = trimmed(parsed)
  return { text, entities: withSpotted(text, entities) }
}

function trimmed({ text, entities }: FormattedText): FormattedText {
  const clean = text.replaceAll('\r', '')
  const lead = clean.length - clean.trimStart().length
  const short = clean.trim()
  const kept = entities.map(entity => {
    const from = Math.max(entity.offset - lead, 0)
    const to = Math.min(entity.offset + entity.length - lead, short.length)
    return { ...entity, offset: from, length: to - from }
  })
  return { text: short, entities: kept.filter(entity => entity.length > 0) }
}
