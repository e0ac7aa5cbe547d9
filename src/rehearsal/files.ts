// The files of this Telegram: in memory only, each under an id that tells nothing.
import { randomBytes } from 'node:crypto'
import type { Upload } from './parts.ts'

export const GET_FILE_LIMIT = 20 * 1024 * 1024

export interface Kept extends Upload {
  id: string
  uniqueId: string
  path: string
}

export interface FileShelf {
  keep(upload: Upload, folder: string): Kept
  byId(id: string): Kept | undefined
  byPath(path: string): Kept | undefined
}

/** A shelf that forgets everything when the process ends. */
export function openFileShelf(): FileShelf {
  const byId = new Map<string, Kept>()
  const byPath = new Map<string, Kept>()
  return {
    keep(upload, folder) {
      const id = `Ag${randomBytes(30).toString('base64url')}`
      const path = `${folder}/file_${byId.size}${extension(upload.name)}`
      const kept = { ...upload, id, uniqueId: randomBytes(9).toString('base64url'), path }
      byId.set(id, kept)
      byPath.set(path, kept)
      return kept
    },
    byId: id => byId.get(id),
    byPath: path => byPath.get(path),
  }
}

/** The width and height of a PNG, JPEG, GIF or WebP; a square where it cannot be read. */
export function pictureSize(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return pngSize(view) ?? gifSize(view) ?? jpegSize(view) ?? { width: 320, height: 320 }
}

function extension(name: string): string {
  return /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0].toLowerCase() ?? ''
}

function pngSize(view: DataView) {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47) return undefined
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

function gifSize(view: DataView) {
  if (view.byteLength < 10 || view.getUint32(0) !== 0x47494638) return undefined
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

// Segments of a JPEG: marker, length, and in a start-of-frame (C0 to CF but C4, C8, CC) height and width (ITU-T T.81, B.2.2).
function jpegSize(view: DataView) {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined
  let at = 2
  while (at + 9 < view.byteLength) {
    const marker = view.getUint16(at)
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}
