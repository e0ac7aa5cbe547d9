// The global fetch in the shape grammY's client calls it.

type Init = RequestInit & { signal?: AbortSignalLike; agent?: unknown; compress?: unknown }
interface AbortSignalLike {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
}

/** grammY brings an abort signal of another library and options that only node-fetch knows; a raw `fetch` refuses both. */
export async function adaptedFetch(url: string | URL | Request, { signal, agent: _, compress: __, ...rest }: Init = {}): Promise<Response> {
  const controller = new AbortController()
  if (signal?.aborted) controller.abort()
  else signal?.addEventListener('abort', () => controller.abort())
  const streams = rest.body && typeof rest.body !== 'string'
  return fetch(url, { ...rest, signal: controller.signal, ...(streams ? { duplex: 'half' } : {}) } as RequestInit)
}
