// What a file is, told from its first bytes and never from its name.
import { latin1Of, lettersAt, startsWith } from './output.ts'

export type FileKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'pdf' | 'office' | 'video' | 'audio' | 'heic' | 'other'

/** What the bytes are; `form` is the format's usual ending, the name by which the tools know it. */
export interface Told {
  readonly kind: FileKind
  readonly mime: string
  readonly form: string
}

const unknown: Told = { kind: 'other', mime: 'application/octet-stream', form: '' }

const magic: readonly (readonly [string, number, Told])[] = [
  ['\xff\xd8\xff', 0, { kind: 'jpeg', mime: 'image/jpeg', form: 'jpg' }],
  ['\x89PNG\r\n\x1a\n', 0, { kind: 'png', mime: 'image/png', form: 'png' }],
  ['GIF87a', 0, { kind: 'gif', mime: 'image/gif', form: 'gif' }],
  ['GIF89a', 0, { kind: 'gif', mime: 'image/gif', form: 'gif' }],
  ['WEBP', 8, { kind: 'webp', mime: 'image/webp', form: 'webp' }],
  ['WAVE', 8, { kind: 'audio', mime: 'audio/wav', form: 'wav' }],
  ['AVI ', 8, { kind: 'video', mime: 'video/x-msvideo', form: 'avi' }],
  ['%PDF-', 0, { kind: 'pdf', mime: 'application/pdf', form: 'pdf' }],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 0, { kind: 'office', mime: 'application/x-ole-storage', form: 'ole' }],
  ['{\\rtf', 0, { kind: 'office', mime: 'application/rtf', form: 'rtf' }],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 0, { kind: 'video', mime: 'video/x-ms-asf', form: 'asf' }],
  ['\0\0\x01\xba', 0, { kind: 'video', mime: 'video/mpeg', form: 'mpeg' }],
  ['ID3', 0, { kind: 'audio', mime: 'audio/mpeg', form: 'mp3' }],
  ['fLaC', 0, { kind: 'audio', mime: 'audio/flac', form: 'flac' }],
  ['#!AMR', 0, { kind: 'audio', mime: 'audio/amr', form: 'amr' }],
]

/** The kind, the type and the form of a file. */
export function tellKind(bytes: Uint8Array): Told {
  const found = magic.find(([letters, at]) => startsWith(bytes, letters, at) && (at === 0 || startsWith(bytes, 'RIFF')))
  if (found !== undefined) return found[2]
  if (startsWith(bytes, 'PK\x03\x04')) return zip(bytes)
  if (startsWith(bytes, '\x1a\x45\xdf\xa3')) return matroska(bytes)
  if (startsWith(bytes, 'OggS')) return ogg(bytes)
  if (startsWith(bytes, 'ftyp', 4)) return brand(lettersAt(bytes, 8))
  // Films from before brands begin with their first box.
  if (['moov', 'mdat', 'wide'].includes(lettersAt(bytes, 4))) return { kind: 'video', mime: 'video/quicktime', form: 'mov' }
  return frames(bytes)
}

const stills: Readonly<Record<string, string>> = { avif: 'image/avif', avis: 'image/avif' }
const heicBrands = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1', 'avif', 'avis']

function brand(letters: string): Told {
  if (heicBrands.includes(letters)) return { kind: 'heic', mime: stills[letters] ?? 'image/heic', form: 'heic' }
  if (letters === 'qt  ') return { kind: 'video', mime: 'video/quicktime', form: 'mov' }
  if (/^M4[AB] $/.test(letters)) return { kind: 'audio', mime: 'audio/mp4', form: 'm4a' }
  if (/^3g[2epr]/.test(letters)) return { kind: 'video', mime: 'video/3gpp', form: '3gp' }
  // Raw pictures of Canon cameras, JPEG 2000 and JPEG XL wear the same dress.
  if (['crx ', 'jp2 ', 'jxl '].includes(letters)) return unknown
  return { kind: 'video', mime: 'video/mp4', form: 'mp4' }
}

function matroska(bytes: Uint8Array): Told {
  const isWebm = latin1Of(bytes.subarray(0, 64)).includes('webm')
  return { kind: 'video', mime: isWebm ? 'video/webm' : 'video/x-matroska', form: isWebm ? 'webm' : 'mkv' }
}

function ogg(bytes: Uint8Array): Told {
  const isFilm = latin1Of(bytes.subarray(0, 256)).includes('theora')
  return isFilm ? { kind: 'video', mime: 'video/ogg', form: 'ogv' } : { kind: 'audio', mime: 'audio/ogg', form: 'ogg' }
}

/** MPEG sound without a header: eleven bits of synchronisation, then its layer; 0 means AAC. */
function frames(bytes: Uint8Array): Told {
  const [first = 0, second = 0] = bytes
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return unknown
  if ((second & 0xf6) === 0xf0) return { kind: 'audio', mime: 'audio/aac', form: 'aac' }
  return (second & 0x06) === 0x02 ? { kind: 'audio', mime: 'audio/mpeg', form: 'mp3' } : unknown
}

const openDocument = 'application/vnd.oasis.opendocument.'
const officeOpen = 'application/vnd.openxmlformats-officedocument.'

/** The central directory stands at the end of a zip and names its entries in the clear. */
const offices: readonly (readonly [RegExp, Told])[] = [
  [/word\/document\.xml/, { kind: 'office', mime: `${officeOpen}wordprocessingml.document`, form: 'docx' }],
  [/xl\/workbook\.xml/, { kind: 'office', mime: `${officeOpen}spreadsheetml.sheet`, form: 'xlsx' }],
  [/ppt\/presentation\.xml/, { kind: 'office', mime: `${officeOpen}presentationml.presentation`, form: 'pptx' }],
]
const openDocuments: Readonly<Record<string, string>> = { text: 'odt', spreadsheet: 'ods', presentation: 'odp', graphics: 'odg' }
const DIRECTORY_BYTES = 65_536

function zip(bytes: Uint8Array): Told {
  const start = latin1Of(bytes.subarray(0, 128))
  const openKind = start.match(/^.{30}mimetypeapplication\/vnd\.oasis\.opendocument\.([a-z]+)/s)?.[1] ?? ''
  const form = openDocuments[openKind]
  if (form !== undefined) return { kind: 'office', mime: `${openDocument}${openKind}`, form }
  const names = latin1Of(bytes.subarray(-DIRECTORY_BYTES))
  const office = names.includes('[Content_Types].xml') ? offices.find(([entry]) => entry.test(names))?.[1] : undefined
  return office ?? { kind: 'other', mime: 'application/zip', form: 'zip' }
}
