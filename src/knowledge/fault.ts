// What is wrong with a file of the base: where, what, and how to mend it.
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'

/** `file` is relative to the folder of articles; `line` counts from 1. */
export interface Fault {
  readonly file: string
  readonly line: number
  readonly what: string
}

export function describeFault(fault: Fault): string {
  return `${fault.file}:${fault.line}: ${fault.what}`
}

/**
 * Reads YAML and checks it against a schema; `firstLine` is the line of the file that the text begins on.
 * Each fault names the line of the value that is wrong.
 */
export function parseYaml<T extends z.ZodType>(
  text: string,
  schema: T,
  file: string,
  firstLine = 1,
): { ok: true; value: z.infer<T> } | { ok: false; faults: Fault[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1
  if (document.errors.length > 0) {
    return {
      ok: false,
      faults: document.errors.map(error => ({
        file,
        line: lineAt(error.pos[0]),
        what: `this is not valid YAML (${firstSentence(error.message)}); quote a value that holds ": " or begins with a sign`,
      })),
    }
  }
  const result = schema.safeParse(document.toJS())
  if (result.success) return { ok: true, value: result.data }
  return {
    ok: false,
    faults: result.error.issues.map(issue => ({
      file,
      line: lineOf(issue.path),
      what: `${issue.path.join('.') || 'the file'}: ${firstSentence(issue.message)}`,
    })),
  }

  function lineOf(path: readonly PropertyKey[]): number {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined
      if (node?.range) return lineAt(node.range[0])
    }
    return firstLine
  }
}

function firstSentence(message: string): string {
  return message.split('\n')[0] ?? message
}
