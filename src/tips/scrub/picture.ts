// Pictures that are made clean here, without any decoder.
import { stripGif } from './gif.ts'
import { stripJpeg } from './jpeg.ts'
import { type FileKind, tellKind } from './kind.ts'
import { refuse, type Stripped } from './outcome.ts'
import { stripPng } from './png.ts'
import { stripWebp } from './webp.ts'

const strippers: Partial<Record<FileKind, (bytes: Uint8Array) => Stripped>> = {
  jpeg: stripJpeg,
  png: stripPng,
  webp: stripWebp,
  gif: stripGif,
}

/** The same picture without its traces, for JPEG, PNG, WebP and GIF; any other kind cannot be scrubbed. */
export function stripPicture(bytes: Uint8Array): Stripped {
  return strippers[tellKind(bytes).kind]?.(bytes) ?? refuse('cannot-be-scrubbed')
}

/** Whether a kind is a picture made clean here. */
export function isPicture(kind: FileKind): boolean {
  return strippers[kind] !== undefined
}
