// What is sealed beside a message's body: its language, its type, and for readers how far they have read.
import { z } from 'zod'
import { utf8 } from '#sealing/encoding.ts'

const language = z.enum(['en', 'ru', 'kk', 'ky', 'tg', 'tk', 'uz', 'kaa'])

/** The questions a tipster may answer, each to be skipped. */
export const guidedQuestions = ['what', 'when', 'where', 'who', 'own', 'publish'] as const

/** Of what is told: no name of a file, no id of Telegram, no time. */
const tellingMeta = z.strictObject({
  language,
  /** A media type told from the bytes: `image/jpeg`. */
  type: z.string().max(100).exactOptional(),
  /** Counts the albums of a thread from 1 on, so that pictures sent together stay together. */
  album: z.int().positive().exactOptional(),
  guided: z.enum(guidedQuestions).exactOptional(),
  /** The words came forwarded; from whom is not kept. */
  forwarded: z.literal(true).exactOptional(),
  /** False where a file could not be scrubbed and the person agreed to seal it as it is. */
  scrubbed: z.boolean().exactOptional(),
})
export type TellingMeta = z.infer<typeof tellingMeta>

const answerMeta = z.object({ seen: z.int().min(0), asks: z.boolean().default(false), language: language.exactOptional() })
export type AnswerMeta = z.infer<typeof answerMeta>

export function writeMeta(meta: TellingMeta | AnswerMeta): Uint8Array<ArrayBuffer> {
  return utf8(JSON.stringify(meta))
}

/** The meta of what a tipster told; undefined where it is none of ours. */
export function readTellingMeta(bytes: Uint8Array): TellingMeta | undefined {
  const read = tellingMeta.safeParse(parse(bytes))
  return read.success ? read.data : undefined
}

/** The meta of an answer or a read mark; one that cannot be read says nothing. */
export function readAnswerMeta(bytes: Uint8Array): AnswerMeta {
  const read = answerMeta.safeParse(parse(bytes))
  return read.success ? read.data : { seen: 0, asks: false }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
