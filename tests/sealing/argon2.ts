// Argon2id as the process brings it (node:crypto, RFC 9106), in the shape that sealing takes it.
import { argon2 } from 'node:crypto'
import { promisify } from 'node:util'
import type { Argon2id } from '#sealing/receipt.ts'

const run = promisify(argon2)

export const argon2id: Argon2id = async ({ message, nonce, secret }) =>
  new Uint8Array(await run('argon2id', { message, nonce, secret, memory: 65_536, passes: 3, parallelism: 1, tagLength: 32 }))
