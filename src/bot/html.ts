// Telegram's HTML, made in one place: everything that is not ours is escaped here.

/** Escapes text for Telegram's HTML (Bot API, "HTML style"). */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, sign => ENTITIES[sign] ?? sign)
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text of an article: Telegram would make links of names such as Vlast.kz, and a link tells its owner who follows it. */
export function unlinked(text: string): string {
  return escapeHtml(text).replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2,})/gu, '.\u2060')
}

export function bold(text: string): string {
  return `<b>${escapeHtml(text)}</b>`
}

export function italic(text: string): string {
  return `<i>${escapeHtml(text)}</i>`
}

/** A quotation that Telegram shows with its first lines only, until it is tapped. The content is HTML already. */
export function folded(html: string): string {
  return `<blockquote expandable>${html}</blockquote>`
}

export function link(text: string, url: string): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`
}

/** The length that Telegram counts: UTF-16 units after the tags are taken out and the entities resolved. */
export function visibleLength(html: string): number {
  return html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot);/g, ' ').length
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** The numbers of sources as small raised figures: [1, 12] is "¹·¹²". */
export function superscript(numbers: readonly number[]): string {
  return numbers.map(number => [...String(number)].map(digit => SUPERSCRIPTS[Number(digit)]).join('')).join('·')
}
