// The body of a call in each shape Telegram takes: address, JSON, urlencoded form, multipart with files.
import type { Call } from './calls.ts'
import type { Upload } from './parts.ts'

export type Body = Pick<Call, 'parameters' | 'form'>

/** Reads a call's parameters; nothing where the body is not what it claims to be. */
export async function readBody(request: Request): Promise<Body | undefined> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const type = request.headers.get('content-type') ?? ''
  try {
    if (type.startsWith('application/json')) return await readJson(request, query)
    if (type.startsWith('multipart/form-data')) return { parameters: { ...query, ...(await readMultipart(request)) }, form: 'form' }
    if (type.startsWith('application/x-www-form-urlencoded')) {
      return { parameters: { ...query, ...Object.fromEntries(new URLSearchParams(await request.text())) }, form: 'form' }
    }
    return { parameters: query, form: 'form' }
  } catch {
    return undefined
  }
}

async function readJson(request: Request, query: Record<string, string>): Promise<Body | undefined> {
  const text = await request.text()
  const value: unknown = text === '' ? {} : JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return { parameters: { ...query, ...value }, form: 'json' }
}

/** The fields of a multipart form. A field `attach://x` is the file in part `x`. */
async function readMultipart(request: Request): Promise<Record<string, unknown>> {
  const texts = new Map<string, string>()
  const files = new Map<string, Upload>()
  for (const [name, value] of await request.formData()) {
    if (typeof value === 'string') texts.set(name, value)
    else files.set(name, await uploadOf(value))
  }
  const attached = new Set<string>()
  const fields = [...texts].map(([name, value]) => {
    const part = value.startsWith('attach://') ? value.slice(9) : ''
    const file = files.get(part)
    if (file) attached.add(part)
    return [name, file ?? value] as const
  })
  return Object.fromEntries([...fields, ...[...files].filter(([name]) => !attached.has(name))])
}

/** A file out of a form, in memory. */
export async function uploadOf(file: File): Promise<Upload> {
  return { name: file.name || 'file', mime: file.type || 'application/octet-stream', bytes: new Uint8Array(await file.arrayBuffer()) }
}
