// Which of the helpers stand on this machine.
import { access, constants } from 'node:fs/promises'
import type { Sandbox } from './sandbox.ts'

/** Where the helpers lie; nothing is looked for elsewhere, and a sandbox holds nothing but /usr. */
export const toolPaths = {
  bwrap: '/usr/bin/bwrap',
  ffmpeg: '/usr/bin/ffmpeg',
  mat2: '/usr/bin/mat2',
  'heif-convert': '/usr/bin/heif-convert',
} as const
export type Tool = keyof typeof toolPaths

/** Without a sandbox that really starts there are no tools: a container or a kernel may forbid it, and only trying tells. */
export async function findTools(sandbox: Sandbox, paths: Readonly<Record<Tool, string>>): Promise<ReadonlySet<Tool>> {
  const names = Object.keys(paths) as Tool[]
  const found = new Set<Tool>()
  for (const name of names) if (await isThere(paths[name])) found.add(name)
  if (!found.has('bwrap')) return new Set()
  const tried = await sandbox.run('cat', [], new Uint8Array([1]))
  return tried.ok && tried.bytes.length === 1 ? found : new Set()
}

function isThere(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
