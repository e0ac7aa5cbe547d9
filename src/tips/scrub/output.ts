// A place for clean bytes, as large as they can become and never larger.

export interface Output {
  /** Appends the bytes; says no, and writes nothing, where they do not fit. */
  add(bytes: Uint8Array | readonly number[]): boolean
  length(): number
  /** What was added, without a copy; the output is empty and of no use afterwards. */
  take(): Uint8Array<ArrayBuffer>
}

/** An output of `most` bytes at most: input and output together then stay under three times the input. */
export function createOutput(most: number): Output {
  const space = new Uint8Array(most)
  let end = 0
  return {
    add(bytes) {
      if (bytes.length > most - end) return false
      space.set(bytes, end)
      end += bytes.length
      return true
    },
    length: () => end,
    take: () => new Uint8Array(space.buffer.transfer(end)),
  }
}

/** The four letters at `at`, as Latin-1. */
export function lettersAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}

export function startsWith(bytes: Uint8Array, letters: string, at = 0): boolean {
  if (at + letters.length > bytes.length) return false
  for (let i = 0; i < letters.length; i++) if (bytes[at + i] !== letters.charCodeAt(i)) return false
  return true
}

/** The bytes as text, one letter each, to look for signs in. */
export function latin1Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
