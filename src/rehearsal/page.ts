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
export function openPage(): Page {
  const built = build()
  // Whoever asks for the page hears of a failure; until then it must not end the process.
  built.catch(() => {})
  return { file: async path => (await built).get(path) }
}

async function build(): Promise<Map<string, PageFile>> {
  const vite = await loadVite()
  const warnings: string[] = []
  const note = (message: string) => warnings.push(message)
  const quiet = vite.createLogger('silent')
  const result = await vite.build({
    root: fileURLToPath(new URL('./page', import.meta.url)),
    base: '/chat/',
    configFile: false,
    logLevel: 'silent',
    // What runs on Node only is a warning for Vite, and a page that stays white for a person.
    customLogger: { ...quiet, warn: note, warnOnce: note },
    build: { write: false, target: 'es2024', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  })
  if (warnings.length > 0) throw new Error(`The page of the rehearsal was not built cleanly:\n${warnings.join('\n')}`)
  const outputs = Array.isArray(result) ? result : [result]
  return new Map(outputs.flatMap(each => ('output' in each ? each.output : [])).map(each => [each.fileName, fileOf(each)]))
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
