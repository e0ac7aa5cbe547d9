// Makes videos and voices clean: ffmpeg copies their streams inside the sandbox, and the copy is looked through here.
import { silenceBoxes } from './boxes.ts'
import { planCopy, readerOf, type Stream, streamsOf } from './film.ts'
import type { Told } from './kind.ts'
import type { Why } from './outcome.ts'
import { latin1Of } from './output.ts'
import type { Sandbox } from './sandbox.ts'

export type StrippedMedia =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer>; readonly mime: string }
  | { readonly ok: false; readonly why: Why }

const safely = '-protocol_whitelist file,pipe'
const probe = `cat > in && ffprobe -v error ${safely} -f "$1" -show_entries stream=codec_name,codec_type:stream_disposition=attached_pic -of csv=p=0 in`
const copy = `cat > in && r=$1 && shift && ffmpeg -v error -nostdin ${safely} -f "$r" -i in "$@" out >&2 && rm in && cat out`

/** Names that encoders and cameras write into the streams themselves, where no container's field is. */
const names = /Lav[cf]\d\d|x264 - core|x265 \(build|LAME3\.|GoPro|libVorbis|Xiph\.Org|com\.(?:apple|android)\.|Exif\0\0|<x:xmpmeta|APETAGEX/

/** The first picture and the first sound, copied as they are; sound is encoded again where its encoder signed it. */
export async function stripMedia(sandbox: Sandbox, file: Uint8Array, told: Told): Promise<StrippedMedia> {
  const reader = readerOf(told.form)
  if (reader === undefined) return { ok: false, why: 'cannot-be-scrubbed' }
  const listed = await sandbox.run(probe, [reader], file)
  if (!listed.ok) return listed
  const streams = streamsOf(new TextDecoder().decode(listed.bytes))
  if (streams.length === 0) return { ok: false, why: 'broken' }
  for (const how of ['copied', 'encoded'] as const) {
    const copied = await copyStreams(sandbox, file, told, streams, how)
    // An MP3 is always encoded anew: it is signed by the LAME of this machine, the same for everybody.
    if (!copied.ok || told.form === 'mp3' || isClean(copied.bytes, told.form)) return copied
  }
  return { ok: false, why: 'cannot-be-scrubbed' }
}

async function copyStreams(
  sandbox: Sandbox,
  file: Uint8Array,
  told: Told,
  streams: readonly Stream[],
  how: 'copied' | 'encoded',
): Promise<StrippedMedia> {
  const plan = planCopy(told, streams, how)
  const reader = readerOf(told.form)
  if (plan === undefined || reader === undefined) return { ok: false, why: 'cannot-be-scrubbed' }
  const ran = await sandbox.run(copy, [reader, ...plan.given], file)
  if (!ran.ok) return ran
  return ran.bytes.length === 0 ? { ok: false, why: 'broken' } : { ok: true, bytes: ran.bytes, mime: plan.mime }
}

/** Silences the boxes in place, then looks for names. */
function isClean(bytes: Uint8Array, form: string): boolean {
  if (readerOf(form) === 'mov' && silenceBoxes(bytes) !== undefined) return false
  return !names.test(latin1Of(bytes))
}
