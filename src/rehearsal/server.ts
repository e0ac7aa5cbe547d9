// The one HTTP server of the rehearsal: the Bot API on one side, the page and its own small API on the other.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { readBody } from './body.ts'
import { carryOut, type House, type Outcome, unreadable } from './calls.ts'
import { isForUs, isFromUs } from './guard.ts'
import { notFound, unauthorized } from './refusal.ts'

export type App = Hono<{ Bindings: HttpBindings }>
type Request = Context<{ Bindings: HttpBindings }>

export interface Served {
  port: number
  close(): Promise<void>
}

/** The Bot API for one token, and room for the page's routes under `/chat`. */
export function createServer(house: House, token: string): App {
  const app: App = new Hono()
  app.use(async (c, next) => {
    const port = portOf(c)
    return isForUs(c.req.raw, port) && isFromUs(c.req.raw, port) ? next() : c.text('This Telegram answers only to this machine.', 403)
  })
  app.all('/:bot{bot[^/]*}/:method', async c => {
    if (c.req.param('bot') !== `bot${token}`) return answer(c, unauthorized)
    const body = await readBody(c.req.raw)
    if (!body) return answer(c, unreadable)
    return answer(c, await carryOut(house, { ...body, method: c.req.param('method'), gone: hangUp(c) }))
  })
  app.get('/file/:bot{bot[^/]*}/:path{.+}', c => {
    if (c.req.param('bot') !== `bot${token}`) return answer(c, unauthorized)
    const kept = house.world.files.byPath(c.req.param('path'))
    return kept ? c.body(kept.bytes.slice().buffer, 200, { 'content-type': 'application/octet-stream' }) : answer(c, notFound)
  })
  app.notFound(c => answer(c, notFound))
  return app
}

/** Listens on 127.0.0.1 only. Rejects with a sentence for people where the port is taken. */
export function listen(app: App, port: number): Promise<Served> {
  const server = createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' }) as Server
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(wordsFor(error, port), { cause: error })))
    server.listen(port, '127.0.0.1', () => {
      resolve({ port: (server.address() as AddressInfo).port, close: () => closeServer(server) })
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function wordsFor(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} on 127.0.0.1 is taken by another program. Close it, or choose another port.`
  if (error.code === 'EACCES') return `Port ${port} on 127.0.0.1 may not be used by this account. Choose one above 1023.`
  return `The rehearsal could not listen on 127.0.0.1:${port} (${error.code ?? 'unknown reason'}).`
}

function answer(c: Request, outcome: Outcome): Response {
  if (outcome !== 'cut') return c.json(outcome, outcome.ok ? 200 : (outcome.error_code as 400))
  c.env.incoming.socket.destroy()
  return c.body(null, 500)
}

/** Aborts when the caller hangs up before it has its answer. */
function hangUp(c: Request): AbortSignal {
  const gone = new AbortController()
  c.env.outgoing.once('close', () => gone.abort())
  return gone.signal
}

function portOf(c: Request): number {
  return c.env.incoming.socket.localPort ?? 0
}
