import fc from 'fast-check'
import { chromium } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { chromiumPath, testWithChromium } from '#tests/services.ts'
import { stripGif } from '#tips/scrub/gif.ts'
import { stripHere } from '#tips/scrub/here.ts'
import { stripJpeg } from '#tips/scrub/jpeg.ts'
import { orientationOf } from '#tips/scrub/orientation.ts'
import { stripPng } from '#tips/scrub/png.ts'
import { createScrubber } from '#tips/scrub/scrub.ts'
import { stripWebp } from '#tips/scrub/webp.ts'
import {
  ascii,
  bareJpeg,
  chunk,
  exif,
  findMarks,
  markedGif,
  markedJpeg,
  markedPng,
  markedWebp,
  movingWebp,
  pngSignature,
} from './pictures.ts'

const scrubber = createScrubber()
afterAll(() => scrubber.close())

const marked = [
  ['jpeg', 'image/jpeg', markedJpeg()],
  ['png', 'image/png', markedPng()],
  ['webp', 'image/webp', markedWebp()],
  ['webp', 'image/webp', movingWebp()],
  ['gif', 'image/gif', markedGif()],
] as const

/** The clean bytes, or a failed test. */
function clean(bytes: Uint8Array): Uint8Array {
  const result = stripHere(bytes)
  if (!result.ok) throw new Error(`not clean: ${result.why}`)
  return result.bytes
}

describe('a picture', () => {
  test.each(marked)('of kind %s keeps no mark of camera, place or name', async (kind, mime, bytes) => {
    expect(findMarks(bytes)).toHaveLength(3)
    const result = await scrubber.scrub(bytes)
    if (!result.ok) throw new Error(result.why)
    expect(result).toMatchObject({ kind, mime, removed: true })
    expect(findMarks(result.bytes)).toEqual([])
    expect(Buffer.from(result.bytes).includes('CANARY')).toBe(false)
  })

  test.each(marked)('of kind %s that is clean stays as it is', async (_, __, bytes) => {
    const once = clean(bytes)
    expect(await scrubber.scrub(once)).toMatchObject({ ok: true, removed: false })
    expect(clean(once)).toEqual(once)
  })

  test.each(marked)('of kind %s cut off anywhere is broken and nothing worse', (_, __, bytes) => {
    const whole = clean(bytes)
    for (let length = 0; length < whole.length; length++) {
      const result = stripHere(whole.slice(0, length))
      expect(result.ok ? 'clean' : result.why).toMatch(/^(broken|cannot-be-scrubbed)$/)
    }
  })

  test.each(marked)('of kind %s with any bytes changed never throws, and what is called clean stays clean', (_, __, bytes) => {
    const change = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(change, changes => {
        const changed = new Uint8Array(bytes)
        for (const [at, byte] of changes) changed[at] = byte
        const once = stripHere(changed)
        if (once.ok) expect(stripHere(once.bytes)).toEqual(once)
      }),
      { numRuns: 500 },
    )
  })

  test('may be any bytes behind the right beginning', () => {
    const beginnings = ['\xff\xd8\xff\xe1', '\x89PNG\r\n\x1a\n', 'GIF89a', 'RIFF\x40\0\0\0WEBPVP8X'].map(ascii)
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 300 }), (beginning, rest) => {
        const result = stripHere(new Uint8Array(Buffer.concat([beginning, rest])))
        if (result.ok) expect(stripHere(result.bytes)).toEqual(result)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a JPEG', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('keeps its orientation %i', orientation => {
    const bytes = clean(markedJpeg({ orientation }))
    const at = Buffer.from(bytes).indexOf('Exif\0\0')
    expect(at >= 0).toBe(orientation !== 1)
    if (at >= 0) expect(orientationOf(bytes.subarray(at + 6))).toBe(orientation)
  })

  test('keeps its tables and its scan byte by byte', () => {
    const bytes = Buffer.from(clean(markedJpeg()))
    for (const part of bareJpeg()) expect(bytes.includes(part)).toBe(true)
  })

  test.each([
    ['a zip', 'PK\x03\x04CANARY-serial-0815'],
    ['a page', '<html><script>CANARY-serial-0815</script>'],
    ['a film', '\0\0\0\x18ftypmp42CANARY-serial-0815'],
    ['another picture', '\xff\xd8\xff\xe1CANARY-serial-0815'],
  ])('loses %s that hangs behind it', (_, behind) => {
    const bytes = clean(markedJpeg({ behind: ascii(behind) }))
    expect(findMarks(bytes)).toEqual([])
    expect([...bytes.subarray(-2)]).toEqual([0xff, 0xd9])
  })

  test('hides nothing behind the end of a table or a header', () => {
    const [tables, frame, codes, scan] = bareJpeg()
    const long = Buffer.concat([Buffer.from([0xff, 0xdb, 0, 67 + 6]), (tables ?? Buffer.alloc(0)).subarray(4), ascii('SECRET')])
    const parts = [Buffer.from([0xff, 0xd8]), long, frame, codes, scan, Buffer.from([0xff, 0xd9])]
    expect(stripJpeg(Buffer.concat(parts.flatMap(part => (part ? [part] : []))))).toEqual({ ok: false, why: 'broken' })
  })

  test('with lengths of zero and one is broken', () => {
    for (const length of [0, 1])
      expect(stripJpeg(Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, length, 0xff, 0xd9]))).toEqual({ ok: false, why: 'broken' })
  })

  test('an orientation that lies about where it stands is no orientation', () => {
    for (let at = 6; at < 40; at++) {
      const body = exif(6).subarray(6)
      body[at - 6] = 0xff
      const orientation = orientationOf(body)
      expect(orientation >= 1 && orientation <= 8).toBe(true)
    }
  })
})

describe('twenty megabytes of nothing', () => {
  const size = 20_000_000
  const filled = (beginning: Uint8Array, unit: Uint8Array) => {
    const bytes = Buffer.alloc(size)
    bytes.set(beginning)
    bytes.subarray(beginning.length).fill(unit)
    return bytes
  }
  const png = Buffer.concat([pngSignature, chunk('IHDR', Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0]))])
  const riffHead = Buffer.concat([ascii('RIFF'), Buffer.from([0xf8, 0x2c, 0x31, 0x01]), ascii('WEBP')])
  test.each([
    ['segments', stripJpeg, filled(Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xfe, 0, 2])), 'bomb'],
    ['fill bytes', stripJpeg, filled(Buffer.from([0xff, 0xd8]), Buffer.from([0xff])), 'broken'],
    ['restarts', stripJpeg, filled(Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xd0])), 'bomb'],
    ['PNG chunks', stripPng, filled(png, chunk('tEXt')), 'bomb'],
    ['WebP chunks', stripWebp, filled(riffHead, Buffer.from('XMP \0\0\0\0')), 'bomb'],
    ['GIF blocks', stripGif, filled(Buffer.concat([ascii('GIF89a'), Buffer.alloc(7)]), Buffer.from([0x21, 0xfe, 0])), 'bomb'],
  ])('(%s) end in a value', (_, strip, bytes, why) => {
    expect(strip(bytes)).toEqual({ ok: false, why })
  })
})

describe('a PNG', () => {
  test('with a wrong checksum is broken', () => {
    const bytes = markedPng()
    bytes[20] = 9
    expect(stripPng(bytes)).toEqual({ ok: false, why: 'broken' })
  })

  test('loses the fallback values of the profile that it loses', () => {
    expect(Buffer.from(clean(markedPng())).includes('gAMA')).toBe(false)
  })

  test('that cannot be shown without an unknown chunk is left alone', () => {
    const apple = Buffer.concat([markedPng().subarray(0, 33), chunk('CgBI', Buffer.alloc(4)), markedPng().subarray(33)])
    expect(stripPng(apple)).toEqual({ ok: false, why: 'cannot-be-scrubbed' })
  })
})

describe('what is no picture', () => {
  test('is named and not called clean', async () => {
    const others = ['', 'hello', '<svg onload="alert(1)"/>', 'PK\x03\x04 a zip', 'II*\0 raw', 'MZ']
    for (const other of others)
      expect(await scrubber.scrub(ascii(other))).toMatchObject({ ok: false, why: 'cannot-be-scrubbed', kind: 'other' })
  })

  test('is too large above the limit, whatever it is', async () => {
    const small = createScrubber({ limits: { inputBytes: 100 } })
    expect(await small.scrub(markedJpeg())).toMatchObject({ ok: false, why: 'too-large', kind: 'jpeg' })
  })
})

testWithChromium('a browser shows the same pixels before and after', async () => {
  const browser = await chromium.launch({ executablePath: chromiumPath })
  try {
    const page = await browser.newPage()
    for (const [kind, mime, bytes] of marked) {
      const before = await page.evaluate(pixels, `data:${mime};base64,${bytes.toString('base64')}`)
      const after = await page.evaluate(pixels, `data:${mime};base64,${Buffer.from(clean(bytes)).toString('base64')}`)
      expect(before.length, `${kind} could not be shown`).toBeGreaterThan(0)
      // The test's ICC profile is no profile, so colours must agree exactly.
      expect(after, kind).toEqual(before)
    }
  } finally {
    await browser.close()
  }
})

/** What the page has and Node has not. */
interface Page {
  Image: new () => { src: string; decode(): Promise<void>; naturalWidth: number; naturalHeight: number }
  document: { createElement(name: 'canvas'): { width: number; height: number; getContext(kind: '2d'): Canvas } }
}
interface Canvas {
  drawImage(image: unknown, x: number, y: number): void
  getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray }
}

/** Runs in the page: size and pixels of a picture. */
async function pixels(url: string): Promise<number[]> {
  const { Image, document } = globalThis as unknown as Page
  const image = new Image()
  image.src = url
  await image.decode().catch(() => undefined)
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth
  canvas.height = image.naturalHeight
  if (canvas.width === 0) return []
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  return [canvas.width, canvas.height, ...context.getImageData(0, 0, canvas.width, canvas.height).data]
}
