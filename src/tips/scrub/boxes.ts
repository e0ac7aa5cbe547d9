// Looks through the boxes of an MP4 or MOV that ffmpeg wrote, for any that could say something (ISO 14496-12).
import { lettersAt } from './output.ts'

const plain =
  'ftyp free mdat mvhd tkhd mdhd hdlr vmhd smhd nmhd gmhd gmin dref url  stsd stts stss ctts stsc stsz stz2 stco co64 elst sgpd sbgp sdtp cslg iods tapt clef prof enof wave'
const holding = 'moov trak mdia minf dinf edts'
const dated = ['mvhd', 'tkhd', 'mdhd']
const DEEPEST = 8

/** The type of the first box that should not be there or names a day; undefined where there is none. */
export function boxFault(bytes: Uint8Array): string | undefined {
  return faultIn(bytes, 0, bytes.length, 0)
}

function faultIn(bytes: Uint8Array, from: number, end: number, depth: number): string | undefined {
  if (depth > DEEPEST) return 'depth'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = from
  while (at < end) {
    if (end - at < 8) return 'end'
    const type = lettersAt(bytes, at + 4)
    const isLarge = view.getUint32(at) === 1
    const size = isLarge && end - at >= 16 ? Number(view.getBigUint64(at + 8)) : view.getUint32(at)
    if (size < 8 || size > end - at) return 'size'
    const fault = faultOf(bytes, view, type, at, size, depth)
    if (fault !== undefined) return fault
    at += size
  }
  return undefined
}

function faultOf(bytes: Uint8Array, view: DataView, type: string, at: number, size: number, depth: number): string | undefined {
  if (holding.split(' ').includes(type)) return faultIn(bytes, at + 8, at + size, depth + 1)
  if (!plain.match(/.{4}(?: |$)/g)?.some(name => name.slice(0, 4) === type)) return type
  return dated.includes(type) && isDated(view, at, size) ? `day in ${type}` : undefined
}

/** Days of making and of change, in seconds since 1904; the version tells their width. */
function isDated(view: DataView, at: number, size: number): boolean {
  if (size < 28) return true
  const days = view.getUint8(at + 8) === 1 ? 16 : 8
  for (let i = 0; i < days; i++) if (view.getUint8(at + 12 + i) !== 0) return true
  return false
}
