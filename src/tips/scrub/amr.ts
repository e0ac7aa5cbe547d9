// Keeps the frames of an AMR voice and nothing else (RFC 4867, section 5); no helper is needed for that.
import { refuse, type Stripped } from './outcome.ts'
import { createOutput, startsWith } from './output.ts'

/** Bytes of a frame with its header, by its type; types that are missing do not exist. */
const narrow = new Map([13, 14, 16, 18, 20, 21, 27, 32, 6].map((size, type) => [type, size] as const).concat([[15, 1]]))
const wide = new Map(
  [18, 24, 33, 37, 41, 47, 51, 59, 61, 6]
    .map((size, type) => [type, size] as const)
    .concat([
      [14, 1],
      [15, 1],
    ]),
)

/** The same voice, frame by frame, up to the first byte that is no frame. */
export function stripAmr(bytes: Uint8Array): Stripped {
  const isWide = startsWith(bytes, '#!AMR-WB\n')
  if (!isWide && !startsWith(bytes, '#!AMR\n')) return refuse('broken')
  const sizes = isWide ? wide : narrow
  const first = isWide ? 9 : 6
  let at = first
  while (at < bytes.length) {
    const header = bytes[at] ?? 0
    const size = sizes.get((header >> 3) & 0x0f)
    // The first bit and the last two are padding: zero.
    if (size === undefined || (header & 0x83) !== 0 || at + size > bytes.length) break
    at += size
  }
  if (at === first) return refuse('broken')
  const out = createOutput(at)
  out.add(bytes.subarray(0, at))
  return { ok: true, bytes: out.take() }
}
