// What is made clean in this process, without any decoder.
import { stripAmr } from './amr.ts'
import { stripGif } from './gif.ts'
import { stripJpeg } from './jpeg.ts'
import { type Told, tellKind } from './kind.ts'
import { refuse, type Stripped } from './outcome.ts'
import { stripPng } from './png.ts'
import { stripWebp } from './webp.ts'

const strippers: Readonly<Record<string, (bytes: Uint8Array) => Stripped>> = {
  jpg: stripJpeg,
  png: stripPng,
  webp: stripWebp,
  gif: stripGif,
  amr: stripAmr,
}

/** The same picture without its traces, for JPEG, PNG, WebP and GIF, and AMR voices; anything else cannot be scrubbed here. */
export function stripHere(bytes: Uint8Array): Stripped {
  return strippers[tellKind(bytes).form]?.(bytes) ?? refuse('cannot-be-scrubbed')
}

/** Whether a file is made clean here. */
export function isStrippedHere({ form }: Told): boolean {
  return strippers[form] !== undefined
}
