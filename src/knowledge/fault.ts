// What is wrong with a file of the base: where, what, and how to mend it.
import { createRequire } from 'node:module'
import { load } from 'js-yaml'
import type * as Yaml from 'yaml'
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

export type ReadYaml<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: Fault[] }

/**
 * Reads YAML and checks it against a schema; `firstLine` is the line of the file that the text begins on.
 * Each fault names the line of the value that is wrong.
 */
export function parseYaml<T extends z.ZodType>(text: string, schema: T, file: string, firstLine = 1): ReadYaml<z.infer<T>> {
  let value: unknown
  try {
    value = load(text)
  } catch {
    return { ok: false, faults: syntaxFaults(text, file, firstLine) }
  }
  const result = schema.safeParse(value)
  if (result.success) return { ok: true, value: result.data }
  const lineOf = lineFinder(text, firstLine)
  const faults = result.error.issues.map(({ path, message }) => ({
    file,
    line: lineOf(path),
    what: `${path.join('.') || 'the file'}: ${firstSentence(message)}`,
  }))
  return { ok: false, faults }
}

function syntaxFaults(text: string, file: string, firstLine: number): Fault[] {
  const { document, lineAt } = parseSlowly(text, firstLine)
  const advice = 'quote a value that holds ": " or begins with a sign'
  const faults = document.errors.map(error => ({
    file,
    line: lineAt(error.pos[0]),
    what: `this is not valid YAML (${firstSentence(error.message)}); ${advice}`,
  }))
  return faults.length > 0 ? faults : [{ file, line: firstLine, what: `this is not valid YAML; ${advice}` }]
}

/** Gives what finds the line of a value by its path; where the value is missing, that of what should hold it. */
function lineFinder(text: string, firstLine: number): (path: readonly PropertyKey[]) => number {
  const { document, lineAt } = parseSlowly(text, firstLine)
  return path => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined
      if (node?.range) return lineAt(node.range[0])
    }
    return firstLine
  }
}

// The parser that knows where each value stands takes four times as long, so it reads only what is wrong already.
function parseSlowly(text: string, firstLine: number): { document: Yaml.Document.Parsed; lineAt: (offset: number) => number } {
  const { LineCounter, parseDocument } = createRequire(import.meta.url)('yaml') as typeof Yaml
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  return { document, lineAt: offset => lines.linePos(offset).line + firstLine - 1 }
}

function firstSentence(message: string): string {
  return message.split('\n')[0] ?? message
}
