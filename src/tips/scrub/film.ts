// How a video or a voice is copied without its traces: what ffmpeg is told, for the streams that were found.
import type { Told } from './kind.ts'

export interface Stream {
  readonly type: 'video' | 'audio'
  readonly codec: string
}

/** What ffmpeg is told, in order; undefined where a stream may carry traces that cannot be taken out. */
export interface Plan {
  readonly given: readonly string[]
  readonly mime: string
}

/** Units of a bit stream that are not the picture: SEI of H.264 and H.265, user data of MPEG, metadata of AV1. */
const videoFilters: Readonly<Record<string, string | undefined>> = {
  h264: 'filter_units=remove_types=6|9|12',
  hevc: 'filter_units=remove_types=35|38-40',
  av1: 'filter_units=remove_types=5|15',
  vp8: 'null',
  vp9: 'null',
  h263: 'null',
}
const audioCodecs = ['aac', 'mp3', 'opus', 'vorbis', 'flac', 'alac', 'amr_nb', 'amr_wb', 'pcm_s16le', 'pcm_s24le', 'pcm_u8']
/** Encoders that write their name into each piece of sound; encoding again replaces it by nothing, or by ours. */
const audioEncoders: Readonly<Record<string, readonly string[]>> = {
  aac: ['aac', '-b:a', '160k'],
  mp3: ['libmp3lame', '-b:a', '160k'],
  flac: ['flac'],
}
/** Bare sound without a container: what hangs behind it would be copied with the last frame. */
const bare = ['mp3', 'aac', 'flac']

/** Which of ffmpeg's readers and writers a form needs, and what its name is when it holds no picture. */
const forms: Readonly<Record<string, { reader: string; writer: string; sound?: string }>> = {
  mp4: { reader: 'mov', writer: 'mp4', sound: 'audio/mp4' },
  m4a: { reader: 'mov', writer: 'mp4', sound: 'audio/mp4' },
  mov: { reader: 'mov', writer: 'mov' },
  '3gp': { reader: 'mov', writer: '3gp', sound: 'audio/3gpp' },
  webm: { reader: 'matroska', writer: 'webm', sound: 'audio/webm' },
  mkv: { reader: 'matroska', writer: 'matroska' },
  mp3: { reader: 'mp3', writer: 'mp3' },
  aac: { reader: 'aac', writer: 'adts' },
  ogg: { reader: 'ogg', writer: 'ogg' },
  flac: { reader: 'flac', writer: 'flac' },
  wav: { reader: 'wav', writer: 'wav' },
}

/** The reader for a form; no other is ever tried, so that no list or script is read as a film. */
export function readerOf(form: string): string | undefined {
  return forms[form]?.reader
}

/** A copy of the first picture and the first sound, nothing else; `anew` encodes the sound again. */
export function planCopy({ form, mime }: Told, streams: readonly Stream[], anew: 'copied' | 'encoded'): Plan | undefined {
  const known = forms[form]
  const video = streams.find(({ type }) => type === 'video')
  const audio = streams.find(({ type }) => type === 'audio')
  if (known === undefined || (video === undefined && audio === undefined)) return undefined
  const filter = video && videoFilters[video.codec]
  const encoder = audio && (anew === 'encoded' || bare.includes(form)) ? audioEncoders[audio.codec] : ['copy']
  if ((video && filter === undefined) || (audio && !audioCodecs.includes(audio.codec)) || encoder === undefined) return undefined
  return {
    given: [
      ...['-map', '0:V:0?', '-map', '0:a:0?', '-map_metadata', '-1', '-map_metadata:s', '-1', '-map_chapters', '-1', '-sn', '-dn'],
      ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact', '-c:v', 'copy', '-c:a', ...encoder],
      ...(filter === undefined || filter === 'null' ? [] : ['-bsf:v', filter]),
      ...(known.writer === 'mp3' ? ['-write_xing', '0', '-id3v2_version', '0', '-write_id3v1', '0'] : []),
      ...(known.reader === 'mov' ? ['-write_tmcd', '0'] : []),
      ...['-f', known.writer],
    ],
    mime: video === undefined ? (known.sound ?? mime) : mime,
  }
}

/** The streams that ffprobe names, one a line: `audio,aac,0`; the last number tells a cover from a film. */
export function streamsOf(listed: string): readonly Stream[] {
  return listed.split('\n').flatMap(line => {
    const [codec = '', type = '', isCover = ''] = line.trim().split(',')
    return (type === 'video' && isCover !== '1') || type === 'audio' ? [{ type, codec }] : []
  })
}
