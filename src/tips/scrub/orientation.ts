// Which way up a picture is: the one number of EXIF that is needed to show it (EXIF 2.32, tag 0x0112).
import { startsWith } from './output.ts'

const ORIENTATION = 0x0112
const SHORT = 3

/** The orientation in the first directory of a TIFF block, 1 to 8; 1 where there is none, or nothing sensible. */
export function orientationOf(tiff: Uint8Array): number {
  const isLittle = startsWith(tiff, 'II*\0')
  if (!isLittle && !startsWith(tiff, 'MM\0*')) return 1
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  if (tiff.length < 8) return 1
  const directory = view.getUint32(4, isLittle)
  if (directory + 2 > tiff.length) return 1
  const count = view.getUint16(directory, isLittle)
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + i * 12
    if (entry + 12 > tiff.length) return 1
    if (view.getUint16(entry, isLittle) !== ORIENTATION) continue
    const value = view.getUint16(entry + 8, isLittle)
    return view.getUint16(entry + 2, isLittle) === SHORT && value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** A whole APP1 segment that says the orientation and nothing else. */
export function orientationSegment(orientation: number): readonly number[] {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0]
  const header = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8]
  const entry = [0x01, 0x12, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0]
  const body = [...exif, ...header, 0, 1, ...entry, 0, 0, 0, 0]
  return [0xff, 0xe1, 0, body.length + 2, ...body]
}
