// What taking the traces out of a file can come to.

/** Why a file was not made clean; the caller asks the person whether to seal it as it is. */
export type Why = 'cannot-be-scrubbed' | 'too-large' | 'broken' | 'too-slow' | 'bomb'

/** The clean bytes of one file, or why there are none. */
export type Stripped = { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly ok: false; readonly why: Why }

/** More segments, chunks or blocks than this no camera and no program writes. */
export const MOST_PARTS = 100_000

export function refuse(why: Why): Stripped {
  return { ok: false, why }
}
