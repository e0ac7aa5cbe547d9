// Takes everything out of a JPEG that is not needed to show it (ITU T.81; JFIF 1.02; Adobe TN 5116).

import { orientationOf, orientationSegment } from './orientation.ts'
import { MOST_PARTS, refuse, type Stripped } from './outcome.ts'
import { createOutput, type Output, startsWith } from './output.ts'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP14 = 0xee
/** Density none, ratio one to one, no thumbnail: the real density names scanners and programs. */
const JFIF = [0xff, APP0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
/** The orientation segment may be longer than the one it stands for. */
const ROOM_FOR_ORIENTATION = 64

interface Walk {
  readonly bytes: Uint8Array
  readonly out: Output
  at: number
  hasFrame: boolean
  hasScan: boolean
  readonly written: Set<number>
}

/** The same picture, pixel by pixel, with its orientation and without anything else that was said about it. */
export function stripJpeg(bytes: Uint8Array): Stripped {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return refuse('broken')
  const walk: Walk = {
    bytes,
    out: createOutput(bytes.length + ROOM_FOR_ORIENTATION),
    at: 2,
    hasFrame: false,
    hasScan: false,
    written: new Set(),
  }
  walk.out.add([0xff, SOI])
  for (let parts = 0; parts < MOST_PARTS; parts++) {
    const marker = nextMarker(walk)
    if (marker === undefined) return refuse('broken')
    if (marker === EOI) return finish(walk)
    if (isAlone(marker)) continue
    if (!takeSegment(walk, marker)) return refuse('broken')
  }
  return refuse('bomb')
}

function finish({ out, hasScan }: Walk): Stripped {
  return hasScan && out.add([0xff, EOI]) ? { ok: true, bytes: out.take() } : refuse('broken')
}

/** The next marker, over fill bytes and whatever a careless writer left between segments. */
function nextMarker(walk: Walk): number | undefined {
  const { bytes } = walk
  let at = bytes.indexOf(0xff, walk.at)
  while (at >= 0 && bytes[at] === 0xff) at++
  if (at < 0 || at >= bytes.length) return undefined
  walk.at = at + 1
  return bytes[at]
}

/** Markers without a length: a restart outside a scan, a lone zero, TEM. */
function isAlone(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd7)
}

function takeSegment(walk: Walk, marker: number): boolean {
  const { bytes, at } = walk
  const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  if (length < 2 || at + length > bytes.length) return false
  const body = bytes.subarray(at + 2, at + length)
  walk.at = at + length
  if (marker >= APP0 && marker <= 0xef) return takeApplication(walk, marker, body)
  if (!isShown(marker)) return isDroppable(marker)
  if (!isWhole(marker, body)) return false
  if (marker === SOS) return walk.hasFrame && takeScan(walk, at)
  if (isFrame(marker)) {
    if (walk.hasFrame) return false
    walk.hasFrame = true
  }
  return walk.out.add([0xff, marker]) && walk.out.add(bytes.subarray(at, walk.at))
}

/** Of the application segments three are rewritten from constants and one number each; none is copied. */
function takeApplication(walk: Walk, marker: number, body: Uint8Array): boolean {
  const segment = rewritten(marker, body)
  if (segment === undefined || walk.written.has(marker) || walk.hasScan) return true
  walk.written.add(marker)
  return walk.out.add(segment)
}

function rewritten(marker: number, body: Uint8Array): readonly number[] | undefined {
  if (marker === APP0 && body.length >= 14 && startsWith(body, 'JFIF\0')) return JFIF
  if (marker === APP14 && body.length >= 12 && startsWith(body, 'Adobe')) return adobe(body[11] ?? 0)
  if (marker !== APP1 || !startsWith(body, 'Exif\0\0')) return undefined
  const orientation = orientationOf(body.subarray(6))
  return orientation === 1 ? undefined : orientationSegment(orientation)
}

/** The colour transform: 0 as it is (RGB, CMYK), 1 YCbCr, 2 YCCK. */
function adobe(transform: number): readonly number[] {
  return [0xff, APP14, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, Math.min(transform, 2)]
}

function isFrame(marker: number): boolean {
  return (marker >= 0xc0 && marker <= 0xc3) || marker === 0xc9 || marker === 0xca || marker === 0xcb
}

/** Tables, frame, scan, restart interval, number of lines: what a decoder reads. */
function isShown(marker: number): boolean {
  return isFrame(marker) || marker === 0xc4 || marker === 0xcc || (marker >= SOS && marker <= 0xdd)
}

/** Comments and the reserved ones; a hierarchical frame would change the picture and is refused. */
function isDroppable(marker: number): boolean {
  return marker === 0xfe || (marker >= 0xf0 && marker <= 0xfd) || (marker >= 0x02 && marker <= 0xbf)
}

/** Whether the body is exactly what its marker announces, so that nothing travels in the rest of it. */
function isWhole(marker: number, body: Uint8Array): boolean {
  if (isFrame(marker)) return body.length >= 9 && body.length === 6 + 3 * (body[5] ?? 0)
  if (marker === SOS) return body.length >= 6 && body.length === 4 + 2 * (body[0] ?? 0)
  if (marker === 0xdb) return areWhole(body, at => 1 + ((body[at] ?? 0) >> 4 === 0 ? 64 : 128))
  if (marker === 0xc4) return areWhole(body, at => 17 + sum(body.subarray(at + 1, at + 17)))
  if (marker === 0xcc) return body.length % 2 === 0
  return body.length === 2
}

function areWhole(body: Uint8Array, size: (at: number) => number): boolean {
  let at = 0
  while (at < body.length) at += size(at)
  return at === body.length
}

function sum(numbers: Uint8Array): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** A scan runs to the first marker that is neither a stuffed zero nor a restart. */
function takeScan(walk: Walk, header: number): boolean {
  const { bytes, out } = walk
  let at = bytes.indexOf(0xff, walk.at)
  while (at >= 0 && at + 1 < bytes.length && isInScan(bytes[at + 1] ?? 0)) at = bytes.indexOf(0xff, at + 2)
  if (at < 0 || at + 1 >= bytes.length) return false
  walk.at = at
  walk.hasScan = true
  return out.add([0xff, SOS]) && out.add(bytes.subarray(header, at))
}

function isInScan(after: number): boolean {
  return after === 0 || (after >= 0xd0 && after <= 0xd7)
}
