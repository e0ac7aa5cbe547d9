// The page with the phones, built in memory when the rehearsal opens.
import { fileURLToPath } from 'node:url'

export interface PageFile {
  body: Uint8Array<ArrayBuffer> | string
  type: string
}

export interface Page {
  /** A file of the page. The first call waits for the build and rejects with a sentence for people where it failed. */
  file(path: string): Promise<PageFile | undefined>
}

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
}

/** Starts to build the page in the background and returns at once. */
export function openPage(folder = new URL('./page', import.meta.url)): Page {
  const built = build(fileURLToPath(folder))
  // Whoever asks for the page hears of a failure; until then it must not end the process.
  built.catch(() => {})
  return { file: async path => (await built).get(path) }
}

async function build(root: string): Promise<Map<string, PageFile>> {
  const vite = await loadVite()
  const faults: string[] = []
  const note = (message: string) => faults.push(message)
  const result = await vite.build({
    root,
    base: '/chat/',
    configFile: false,
    logLevel: 'silent',
    customLogger: { ...vite.createLogger('silent'), warn: note, warnOnce: note },
    build: { write: false, target: 'es2024', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  })
  const outputs = [result].flat().flatMap(each => ('output' in each ? each.output : []))
  // What runs on Node only is a warning for Vite (and not even that unless NODE_ENV is production), and a white page for a person.
  const nodes = outputs.flatMap(each => (each.type === 'chunk' ? each.moduleIds : [])).filter(id => id.includes('__vite-browser-external'))
  faults.push(...nodes.map(id => `It imports a module of Node: ${id}`))
  if (faults.length > 0) throw new Error(`The page of the rehearsal was not built cleanly:\n${faults.join('\n')}`)
  return new Map(outputs.map(each => [each.fileName, fileOf(each)]))
}

async function loadVite(): Promise<typeof import('vite')> {
  try {
    return await import('vite')
  } catch (error) {
    throw new Error(
      'The page of the rehearsal needs Vite, a development package that is not installed here. Run "npm ci" without --omit=dev.',
      {
        cause: error,
      },
    )
  }
}

function fileOf(
  output: { fileName: string } & ({ type: 'chunk'; code: string } | { type: 'asset'; source: string | Uint8Array }),
): PageFile {
  const type = TYPES[output.fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  const source = output.type === 'chunk' ? output.code : output.source
  return { type, body: typeof source === 'string' ? source : new Uint8Array(source) }
}
