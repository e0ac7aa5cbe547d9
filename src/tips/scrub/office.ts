// What mat2 leaves in an office file: takes out the numbers of the document and its author, refuses what hides.

import { stripHere } from './here.ts'
import type { Limits } from './limits.ts'
import { refuse, type Stripped } from './outcome.ts'
import { type Entry, pack, unpack } from './zip.ts'

/** Elements and attributes that only number a document, its revisions and its machine; no text stands in them. */
const numbering =
  /^<(?:\w+:)?(?:docId|absPath|revisionPtr|attachedTemplate|rsidRoot|rsid|docVars|documentProtection|writeProtection|fileSharing)\b[^>]*\/>$/
const numbers =
  /\s(?:w14:(?:paraId|textId)|(?:xr\d*|p14):(?:uid|creationId)|w:rsid\w*|officeooo:(?:paragraph-)?rsid|(?:descr|title|lastEdited|lowestEdited|rupBuild))="[^"]*"/g

/** What a reader would not see: hidden and deleted text, notes, authors and days of changes, hidden sheets, what was cropped, paths. */
const hiding: readonly RegExp[] = [
  /<(?:\w+:)?(?:vanish|webHidden|specVanish|ins|del|delText|moveFrom|moveTo|comment\w*|annotation\w*|externalReference\w*|oleObject\w*)[\s/>]/,
  /<(?:\w+:)?(?:tracked-changes|hidden-\w+|sender-\w+|author-\w+|script\w*|creator|initial-creator|user-defined)[\s/>]/,
  /\s(?:\w+:)?(?:author|initials|date|userId|editor|creator)="[^"]+"/,
  /\s(?:\w+:)?(?:state="(?:hidden|veryHidden)"|hidden="(?:1|true|on)"|show="(?:0|false)"|display="(?:none|false)"|visibility="(?:collapse|filter|hidden)")/,
  /<(?:\w+:)?color\s[^>]*(?:val|rgb)="(?:FF)?FFFFFF"|\sfo:color="#FFFFFF"/i,
  /<(?:\w+:)?sz(?:Cs)? (?:\w+:)?val="[1-7]"|\ssz="[1-3]\d\d"|font-size="[0-3](?:\.\d+)?pt"/,
  /<(?:\w+:)?srcRect\s[^>]*="-?[1-9]|\sclip="rect\((?!0)/,
  /(?:instrText[^>]*>|instr=")[^<"]*(?:AUTHOR|FILENAME|INCLUDE|(?<!HYPER)LINK\b|USER|DOCPROPERTY|DOCVARIABLE|LASTSAVEDBY|COMMENTS)/i,
  /<Relationship\s(?![^>]*\/hyperlink")[^>]*TargetMode="External"|file:\/\/|[A-Z]:\\|\\\\\w/i,
]
const markup = /\.(?:xml|rels|vml|rdf)$/
const picture = /\.(?:jpe?g|png|gif|webp)$/i

/** The office file again, if nothing is left in it that a reader of its pages would not see. */
export function finishOffice(zip: Uint8Array, { unpackedBytes }: Limits): Stripped {
  const entries = unpack(zip, unpackedBytes)
  if (entries === 'broken' || entries === 'bomb') return refuse(entries)
  const clean: Entry[] = []
  for (const entry of entries) {
    const bytes = cleanEntry(entry)
    if (bytes === undefined) return refuse('cannot-be-scrubbed')
    clean.push({ name: entry.name, bytes })
  }
  return { ok: true, bytes: pack(clean) }
}

function cleanEntry({ name, bytes }: Entry): Uint8Array | undefined {
  if (name === 'mimetype' || name.endsWith('/')) return bytes
  if (markup.test(name)) return cleanMarkup(bytes)
  if (!picture.test(name)) return undefined
  const stripped = stripHere(bytes)
  return stripped.ok ? stripped.bytes : undefined
}

function cleanMarkup(bytes: Uint8Array): Uint8Array | undefined {
  const text = new TextDecoder().decode(bytes)
  if (/<!--|<!DOCTYPE|<!\[CDATA|encoding=["']utf-?16/i.test(text) || text.includes('\0')) return undefined
  const tidy = text.replace(/<[^>]*>/g, tag => (numbering.test(tag) ? '' : tag.replace(numbers, '')))
  return hiding.some(sign => sign.test(tidy)) ? undefined : new TextEncoder().encode(tidy)
}
