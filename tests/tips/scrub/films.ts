// Makes small videos, voices and HEIC pictures full of marks, with the machine's own tools.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { markedJpeg, marks } from './pictures.ts'

const all = marks.join(' ')
const told = ['title', 'artist', 'comment', 'encoder', 'location', 'com.apple.quicktime.model'].flatMap(key => [
  '-metadata',
  `${key}=${all}`,
])
const streams = ['s:v', 's:a'].flatMap(at => [`-metadata:${at}`, `handler_name=${all}`, `-metadata:${at}`, `title=${all}`])
const picture = ['-f', 'lavfi', '-i', 'testsrc=s=160x120:d=1']
const sound = ['-f', 'lavfi', '-i', 'sine=d=1']

/** What a film is made with: its ending and ffmpeg's words for it. */
export const films = [
  ['video', 'video/mp4', 'mp4', ['-c:v', 'libx264', '-c:a', 'aac', '-timecode', '07:00:00:00', '-movflags', 'use_metadata_tags']],
  ['video', 'video/mp4', 'mp4', ['-c:v', 'libx265', '-x265-params', 'log-level=none', '-c:a', 'aac']],
  ['video', 'video/quicktime', 'mov', ['-c:v', 'libx264', '-c:a', 'aac', '-movflags', 'use_metadata_tags']],
  ['video', 'video/webm', 'webm', ['-c:v', 'libvpx', '-c:a', 'libopus']],
  ['video', 'video/3gpp', '3gp', ['-c:v', 'h263', '-s', '352x288', '-c:a', 'aac']],
] as const
export const voices = [
  ['audio/mpeg', 'mp3', []],
  ['audio/ogg', 'ogg', ['-c:a', 'libopus']],
  ['audio/ogg', 'ogg', ['-c:a', 'libvorbis']],
  ['audio/mp4', 'm4a', ['-c:a', 'aac']],
  ['audio/aac', 'aac', ['-c:a', 'aac']],
  ['audio/flac', 'flac', []],
  ['audio/wav', 'wav', []],
] as const

export function makeFilm(ending: string, given: readonly string[]): Buffer {
  return make(ending, [...picture, ...sound, ...told, ...streams, ...given])
}

/** A voice with marks, and more of them behind its end. */
export function makeVoice(ending: string, given: readonly string[]): Buffer {
  return Buffer.concat([make(ending, [...sound, ...told, ...given]), Buffer.from(all)])
}

/** A song with a picture in its tag. */
export function makeSong(): Buffer {
  return withFile('cover.jpg', cover => {
    writeFileSync(cover, markedJpeg())
    return make('mp3', [...sound, '-i', cover, '-map', '0:a', '-map', '1:v', '-c:v', 'copy', ...told])
  })
}

/** A HEIC of the marked JPEG, as often as it is named. */
export function makeHeic(pictures: readonly string[]): Buffer {
  return withFile('in.jpg', file => {
    writeFileSync(file, markedJpeg({ behind: Buffer.alloc(0) }))
    spawnSync('/usr/bin/heif-enc', [...pictures, '-o', 'out.heic'], { cwd: dirname(file) })
    return readFileSync(join(dirname(file), 'out.heic'))
  })
}

/** Checksums of every picture of a film, one a line, as a decoder sees them. */
export function framesOf(film: Uint8Array): string {
  return withFile('film', file => {
    writeFileSync(file, film)
    return ffmpeg(['-i', file, '-map', '0:V?', '-map', '0:a?', '-f', 'framehash', '-hash', 'md5', 'pipe:1']).toString()
  })
}

function make(ending: string, given: readonly string[]): Buffer {
  return withFile(`film.${ending}`, file => {
    ffmpeg([...given, file])
    return readFileSync(file)
  })
}

function withFile<T>(name: string, work: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'film-'))
  try {
    return work(join(folder, name))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function ffmpeg(given: readonly string[]): Buffer {
  const ran = spawnSync('/usr/bin/ffmpeg', ['-v', 'error', '-y', ...given], { maxBuffer: 1e9 })
  if (ran.status !== 0) throw new Error(`ffmpeg: ${ran.stderr}`)
  return ran.stdout
}
