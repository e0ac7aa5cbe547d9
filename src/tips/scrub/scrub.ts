// Takes hidden traces out of a file before it is sealed; says so honestly where it cannot.
import { stripHeic, stripOffice, stripPdf } from './document.ts'
import { isStrippedHere, stripHere } from './here.ts'
import { type FileKind, type Told, tellKind } from './kind.ts'
import { LIMITS, type Limits } from './limits.ts'
import { stripMedia } from './media.ts'
import type { Why } from './outcome.ts'
import { createSandbox } from './sandbox.ts'
import { findTools, type Tool, toolPaths } from './tools.ts'

/** `mime` is what the bytes are; of a HEIC that is a JPEG afterwards. `removed`: they are not the bytes that came. */
export type Scrubbed =
  | {
      readonly ok: true
      readonly kind: FileKind
      readonly mime: string
      readonly bytes: Uint8Array<ArrayBuffer>
      readonly removed: boolean
    }
  | { readonly ok: false; readonly why: Why; readonly kind: FileKind; readonly mime: string }

export interface Scrubber {
  /** The clean file, or why there is none. Never throws; the bytes that came are not changed. */
  scrub(bytes: Uint8Array): Promise<Scrubbed>
  /** The helpers that stand and can be walled in; empty where no sandbox starts. */
  tools(): Promise<readonly Tool[]>
  /** Kills what still runs; files still waiting end as too slow. */
  close(): void
}

export interface ScrubberOptions {
  readonly limits?: Partial<Limits>
  /** Where bubblewrap lies, if not where Debian puts it; the other helpers are found in /usr/bin. */
  readonly bwrap?: string
}

const needed: Partial<Record<FileKind, Tool>> = { pdf: 'mat2', office: 'mat2', video: 'ffmpeg', audio: 'ffmpeg', heic: 'heif-convert' }
const officeForms = ['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'odg']

type Result = { ok: true; bytes: Uint8Array<ArrayBuffer>; mime?: string } | { ok: false; why: Why }

/** A scrubber; its helpers are looked up once, at the first file that needs one. */
export function createScrubber(options: ScrubberOptions = {}): Scrubber {
  const limits = { ...LIMITS, ...options.limits }
  const paths = { ...toolPaths, ...(options.bwrap && { bwrap: options.bwrap }) }
  const sandbox = createSandbox(limits, paths.bwrap)
  const lane = createLane(limits.atOnce)
  let found: Promise<ReadonlySet<Tool>> | undefined
  const tools = () => {
    found ??= findTools(sandbox, paths)
    return found
  }
  const helped = async (bytes: Uint8Array, told: Told): Promise<Result> => {
    const tool = needed[told.kind]
    if (tool === undefined || !(await tools()).has(tool)) return { ok: false, why: 'cannot-be-scrubbed' }
    return lane.run(() => byHelper(bytes, told))
  }
  const byHelper = (bytes: Uint8Array, told: Told): Promise<Result> | Result => {
    if (told.kind === 'pdf') return stripPdf(sandbox, bytes)
    if (told.kind === 'heic') return stripHeic(sandbox, bytes)
    if (told.kind !== 'office') return stripMedia(sandbox, bytes, told)
    return officeForms.includes(told.form) ? stripOffice(sandbox, bytes, told, limits) : { ok: false, why: 'cannot-be-scrubbed' }
  }
  return {
    async scrub(bytes) {
      const told = tellKind(bytes)
      if (bytes.length > limits.inputBytes) return { ok: false, why: 'too-large', kind: told.kind, mime: told.mime }
      return report(bytes, told, isStrippedHere(told) ? stripHere(bytes) : await helped(bytes, told))
    },
    tools: async () => [...(await tools())],
    close() {
      lane.close()
      sandbox.close()
    },
  }
}

function report(bytes: Uint8Array, told: Told, result: Result): Scrubbed {
  if (!result.ok) return { ok: false, why: result.why, kind: told.kind, mime: told.mime }
  const mime = result.mime ?? (told.kind === 'heic' ? tellKind(result.bytes).mime : told.mime)
  return { ok: true, kind: told.kind, mime, bytes: result.bytes, removed: Buffer.compare(bytes, result.bytes) !== 0 }
}

/** So many at once; the others wait in the order they came. */
function createLane(atOnce: number) {
  const waiting: (() => void)[] = []
  let running = 0
  let isClosed = false
  return {
    async run(work: () => Promise<Result> | Result): Promise<Result> {
      while (running >= atOnce && !isClosed) await new Promise<void>(resolve => waiting.push(resolve))
      if (isClosed) return { ok: false, why: 'too-slow' }
      running++
      try {
        return await work()
      } finally {
        running--
        waiting.shift()?.()
      }
    },
    close() {
      isClosed = true
      for (const go of waiting.splice(0)) go()
    },
  }
}
