// Looks through the boxes of an MP4 or MOV that ffmpeg wrote, and silences those that could say something (ISO 14496-12, 14496-15).
import { lettersAt } from './output.ts'

/** Boxes that hold numbers about the streams, or nothing. */
const plain = new Set(
  'ftyp free wide mdat mvhd tkhd mdhd hdlr vmhd smhd nmhd gmhd dref stts stss ctts stsc stsz stz2 stco co64 elst sgpd sbgp sdtp cslg iods tapt'.split(
    ' ',
  ),
)
const parts = new Set('avcC hvcC av1C vpcC colr pasp btrt fiel esds d263 glbl mdcv clli'.split(' '))
const holding = new Set('moov trak mdia minf dinf edts stbl'.split(' '))
/** ffmpeg leaves them empty; emptied again, they may be anything. */
const saying = new Set('udta meta uuid'.split(' '))
const dated = new Set('mvhd tkhd mdhd'.split(' '))
/** A sample description of a picture: its own header and fields, then boxes. */
const PICTURE_ENTRY = 86
const HEVC_HEADER = 22
const DEEPEST = 8

interface Film {
  readonly bytes: Uint8Array
  readonly view: DataView
}

/** Silences what may be silenced, in place; the type of the first box that should not be there, undefined where there is none. */
export function silenceBoxes(bytes: Uint8Array): string | undefined {
  const film = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
  return eachBox(film, 0, bytes.length, (type, at, size) => faultOf(film, type, at, size, 0))
}

type Look = (type: string, at: number, size: number) => string | undefined

function eachBox({ bytes, view }: Film, from: number, end: number, look: Look): string | undefined {
  let at = from
  while (at < end) {
    if (end - at < 8) return 'end'
    const isLarge = view.getUint32(at) === 1 && end - at >= 16
    const size = isLarge ? Number(view.getBigUint64(at + 8)) : view.getUint32(at)
    if (size < 8 || size > end - at) return 'size'
    const fault = look(lettersAt(bytes, at + 4), at, size)
    if (fault !== undefined) return fault
    at += size
  }
  return undefined
}

function faultOf(film: Film, type: string, at: number, size: number, depth: number): string | undefined {
  if (depth > DEEPEST) return 'depth'
  if (holding.has(type)) {
    return eachBox(film, at + 8, at + size, (inner, from, length) => faultOf(film, inner, from, length, depth + 1))
  }
  if (type === 'stsd') return eachBox(film, at + 16, at + size, (inner, from, length) => entryFault(film, inner, from, length))
  if (saying.has(type)) {
    film.bytes.set([0x66, 0x72, 0x65, 0x65], at + 4)
    film.bytes.fill(0, at + 8, at + size)
    return undefined
  }
  if (!plain.has(type)) return type
  return dated.has(type) && isDated(film.view, at, size) ? `day in ${type}` : undefined
}

/** Days of making and of change, in seconds since 1904; the version tells their width. */
function isDated(view: DataView, at: number, size: number): boolean {
  if (size < 28) return true
  const days = view.getUint8(at + 8) === 1 ? 16 : 8
  for (let i = 0; i < days; i++) if (view.getUint8(at + 12 + i) !== 0) return true
  return false
}

/** Of pictures the boxes are known one by one; descriptions of sound are numbers. */
function entryFault(film: Film, type: string, at: number, size: number): string | undefined {
  if (!/^(?:avc[13]|hvc1|hev1|av01|vp0[89]|s263|H263)$/.test(type)) return undefined
  film.bytes.fill(0, at + 50, Math.min(at + 82, at + size)) // the name of the compressor
  return eachBox(film, at + PICTURE_ENTRY, at + size, (inner, from, length) => {
    if (!parts.has(inner)) return inner
    if (inner === 'colr' && lettersAt(film.bytes, from + 8) === 'prof') return 'profile'
    return inner === 'hvcC' ? hevcFault(film, from + 8, from + length) : undefined
  })
}

/** H.265 keeps messages beside its parameters too, where no filter of ffmpeg reaches; they become filler of the same length. */
function hevcFault({ bytes, view }: Film, from: number, end: number): string | undefined {
  let at = from + HEVC_HEADER
  let arrays = bytes[at++] ?? 0
  for (; arrays > 0 && at + 3 <= end; arrays--) {
    const isMessage = [39, 40].includes((bytes[at] ?? 0) & 0x3f)
    let units = view.getUint16(at + 1)
    at += 3
    for (; units > 0 && at + 2 <= end; units--) {
      const length = view.getUint16(at)
      if (length > end - at - 2) return 'hvcC'
      if (isMessage && !fill(bytes.subarray(at + 2, at + 2 + length))) return 'hvcC'
      at += 2 + length
    }
  }
  return at === end ? undefined : 'hvcC'
}

/** One filler message (payload type 3): its length in steps of 255, as many bytes of 255, a stop bit. */
function fill(unit: Uint8Array): boolean {
  for (let steps = 0; steps < unit.length; steps++) {
    const payload = unit.length - 2 - 1 - (steps + 1) - 1
    if (payload < 0 || Math.floor(payload / 255) !== steps) continue
    unit.fill(0xff, 2)
    unit[2] = 3
    unit[3 + steps] = payload % 255
    unit[unit.length - 1] = 0x80
    return true
  }
  return false
}
