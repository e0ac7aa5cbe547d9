// Takes everything out of a WebP that is not needed to show it (RFC 9649).
import { MOST_PARTS, refuse, type Stripped } from './outcome.ts'
import { createOutput, lettersAt, type Output, startsWith } from './output.ts'

const pictures = ['VP8 ', 'VP8L', 'ALPH']
/** Animation and transparency; profile, EXIF, XMP and the reserved bits go. */
const SHOWN_FLAGS = 0x12
/** Of a frame: its place, size, duration and blending. */
const FRAME_HEADER = 16

interface Walk {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly out: Output
  parts: number
  pictures: number
}

/** The same picture or animation; EXIF, XMP, profile and unknown chunks are gone. */
export function stripWebp(bytes: Uint8Array): Stripped {
  if (bytes.length < 12 || !startsWith(bytes, 'RIFF') || !startsWith(bytes, 'WEBP', 8)) return refuse('broken')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = 8 + view.getUint32(4, true)
  if (end < 12 || end > bytes.length) return refuse('broken')
  // One byte more: the last chunk of a careless writer may lack its padding.
  const walk: Walk = { bytes, view, out: createOutput(bytes.length + 1), parts: 0, pictures: 0 }
  walk.out.add(bytes.subarray(0, 12))
  const isWhole = takeChunks(walk, 12, end, takeChunk)
  if (walk.parts > MOST_PARTS) return refuse('bomb')
  if (!isWhole || walk.pictures === 0) return refuse('broken')
  const clean = walk.out.take()
  new DataView(clean.buffer).setUint32(4, clean.length - 8, true)
  return { ok: true, bytes: clean }
}

type Take = (walk: Walk, type: string, at: number, length: number) => boolean

function takeChunks(walk: Walk, from: number, end: number, take: Take): boolean {
  let at = from
  while (at < end) {
    if (end - at < 8 || ++walk.parts > MOST_PARTS) return false
    const length = walk.view.getUint32(at + 4, true)
    if (length > end - at - 8) return false
    if (!take(walk, lettersAt(walk.bytes, at), at + 8, length)) return false
    at += 8 + length + (length % 2)
  }
  return true
}

function takeChunk(walk: Walk, type: string, at: number, length: number): boolean {
  if (type === 'VP8X') return length === 10 && takeHeader(walk, at)
  if (type === 'ANIM') return length === 6 && write(walk, type, at, length)
  if (type === 'ANMF') return length > FRAME_HEADER && takeFrame(walk, at, length)
  return takePicture(walk, type, at, length)
}

function takePicture(walk: Walk, type: string, at: number, length: number): boolean {
  if (!pictures.includes(type)) return true
  if (type !== 'ALPH') walk.pictures++
  return length > 0 && write(walk, type, at, length)
}

function takeHeader(walk: Walk, at: number): boolean {
  const body = walk.bytes.slice(at, at + 10)
  body.set([(body[0] ?? 0) & SHOWN_FLAGS, 0, 0, 0])
  return walk.out.add([...letters('VP8X'), 10, 0, 0, 0]) && walk.out.add(body)
}

/** A frame holds chunks of its own, and unknown ones among them; its length is known when they are through. */
function takeFrame(walk: Walk, at: number, length: number): boolean {
  const inside: Walk = { ...walk, out: createOutput(length + 1), pictures: 0 }
  const isWhole = takeChunks(inside, at + FRAME_HEADER, at + length, takePicture)
  walk.parts = inside.parts
  walk.pictures += inside.pictures
  if (!isWhole || inside.pictures !== 1) return false
  const body = inside.out.take()
  const size = FRAME_HEADER + body.length
  return (
    walk.out.add([...letters('ANMF'), ...littleEndian(size)]) &&
    walk.out.add(walk.bytes.subarray(at, at + FRAME_HEADER)) &&
    walk.out.add(body)
  )
}

/** A chunk as it was, its padding a zero. */
function write({ bytes, out }: Walk, type: string, at: number, length: number): boolean {
  return (
    out.add([...letters(type), ...littleEndian(length)]) && out.add(bytes.subarray(at, at + length)) && out.add(length % 2 === 0 ? [] : [0])
  )
}

function letters(type: string): number[] {
  return Array.from(type, letter => letter.charCodeAt(0))
}

function littleEndian(number: number): number[] {
  return [number & 0xff, (number >>> 8) & 0xff, (number >>> 16) & 0xff, number >>> 24]
}
