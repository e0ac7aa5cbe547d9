import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backUpArchive } from '#storage/backup.ts'
import { replaceFile } from '#storage/whole-file.ts'
import { forgetDue } from '#tips/forgetting.ts'
import { archiveOf, folder, vaultOf } from './places.ts'
import { aMessage, aThread } from './threads.ts'

/** Runs child.ts; `signal` is what ended it, if anything did. */
function child(
  deed: string,
  dataDir: string,
  given = '',
): Promise<{ code: number | null; signal: string | null; out: string; err: string }> {
  const script = join(import.meta.dirname, 'child.ts')
  const running = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, deed, dataDir, given])
  let [out, err] = ['', '']
  running.stdout.on('data', data => {
    out += data
  })
  running.stderr.on('data', data => {
    err += data
  })
  return new Promise(resolve => running.on('close', (code, signal) => resolve({ code, signal, out: out.trim(), err })))
}

test('processes that start at once on an empty folder agree on one archive and one pepper', async () => {
  const dataDir = folder()
  const ran = await Promise.all([1, 2].map(() => child('open', dataDir)))
  expect(ran.map(({ code, err }) => [code, err])).toEqual(Array(2).fill([0, '']))
  expect(new Set(ran.map(({ out }) => out)).size).toBe(1)
  expect(ran[0]?.out).toMatch(/^[0-9a-f]{64}$/)
})

test('two processes and this one write into one file, beside upkeep and backup, and no message is lost', async () => {
  const dataDir = folder()
  const { tips, upkeep } = await archiveOf({ dataDir })
  const thread = aThread()
  await tips.create(thread, [], aMessage(1))
  const others = Promise.all([1, 2].map(() => child('write', dataDir, thread.id)))
  for (let left = 10; left > 0; ) {
    const number = (await tips.highest(thread.id, 0)) + 1
    if ((await tips.append(thread.id, aMessage(number), {})) === 'appended') left--
    if (left % 4 === 0) await Promise.all([upkeep(), backUpArchive({ dataDir, day: '2026-11-24' })])
    // Without this the others would not be heard while this one writes.
    await new Promise(resolve => setImmediate(resolve))
  }
  expect((await others).map(({ code, err }) => [code, err])).toEqual(Array(2).fill([0, '']))
  expect((await tips.messages(thread.id)).map(row => row.number)).toEqual(Array.from({ length: 31 }, (_, at) => at + 1))
})

test('a kill between vault and archive leaves a key without a thread, which the second night takes away', async () => {
  const dataDir = folder()
  expect((await child('die before the thread is in', dataDir)).signal).toBe('SIGKILL')
  const [{ tips: store }, vault] = [await archiveOf({ dataDir }), await vaultOf({ dataDir })]
  expect(await store.ids()).toEqual([])
  expect(await vault.ids()).toHaveLength(1)
  expect(await vault.pending('9999-12-31')).toEqual(await vault.ids())

  const nightAfter = (days: number) => forgetDue({ store, vault, now: () => Date.now() + days * 86_400_000 })
  expect(await nightAfter(1)).toEqual({ threads: 0, strays: 0 })
  expect(await nightAfter(3)).toEqual({ threads: 0, strays: 1 })
  expect(await vault.ids()).toEqual([])
})

test('a kill in the middle of a file leaves the thread as it was, and the next message gets in', async () => {
  const dataDir = folder()
  const { tips } = await archiveOf({ dataDir })
  const thread = aThread()
  await tips.create(thread, [], aMessage(1))
  expect((await child('die while writing', dataDir, thread.id)).signal).toBe('SIGKILL')
  expect(readdirSync(dataDir), 'the kill came while pages were in the file').toContain('archive.db-journal')
  expect(await tips.highest(thread.id, 0)).toBe(1)
  expect(await tips.envelope(thread.id, 0, 2)).toBeUndefined()
  expect(await tips.append(thread.id, aMessage(2), {})).toBe('appended')
  expect(readdirSync(dataDir)).toEqual(['archive.db'])
})

test('a kill while a backup is written leaves the old one whole, and the next one cleans up', async () => {
  const dataDir = folder()
  const path = join(dataDir, 'vault-slot.db')
  writeFileSync(path, 'the old one')
  expect((await child('die while replacing a file', dataDir, path)).signal).toBe('SIGKILL')
  expect(readFileSync(path, 'utf8')).toBe('the old one')
  expect(readdirSync(dataDir)).toHaveLength(2)
  await replaceFile(path, async aside => writeFileSync(aside, 'the new one'), 'overwrite')
  expect(readFileSync(path, 'utf8')).toBe('the new one')
  expect(readdirSync(dataDir)).toEqual(['vault-slot.db'])
})
