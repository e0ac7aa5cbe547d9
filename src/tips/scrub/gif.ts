// Takes everything out of a GIF that is not needed to show it (GIF89a, with the looping extension).
import { MOST_PARTS, refuse, type Stripped } from './outcome.ts'
import { createOutput, type Output, startsWith } from './output.ts'

const EXTENSION = 0x21
const PICTURE = 0x2c
const TRAILER = 0x3b
const CONTROL = 0xf9
const APPLICATION = 0xff

interface Walk {
  readonly bytes: Uint8Array
  readonly out: Output
  at: number
  hasPicture: boolean
}

/** The same picture or animation; comments, XMP and other applications' blocks are gone. */
export function stripGif(bytes: Uint8Array): Stripped {
  if (bytes.length < 13 || !(startsWith(bytes, 'GIF89a') || startsWith(bytes, 'GIF87a'))) return refuse('broken')
  const walk: Walk = { bytes, out: createOutput(bytes.length), at: 13, hasPicture: false }
  walk.at += tableSize(bytes[10] ?? 0)
  if (!walk.out.add(bytes.subarray(0, walk.at)) || walk.at > bytes.length) return refuse('broken')
  for (let parts = 0; parts < MOST_PARTS; parts++) {
    const block = bytes[walk.at++]
    if (block === TRAILER) return finish(walk)
    const isTaken = block === PICTURE ? takePicture(walk) : block === EXTENSION && takeExtension(walk)
    if (!isTaken) return refuse('broken')
  }
  return refuse('bomb')
}

function finish({ out, hasPicture }: Walk): Stripped {
  return hasPicture && out.add([TRAILER]) ? { ok: true, bytes: out.take() } : refuse('broken')
}

/** Bytes of a colour table: the flag in the highest bit, its size in the lowest three. */
function tableSize(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0
}

function takePicture(walk: Walk): boolean {
  const { bytes, out } = walk
  const from = walk.at - 1
  walk.at += 9 + tableSize(bytes[walk.at + 8] ?? 0) + 1
  walk.hasPicture = true
  return passBlocks(walk) && out.add(bytes.subarray(from, walk.at))
}

/** Kept are what tells a frame's time and transparency, and the number of rounds. */
function takeExtension(walk: Walk): boolean {
  const { bytes, out } = walk
  const from = walk.at - 1
  const label = bytes[walk.at++]
  const first = walk.at
  if (!passBlocks(walk)) return false
  const length = walk.at - first
  const isKept = (label === CONTROL && length === 6) || (label === APPLICATION && length === 17 && isLoop(bytes, first))
  return !isKept || out.add(bytes.subarray(from, walk.at))
}

function isLoop(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 11 && startsWith(bytes, 'NETSCAPE2.0', at + 1) && bytes[at + 12] === 3 && bytes[at + 13] === 1
}

/** Goes over sub-blocks to the one of no length that ends them. */
function passBlocks(walk: Walk): boolean {
  while (walk.at < walk.bytes.length) {
    const length = walk.bytes[walk.at] ?? 0
    walk.at += 1 + length
    if (length === 0) return true
  }
  return false
}
