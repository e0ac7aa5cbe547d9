// How much time, memory and room one file may cost.

export interface Limits {
  /** What Telegram gives a bot at most, and a little. */
  readonly inputBytes: number
  /** What may come out of a helper. */
  readonly outputBytes: number
  /** Of one helper, from its start. */
  readonly milliseconds: number
  /** Address space of each process of a helper. */
  readonly memoryBytes: number
  /** The memory file system inside a sandbox; the file lies there twice or thrice. */
  readonly scratchBytes: number
  readonly processes: number
  /** Helpers at the same time; further files wait. */
  readonly atOnce: number
  /** All entries of an office file together, unpacked. */
  readonly unpackedBytes: number
}

const MIB = 1024 * 1024

export const LIMITS: Limits = {
  inputBytes: 21 * MIB,
  outputBytes: 40 * MIB,
  milliseconds: 60_000,
  memoryBytes: 1536 * MIB,
  scratchBytes: 256 * MIB,
  processes: 64,
  atOnce: 2,
  unpackedBytes: 128 * MIB,
}
