// Takes everything out of a PNG that is not needed to show it (PNG, third edition, with its animation chunks).
import { crc32 } from 'node:zlib'
import { MOST_PARTS, refuse, type Stripped } from './outcome.ts'
import { createOutput, lettersAt } from './output.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** What is kept, and the lengths it may have: a kept chunk has no room for anything else. */
const kept: Readonly<Record<string, (length: number) => boolean>> = {
  IHDR: length => length === 13,
  PLTE: length => length > 0 && length <= 768 && length % 3 === 0,
  tRNS: length => length > 0 && length <= 256,
  IDAT: () => true,
  IEND: length => length === 0,
  gAMA: length => length === 4,
  cHRM: length => length === 32,
  sRGB: length => length === 1,
  cICP: length => length === 4,
  sBIT: length => length >= 1 && length <= 4,
  bKGD: length => length === 1 || length === 2 || length === 6,
  acTL: length => length === 8,
  fcTL: length => length === 26,
  fdAT: length => length >= 4,
}

interface Chunk {
  readonly type: string
  readonly at: number
  readonly length: number
}

/** The same picture, pixel by pixel; text, times, sizes, profiles and private chunks are gone. */
export function stripPng(bytes: Uint8Array): Stripped {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks = chunksOf(bytes, view)
  if (chunks === 'bomb' || chunks === 'broken') return refuse(chunks)
  if (!isPicture(chunks)) return refuse('broken')
  if (chunks.some(isUnknownAndNeeded)) return refuse('cannot-be-scrubbed')
  const out = createOutput(bytes.length)
  out.add(SIGNATURE)
  const dropped = unneeded(chunks)
  for (const { type, at, length } of chunks) {
    const mayBe = kept[type]
    if (mayBe === undefined || dropped.has(type)) continue
    if (!mayBe(length)) return refuse('broken')
    out.add(bytes.subarray(at, at + 12 + length))
  }
  return { ok: true, bytes: out.take() }
}

/** The chunks up to IEND, each with a right checksum; what follows IEND is not looked at. */
function chunksOf(bytes: Uint8Array, view: DataView): Chunk[] | 'broken' | 'bomb' {
  if (SIGNATURE.some((byte, i) => bytes[i] !== byte)) return 'broken'
  const chunks: Chunk[] = []
  let at = SIGNATURE.length
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at)
    if (length > bytes.length - at - 12) return 'broken'
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length)) return 'broken'
    const type = lettersAt(bytes, at + 4)
    chunks.push({ type, at, length })
    if (type === 'IEND') return chunks
    if (chunks.length > MOST_PARTS) return 'bomb'
    at += 12 + length
  }
  return 'broken'
}

function isPicture(chunks: readonly Chunk[]): boolean {
  const headers = chunks.filter(({ type }) => type === 'IHDR').length
  return chunks[0]?.type === 'IHDR' && headers === 1 && chunks.some(({ type }) => type === 'IDAT')
}

/** A capital first letter means that the picture cannot be shown without it (CgBI of old iPhones). */
function isUnknownAndNeeded({ type }: Chunk): boolean {
  return kept[type] === undefined && /^[A-Z]/.test(type)
}

/**
 * A profile's fallback values repeat the profile: where one was, gAMA and cHRM measure the same screen.
 * Frames without an animation header are never shown.
 */
function unneeded(chunks: readonly Chunk[]): ReadonlySet<string> {
  const has = (wanted: string) => chunks.some(({ type }) => type === wanted)
  return new Set([...(has('iCCP') ? ['gAMA', 'cHRM'] : []), ...(has('acTL') ? [] : ['fcTL', 'fdAT'])])
}
