// Reads and writes the zip of an office file: whole, small, without encryption, comments or a second meaning (APPNOTE 6.3).
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { createOutput } from './output.ts'

export interface Entry {
  readonly name: string
  readonly bytes: Uint8Array
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_BYTES = 22
const STORED = 0
const DEFLATED = 8
/** The first day a zip can name: 1 January 1980. */
const NO_DAY = 0x21
const MOST_ENTRIES = 5000

/** The entries, unpacked; `mostBytes` is for all of them together. */
export function unpack(zip: Uint8Array, mostBytes: number): readonly Entry[] | 'broken' | 'bomb' {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const end = zip.length - END_BYTES
  if (end < 0 || view.getUint32(end, true) !== END) return 'broken'
  const count = view.getUint16(end + 10, true)
  if (count > MOST_ENTRIES) return 'bomb'
  const entries: Entry[] = []
  let left = mostBytes
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) return 'broken'
    const nameLength = view.getUint16(at + 28, true)
    const bytes = unpackEntry(zip, view, at, left)
    if (bytes === 'broken' || bytes === 'bomb') return bytes
    left -= bytes.length
    entries.push({ name: new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength)), bytes })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function unpackEntry(zip: Uint8Array, view: DataView, central: number, most: number): Uint8Array | 'broken' | 'bomb' {
  const method = view.getUint16(central + 10, true)
  const local = view.getUint32(central + 42, true)
  if (local + 30 > zip.length || view.getUint32(local, true) !== LOCAL) return 'broken'
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const packed = zip.subarray(from, from + view.getUint32(central + 20, true))
  if (Math.max(view.getUint32(central + 24, true), packed.length) > most) return 'bomb'
  if (method === STORED) return packed
  if (method !== DEFLATED) return 'broken'
  try {
    return most === 0 ? new Uint8Array(0) : inflateRawSync(packed, { maxOutputLength: most })
  } catch (error) {
    return error instanceof RangeError ? 'bomb' : 'broken'
  }
}

/** A zip of these entries, in this order, without days, systems, comments or extra fields. */
export function pack(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const packed = entries.map(packEntry)
  const size = packed.reduce((total, { local, central, body }) => total + local.length + body.length + central.length, END_BYTES)
  const out = createOutput(size)
  for (const { local, central, body } of packed) {
    new DataView(central.buffer).setUint32(42, out.length(), true)
    out.add(local)
    out.add(body)
  }
  const directory = out.length()
  for (const { central } of packed) out.add(central)
  const end = new DataView(new ArrayBuffer(END_BYTES))
  end.setUint32(0, END, true)
  for (const at of [8, 10]) end.setUint16(at, entries.length, true)
  end.setUint32(12, out.length() - directory, true)
  end.setUint32(16, directory, true)
  out.add(new Uint8Array(end.buffer))
  return out.take()
}

function packEntry({ name, bytes }: Entry) {
  // The type of an OpenDocument file is read from its first entry, which must lie there unpacked.
  const method = name === 'mimetype' ? STORED : DEFLATED
  const body = method === STORED ? bytes : deflateRawSync(bytes)
  const letters = new TextEncoder().encode(name)
  const facts = new DataView(new ArrayBuffer(26))
  const values = [20, 0x0800, method, 0, NO_DAY]
  values.forEach((value, i) => {
    facts.setUint16(i * 2, value, true)
  })
  facts.setUint32(10, crc32(bytes), true)
  facts.setUint32(14, body.length, true)
  facts.setUint32(18, bytes.length, true)
  facts.setUint16(22, letters.length, true)
  return { body, local: record(30, LOCAL, 4, facts, letters), central: record(46, CENTRAL, 6, facts, letters) }
}

function record(size: number, mark: number, factsAt: number, facts: DataView, name: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size + name.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, mark, true)
  if (mark === CENTRAL) view.setUint16(4, 20, true)
  bytes.set(new Uint8Array(facts.buffer), factsAt)
  bytes.set(name, size)
  return bytes
}
