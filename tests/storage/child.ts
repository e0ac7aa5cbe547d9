// A process of its own for the tests: does one thing with the stores of a folder, or dies at it.
import { writeFileSync } from 'node:fs'
import { silentLog } from '#log.ts'
import { recipientOf } from '#sealing/age.ts'
import { digest } from '#sealing/derive.ts'
import { join } from '#sealing/encoding.ts'
import type { ThreadId } from '#sealing/thread.ts'
import { openArchive } from '#storage/archive.ts'
import { openVault } from '#storage/vault.ts'
import { replaceFile } from '#storage/whole-file.ts'
import { createConversation } from '#tips/conversation.ts'
import { writeMeta } from '#tips/meta.ts'
import { aMember, aMessage, noise } from './threads.ts'

const [deed = '', dataDir = '', given = ''] = process.argv.slice(2)

const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  throw new Error('unreachable: the signal cannot be caught')
}

const deeds: Record<string, () => Promise<void>> = {
  /** Opens both and says which pepper it found. */
  async open() {
    const archive = await openArchive({ dataDir, log: silentLog })
    const vault = await openVault({ dataDir })
    console.log(Buffer.from(await vault.pepper()).toString('hex'))
    await Promise.all([archive.close(), vault.close()])
  },
  /** Adds ten messages to a thread that others write to as well. */
  async write() {
    const { tips, close } = await openArchive({ dataDir, log: silentLog })
    for (let left = 10; left > 0; ) {
      const number = (await tips.highest(given as ThreadId, 0)) + 1
      if ((await tips.append(given as ThreadId, aMessage(number), {})) === 'appended') left--
    }
    await close()
  },
  /** Begins and tells, and dies when the vault has the key and the archive nothing. */
  async 'die before the thread is in'() {
    const archive = await openArchive({ dataDir, log: silentLog })
    const members = [{ id: aMember(), recipient: recipientOf(noise(32)) }]
    const conversation = createConversation({
      store: { ...archive.tips, create: async () => die() },
      vault: await openVault({ dataDir }),
      argon2id: async ({ message, nonce, secret }) => digest(join(message, nonce, secret)),
      openers: async group => ({ group, listVersion: 1, members }),
    })
    const begun = await conversation.begin({ kind: 'tip', group: 'kz' })
    if (begun.ok) await conversation.tell(begun.draft, { kind: 'text', meta: writeMeta({ language: 'kk' }), body: noise(9) }, 1)
  },
  /** Dies in the middle of a transaction, at the third piece of a file. */
  async 'die while writing'() {
    const { tips } = await openArchive({ dataDir, log: silentLog })
    const envelope = noise(6_000_000)
    const cut = envelope.subarray.bind(envelope)
    envelope.subarray = (from = 0, to) => (from > 5_000_000 ? die() : cut(from, to))
    await tips.append(given as ThreadId, aMessage(2, { envelope }), {})
  },
  /** Dies when half of a new file is written. */
  async 'die while replacing a file'() {
    const half = async (aside: string) => {
      writeFileSync(aside, 'half of the new')
      die()
    }
    await replaceFile(given, half, 'overwrite')
  },
}

await deeds[deed]?.()
