// Makes small pictures full of marks, byte by byte.
import { crc32, deflateSync } from 'node:zlib'

/** The marks: whatever of these is found in a clean file is a trace that stayed. */
export const marks = ['CANARY-serial-0815', 'CANARY-gps-41.31N', 'CANARY-name-Aigerim'] as const
const allMarks = marks.join(' ')

/** Whether a mark stands in the bytes in any usual spelling. */
export function findMarks(bytes: Uint8Array): readonly string[] {
  const file = Buffer.from(bytes)
  return marks.filter(mark => {
    const wide = Buffer.from(mark, 'utf16le')
    return [Buffer.from(mark), wide, Buffer.from(wide).swap16()].some(spelling => file.includes(spelling))
  })
}

export const ascii = (text: string) => Buffer.from(text, 'latin1')

function segment(marker: number, ...body: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.concat(body)
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(bytes.length + 2, 2)
  return Buffer.concat([head, bytes])
}

/** EXIF with an orientation, a serial number, a place, a maker note and a thumbnail. */
export function exif(orientation: number): Buffer {
  const texts = Buffer.concat([ascii(`${allMarks}\0`), Buffer.from(allMarks, 'utf16le'), Buffer.from([0xff, 0xd8, 0xff, 0xd9])])
  const head = Buffer.from('49492a0008000000' + '0300', 'hex')
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16LE(tag, 0)
    bytes.writeUInt16LE(type, 2)
    bytes.writeUInt32LE(count, 4)
    bytes.writeUInt32LE(value, 8)
    return bytes
  }
  const at = 8 + 2 + 36 + 4
  const entries = [entry(0x010f, 2, allMarks.length + 1, at), entry(0x0112, 3, 1, orientation), entry(0xa431, 2, allMarks.length + 1, at)]
  return Buffer.concat([ascii('Exif\0\0'), head, ...entries, Buffer.alloc(4), texts])
}

/** A grey square of 8 by 8: the smallest baseline JPEG, its one block a run of zeros. */
export function bareJpeg(): Buffer[] {
  const oneCode = (kind: number, symbol: number) => Buffer.from([kind, 1, ...new Array(15).fill(0), symbol])
  return [
    segment(0xdb, Buffer.from([0, ...new Array(64).fill(16)])),
    segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])),
    segment(0xc4, oneCode(0, 0), oneCode(0x10, 0)),
    Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0x3f])]),
  ]
}

const text = ascii(allMarks)

export function markedJpeg({ orientation = 6, behind = text as Uint8Array } = {}): Buffer {
  const jfif = segment(0xe0, ascii('JFIF\0'), Buffer.from([1, 2, 1, 0, 72, 0, 72, 1, 3]), ascii('CANARY-ser'))
  const traces = [
    segment(0xe1, exif(orientation)),
    segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0'), text),
    segment(0xe2, ascii('ICC_PROFILE\0\x01\x01'), text),
    segment(0xe2, ascii('MPF\0'), text),
    segment(0xed, ascii('Photoshop 3.0\x008BIM\x04\x04'), text),
    segment(0xee, ascii('Adobe'), Buffer.from([0, 100, 0, 0, 0, 0, 1]), text),
    segment(0xfe, text),
  ]
  return Buffer.concat([Buffer.from([0xff, 0xd8]), jfif, ...traces, ...bareJpeg(), segment(0xeb, text), Buffer.from([0xff, 0xd9]), behind])
}

export function chunk(type: string, body: Uint8Array = Buffer.alloc(0)): Buffer {
  const out = Buffer.alloc(12 + body.length)
  out.writeUInt32BE(body.length, 0)
  out.write(type, 4, 'latin1')
  out.set(body, 8)
  out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)), 8 + body.length)
  return out
}

export const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

/** A grey PNG of 2 by 2 with every kind of text in it. */
export function markedPng(): Buffer {
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0])
  return Buffer.concat([
    pngSignature,
    chunk('IHDR', header),
    chunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f])),
    chunk('iCCP', Buffer.concat([ascii(`${allMarks}\0\0`), deflateSync(text)])),
    chunk('tEXt', ascii(`Author\0${allMarks}`)),
    chunk('zTXt', Buffer.concat([ascii('Comment\0\0'), deflateSync(text)])),
    chunk('iTXt', ascii(`XML:com.adobe.xmp\0\0\0\0\0${allMarks}`)),
    chunk('eXIf', exif(1).subarray(6)),
    chunk('tIME', Buffer.from([7, 234, 11, 24, 7, 0, 0])),
    chunk('pHYs', Buffer.from([0, 0, 11, 19, 0, 0, 11, 19, 1])),
    chunk('prVt', text),
    chunk('IDAT', deflateSync(Buffer.from([0, 10, 200, 0, 90, 30]))),
    chunk('IEND'),
    text,
  ])
}

export function riffChunk(type: string, body: Uint8Array): Buffer {
  const out = Buffer.alloc(8 + body.length + (body.length % 2))
  out.write(type, 0, 'latin1')
  out.writeUInt32LE(body.length, 4)
  out.set(body, 8)
  return out
}

export function riff(type: string, chunks: readonly Uint8Array[]): Buffer {
  return riffChunk('RIFF', Buffer.concat([ascii(type), ...chunks]))
}

/** One pixel, lossless (libwebp's smallest). */
export const vp8l = Buffer.from('2f00000000070010fdef8fc044440050f8ff00'.slice(0, 34), 'hex')

export function markedWebp(): Buffer {
  const header = Buffer.from([0x2c, 9, 9, 9, 0, 0, 0, 0, 0, 0])
  const traces = [riffChunk('EXIF', exif(1)), riffChunk('XMP ', text), riffChunk('odd!', text.subarray(0, 57))]
  return Buffer.concat([riff('WEBP', [riffChunk('VP8X', header), riffChunk('ICCP', text), riffChunk('VP8L', vp8l), ...traces]), text])
}

/** A moving WebP: traces also inside its frames. */
export function movingWebp(): Buffer {
  const frame = Buffer.concat([Buffer.alloc(16), riffChunk('VP8L', vp8l), riffChunk('XMP ', text)])
  const header = Buffer.from([0x3e, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  return riff('WEBP', [riffChunk('VP8X', header), riffChunk('ANIM', Buffer.alloc(6)), riffChunk('ANMF', frame), riffChunk('ANMF', frame)])
}

export function markedGif(): Buffer {
  const blocks = (body: Uint8Array) => Buffer.concat([Buffer.from([body.length]), body, Buffer.from([0])])
  return Buffer.concat([
    ascii('GIF89a'),
    Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
    Buffer.from([0x21, 0xff, 11]),
    ascii('NETSCAPE2.0'),
    Buffer.from([3, 1, 0, 0, 0, 0x21, 0xfe]),
    blocks(text),
    Buffer.from([0x21, 0xff, 11]),
    ascii('XMP DataXMP'),
    blocks(text),
    Buffer.from([0x21, 0xf9, 4, 0, 0, 0, 0, 0]),
    Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b]),
    text,
  ])
}
