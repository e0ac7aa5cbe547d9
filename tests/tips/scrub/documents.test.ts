import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { LIMITS } from '#tips/scrub/limits.ts'
import { finishOffice } from '#tips/scrub/office.ts'
import { createScrubber, type Scrubbed } from '#tips/scrub/scrub.ts'
import { pack, unpack } from '#tips/scrub/zip.ts'
import { comments, markedDocx, markedOdt, markedPdf, markedXlsx } from './offices.ts'
import { ascii, findMarks } from './pictures.ts'
import { testWithTool } from './tools.ts'

const scrubber = createScrubber()
afterAll(() => scrubber.close())
const testWithMat2 = testWithTool('mat2')

/** The marks in a clean file, also inside the entries of a zip. */
function marksIn(result: Scrubbed): readonly string[] {
  if (!result.ok) throw new Error(`not clean: ${result.why}`)
  const entries = result.kind === 'office' ? unpack(result.bytes, LIMITS.unpackedBytes) : []
  if (typeof entries === 'string') throw new Error(entries)
  const names = entries.map(({ name }) => Buffer.from(name))
  return [result.bytes, ...names, ...entries.map(({ bytes }) => bytes)].flatMap(findMarks)
}

describe('an office file', () => {
  testWithMat2.each([
    ['wordprocessingml.document', markedDocx()],
    ['spreadsheetml.sheet', markedXlsx()],
    ['opendocument.text', markedOdt()],
  ])('(%s) loses its author and the traces in its pictures', async (mime, bytes) => {
    const result = await scrubber.scrub(bytes)
    expect(result).toMatchObject({ ok: true, kind: 'office', mime: expect.stringContaining(mime), removed: true })
    expect(marksIn(result)).toEqual([])
  })

  testWithMat2('keeps its text, and no number of the document or its paragraphs', async () => {
    const result = await scrubber.scrub(markedDocx())
    const entries = result.ok ? unpack(result.bytes, LIMITS.unpackedBytes) : []
    if (typeof entries === 'string') throw new Error(entries)
    const text = entries.map(({ bytes }) => Buffer.from(bytes).toString()).join('')
    expect(text).toContain('What happened')
    expect(text).not.toMatch(/0815AB00|00CA4A41/)
  })

  const run = (properties: string) => `<w:p><w:r><w:rPr>${properties}</w:rPr><w:t>CANARY</w:t></w:r></w:p>`
  const change = (date: string) => `<w:p><w:pPr><w:pPrChange w:author="Aigerim" w:date="${date}"/></w:pPr></w:p>`
  testWithMat2.each([
    ['hidden text', markedDocx(run('<w:vanish/>'))],
    ['white text', markedDocx(run('<w:color w:val="FFFFFF"/>'))],
    ['text of one point', markedDocx(run('<w:sz w:val="2"/>'))],
    ['the author of a change', markedDocx(change('2026-11-24T07:00:00Z'))],
    ['a field with a path', markedDocx('<w:p><w:r><w:instrText>FILENAME \\p</w:instrText></w:r></w:p>')],
    ['comments', markedDocx('', [comments])],
    ['an unknown part', markedDocx('', [{ name: 'word/embeddings/oleObject1.bin', bytes: ascii('CANARY') }])],
    ['a hidden sheet', markedXlsx('state="hidden"')],
    ['a note in an OpenDocument', markedOdt('<text:p><office:annotation><text:p>CANARY</text:p></office:annotation></text:p>')],
    ['a hidden paragraph', markedOdt('<text:p><text:hidden-text text:string-value="CANARY"/></text:p>')],
  ])('with %s is not called clean', async (_, bytes) => {
    expect(await scrubber.scrub(bytes)).toMatchObject({ ok: false, why: 'cannot-be-scrubbed', kind: 'office' })
  })

  testWithMat2('that is no whole zip is broken', async () => {
    const whole = markedDocx()
    for (const bytes of [whole.slice(0, -30), whole.slice(700)].map(part => Buffer.concat([whole.slice(0, 60), part])))
      expect(await scrubber.scrub(bytes)).toMatchObject({ ok: false, why: expect.stringMatching(/broken|cannot-be-scrubbed/) })
  })

  test('of the old kinds is left alone', async () => {
    for (const old of ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word 97', '{\\rtf1 hello}'])
      expect(await scrubber.scrub(ascii(old))).toMatchObject({ ok: false, why: 'cannot-be-scrubbed', kind: 'office' })
  })

  test('that unpacks to more than its limit is a bomb', () => {
    const bomb = pack([{ name: 'word/document.xml', bytes: new Uint8Array(5_000_000) }])
    expect(finishOffice(bomb, { ...LIMITS, unpackedBytes: 1_000_000 })).toEqual({ ok: false, why: 'bomb' })
    // A zip that lies about its size must be found out while it is unpacked.
    const at = Buffer.from(bomb).indexOf('PK\x01\x02', 0, 'latin1')
    new DataView(bomb.buffer).setUint32(at + 24, 10, true)
    expect(finishOffice(bomb, { ...LIMITS, unpackedBytes: 1_000_000 })).toEqual({ ok: false, why: 'bomb' })
  })

  testWithMat2('that explodes inside the sandbox ends in a value', async () => {
    const small = createScrubber({ limits: { scratchBytes: 8_000_000 } })
    const zeros = deflateRawSync(new Uint8Array(60_000_000))
    expect(zeros.length).toBeLessThan(100_000)
    const bomb = markedDocx('', [{ name: 'word/media/image3.png', bytes: new Uint8Array(60_000_000) }])
    expect(await small.scrub(bomb)).toMatchObject({ ok: false, why: expect.stringMatching(/bomb|broken/) })
  })
})

describe('a PDF', () => {
  testWithMat2('loses its author, its XMP and what hangs behind it, and is still a PDF', async () => {
    expect(findMarks(markedPdf())).toHaveLength(3)
    const result = await scrubber.scrub(markedPdf(2))
    expect(result).toMatchObject({ ok: true, kind: 'pdf', mime: 'application/pdf', removed: true })
    expect(marksIn(result)).toEqual([])
    if (!result.ok) return
    const text = Buffer.from(result.bytes).toString('latin1')
    expect(text).toMatch(/^%PDF-/)
    expect(text).not.toMatch(/Producer|CreationDate|Author/)
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(2)
    expect(await scrubber.scrub(result.bytes)).toMatchObject({ ok: true })
  })

  testWithMat2('that is none is broken', async () => {
    expect(await scrubber.scrub(ascii('%PDF-1.7\nhello'))).toMatchObject({ ok: false, why: 'broken', kind: 'pdf' })
  })

  testWithMat2('that takes too long ends as too slow', async () => {
    const hasty = createScrubber({ limits: { milliseconds: 300 } })
    await hasty.tools()
    expect(await hasty.scrub(markedPdf(400))).toMatchObject({ ok: false, why: 'too-slow' })
  })
})

testWithMat2.each([
  ['an office file', markedDocx()],
  ['an OpenDocument', markedOdt()],
  ['a PDF', new Uint8Array(markedPdf())],
])('%s with any bytes changed ends in a value, and what is called clean has no mark', async (_, bytes) => {
  const change = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(change, async changes => {
      const changed = new Uint8Array(bytes)
      for (const [at, byte] of changes) changed[at] = byte
      const result = await scrubber.scrub(changed)
      if (result.ok) expect(marksIn(result)).toEqual([])
    }),
    { numRuns: 6 },
  )
})

testWithMat2('an office file that is clean stays clean, letter by letter', async () => {
  const once = await scrubber.scrub(markedDocx())
  const again = async (result: Scrubbed) => (result.ok ? scrubber.scrub(result.bytes) : result)
  const twice = await again(once)
  const thrice = await again(twice)
  const page = (result: Scrubbed) => {
    const entries = result.ok ? unpack(result.bytes, LIMITS.unpackedBytes) : []
    return typeof entries === 'string'
      ? entries
      : Buffer.from(entries.find(({ name }) => name === 'word/document.xml')?.bytes ?? []).toString()
  }
  // The first pass leaves names of namespaces that nothing uses any more; from then on every letter stays.
  expect(page(thrice)).toBe(page(twice))
  expect(page(thrice)).toContain('What happened')
})

test('any bytes that look like a zip end in a value', () => {
  const whole = markedDocx()
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 10 }), changes => {
      const changed = new Uint8Array(whole)
      for (const [at, byte] of changes) changed[at] = byte
      const result = finishOffice(changed, LIMITS)
      if (result.ok) expect(finishOffice(result.bytes, LIMITS)).toEqual(result)
    }),
  )
})

test('without a helper nothing is called clean', async () => {
  const bare = createScrubber({ bwrap: '/nowhere/bwrap' })
  expect(await bare.tools()).toEqual([])
  expect(await bare.scrub(markedPdf())).toMatchObject({ ok: false, why: 'cannot-be-scrubbed', kind: 'pdf', mime: 'application/pdf' })
  expect(await bare.scrub(markedDocx())).toMatchObject({ ok: false, why: 'cannot-be-scrubbed' })
})
