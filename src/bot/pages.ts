// Cuts a long text into pages that Telegram takes, between its blocks or, in a block that is too long, between sentences.
import { visibleLength } from './html.ts'

/** Telegram takes 4,096 characters; the rest is kept for a title, sources and the line below. */
const PAGE_CHARACTERS = 3000

/** Joins blocks of HTML into pages of at most `most` visible characters. A sentence that is longer is cut between words. */
export function pagesOf(blocks: readonly string[], separator: string, most = PAGE_CHARACTERS): string[] {
  // A sentence of an article ends in its raised figures, so the cut falls neither inside a tag nor behind an abbreviation.
  const sentences = (block: string) => block.split(/(?<=[.?!»”"][⁰¹²³⁴⁵⁶⁷⁸⁹·]*) /)
  const pieces = blocks.flatMap(block => (visibleLength(block) <= most ? [block] : fill(sentences(block).flatMap(wordsIfLong), ' ', most)))
  return fill(pieces, separator, most)

  // A sentence that fills more than a page is cut between words; its tags and entities hold no space.
  function wordsIfLong(sentence: string): string[] {
    return visibleLength(sentence) <= most ? [sentence] : fill(sentence.split(' '), ' ', most)
  }
}

/** Joins pieces for as long as the whole stays within `most`. */
function fill(pieces: readonly string[], separator: string, most: number): string[] {
  const filled: string[] = []
  for (const piece of pieces) {
    const last = filled.at(-1)
    const longer = last === undefined ? piece : last + separator + piece
    if (last !== undefined && visibleLength(longer) <= most) filled[filled.length - 1] = longer
    else filled.push(piece)
  }
  return filled
}
