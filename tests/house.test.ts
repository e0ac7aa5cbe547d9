// Holds the table of doors: which room may import which, and how large a file may grow.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const MOST_LINES = 250

/** Longest path first: a file belongs to the first room whose path it begins with. */
const rooms = {
  'console/browser': 'src/console/browser/',
  console: 'src/console/',
  'rehearsal/page': 'src/rehearsal/page/',
  rehearsal: 'src/rehearsal/',
  'knowledge/search': 'src/knowledge/search/',
  knowledge: 'src/knowledge/',
  bot: 'src/bot/',
  cli: 'src/cli/',
  storage: 'src/storage/',
  staff: 'src/staff/',
  tips: 'src/tips/',
  sealing: 'src/sealing/',
  language: 'src/language/',
  app: 'src/app.ts',
  config: 'src/config.ts',
  log: 'src/log.ts',
  main: 'src/main.ts',
} as const
type Room = keyof typeof rooms

/** A room, or one file of it ("console/wire"); `types` means only its types. */
const doors: Record<Room, readonly (Room | `${Room}/${string}` | { types: Room })[]> = {
  main: ['cli'],
  cli: ['app', 'config', 'log', 'knowledge', 'tips', 'staff', 'sealing', 'language'],
  app: ['bot', 'console', 'storage', 'rehearsal', 'knowledge', 'tips', 'staff', 'sealing', 'language', 'config', 'log'],
  bot: ['knowledge', 'tips', 'language', 'log'],
  console: ['tips', 'staff', 'language', 'log'],
  'console/browser': ['console/wire.ts', 'sealing', 'language', 'knowledge/search'],
  storage: [{ types: 'tips' }, { types: 'staff' }, { types: 'sealing' }, 'log'],
  rehearsal: ['log'],
  'rehearsal/page': ['rehearsal/wire.ts'],
  knowledge: ['knowledge/search', 'language'],
  'knowledge/search': ['language'],
  tips: ['sealing'],
  staff: ['sealing'],
  sealing: [],
  language: [],
  log: [],
  config: [],
}

/** These also run in a browser, or are pages: nothing of Node may slip in. */
const withoutNode: readonly Room[] = ['sealing', 'language', 'knowledge/search', 'console/browser', 'rehearsal/page']

interface Import {
  readonly from: string
  readonly isType: boolean
}

describe('the house', () => {
  const files = sourceFiles('src')

  test('has files to look at in every room that stands', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(files.filter(file => roomOf(file) === undefined)).toEqual([])
  })

  test('imports only through the doors in the table', () => {
    const code = files.filter(file => !file.endsWith('.css'))
    expect(code.flatMap(file => faultsOf(file, importsOf(file)))).toEqual([])
  })

  test('refuses an import that the table does not hold', () => {
    const wrong = [{ from: '#storage/sessions.ts', isType: false }]
    expect(faultsOf('src/bot/bot.ts', wrong)).toEqual(['src/bot/bot.ts: bot may not import storage (#storage/sessions.ts)'])
    expect(faultsOf('src/storage/turns.ts', [{ from: '#sealing/lock.ts', isType: false }])).toHaveLength(1)
    expect(faultsOf('src/storage/turns.ts', [{ from: '#sealing/lock.ts', isType: true }])).toEqual([])
    expect(faultsOf('src/tips/tip.ts', [{ from: '../knowledge/library.ts', isType: false }])).toHaveLength(1)
    expect(faultsOf('src/language/fold.ts', [{ from: 'node:fs', isType: false }])).toHaveLength(1)
    expect(faultsOf('src/rehearsal/page/app.tsx', [{ from: '#rehearsal/world.ts', isType: true }])).toHaveLength(1)
  })

  test(`keeps every file within ${MOST_LINES} lines and opens it with a sentence that says what it is`, () => {
    const own = [...files, ...sourceFiles('tests'), ...sourceFiles('bench')]
    expect(own.filter(file => lines(file).length > MOST_LINES)).toEqual([])
    expect(files.filter(file => !/^(\/\/|\/\*) \S+ \S/.test(lines(file)[0] ?? ''))).toEqual([])
  })

  test('has no drawer for everything', () => {
    const drawers = /\/(utils?|helpers?|common|misc|types|shared)(\/|\.tsx?$)|\/index\.tsx?$/
    expect(files.filter(file => drawers.test(file))).toEqual([])
  })
})

function faultsOf(file: string, imports: readonly Import[]): string[] {
  const room = roomOf(file)
  if (room === undefined) return [`${file}: belongs to no room`]
  return imports.flatMap(({ from, isType }) => {
    if (from.startsWith('../')) return [`${file}: "${from}" leaves its folder; write #room/file.ts`]
    if (from.startsWith('node:') || from === 'vite')
      return withoutNode.includes(room) ? [`${file}: ${room} also runs in a browser (${from})`] : []
    if (from.startsWith('#locales/')) return room === 'language' ? [] : [`${file}: only language reads the locales`]
    if (!from.startsWith('#')) return []
    const target = `src/${from.slice(1)}`
    const other = roomOf(target)
    if (other === room || other === undefined) return other === undefined ? [`${file}: there is no room for ${from}`] : []
    const isOpen = doors[room].some(door =>
      typeof door === 'string' ? door === other || `src/${door}` === target : door.types === other && isType,
    )
    return isOpen ? [] : [`${file}: ${room} may not import ${other} (${from})`]
  })
}

function roomOf(file: string): Room | undefined {
  return (Object.keys(rooms) as Room[]).find(room => file.startsWith(rooms[room]))
}

function importsOf(file: string): Import[] {
  const code = readFileSync(join(root, file), 'utf8')
  const { module, program } = parseSync(file, code)
  const imports = module.staticImports.map(({ moduleRequest, entries }) => ({
    from: moduleRequest.value,
    isType: entries.length > 0 && entries.every(entry => entry.isType),
  }))
  const reexports = module.staticExports
    .flatMap(({ entries }) => entries)
    .filter(entry => entry.moduleRequest !== null)
    .map(entry => ({ from: entry.moduleRequest?.value ?? '', isType: entry.isType }))
  const dynamic = module.dynamicImports.map(({ moduleRequest }) => ({
    from: code.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    isType: false,
  }))
  expect(program.body.length, `${file} could not be parsed`).toBeGreaterThan(0)
  return [...imports, ...reexports, ...dynamic]
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(tsx?|css)$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}

function lines(file: string): string[] {
  return readFileSync(join(root, file), 'utf8').trimEnd().split('\n')
}
