// The page's side of the server: the page itself, what happens (Server-Sent Events), what people do, their files.
import { randomUUID } from 'node:crypto'
import type { User } from 'grammy/types'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import * as acts from './acts.ts'
import { uploadOf } from './body.ts'
import { mediaType } from './media-type.ts'
import type { Page } from './page.ts'
import { block, type Someone, unblock } from './people.ts'
import type { App } from './server.ts'
import { chatHead, chatView, messageView } from './views.ts'
import type { WireAct, WireAnswer, WireEvent } from './wire.ts'
import { type Happening, postOf, type Room, roomOf, type World } from './world.ts'

// The page may load nothing from elsewhere, run nothing inline, and stand in nobody's frame.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const HEADERS = {
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

export interface Phones {
  world: World
  page: Page | undefined
  /** Lets somebody into this Telegram. */
  letIn: (someone: Someone) => void
}

/** Adds the page's routes to the server. */
export function addChatRoutes(app: App, phones: Phones): void {
  const run = randomUUID()
  const { world, page } = phones
  app.use('/chat/*', async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
  })
  app.get('/', c => c.redirect('/chat/'))
  app.get('/chat', c => c.redirect('/chat/'))
  app.get('/chat/events', c =>
    streamSSE(c, stream => tellAll(world, run, event => stream.writeSSE({ data: JSON.stringify(event) }), stream.onAbort.bind(stream))),
  )
  app.post('/chat/act', async c => {
    const act = ACT.safeParse(await c.req.json().catch(() => undefined))
    if (!act.success) return c.json({ ok: false, why: 'That is nothing a person can do here.' } satisfies WireAnswer, 400)
    return c.json(perform(phones, act.data))
  })
  app.post('/chat/send', async c => {
    const form = await c.req.formData()
    return c.json(sendFiles(phones, form, await filesIn(form)))
  })
  app.get('/chat/file/:id', c => {
    const kept = world.files.byId(c.req.param('id'))
    if (!kept) return c.notFound()
    const type = mediaType(kept.bytes)
    c.header('content-disposition', `${type ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(kept.name)}`)
    return c.body(kept.bytes.slice().buffer, 200, { 'content-type': type ?? 'application/octet-stream' })
  })
  app.get('/chat/*', async c => {
    if (!page) return c.text('This rehearsal was opened without its page.', 404)
    const path = c.req.path.slice('/chat/'.length) || 'index.html'
    try {
      const file = await page.file(path)
      return file ? c.body(file.body, 200, { 'content-type': file.type }) : c.notFound()
    } catch (error) {
      return c.text(error instanceof Error ? error.message : 'The page could not be built.', 500)
    }
  })
}

async function filesIn(form: FormData) {
  const files = form.getAll('file').filter(each => typeof each !== 'string')
  return Promise.all(files.map(uploadOf))
}

/** Tells one page everything, from now until it goes away. */
async function tellAll(
  world: World,
  run: string,
  write: (event: WireEvent) => Promise<void>,
  onGone: (listener: () => void) => void,
): Promise<void> {
  const forget = world.watch(happening => {
    for (const event of eventsOf(world, happening)) void write(event)
  })
  const gone = new Promise<void>(resolve => onGone(resolve))
  await write({ type: 'all', run, chats: privateRooms(world).map(room => chatView(world, room)) })
  await gone
  forget()
}

function eventsOf(world: World, happening: Happening): WireEvent[] {
  if (happening.type === 'settled') return []
  if (happening.type === 'face') return privateRooms(world).map(room => ({ type: 'head', head: chatHead(world, room) }))
  const { room } = happening
  if (room.chat.type !== 'private') return []
  const chat = room.chat.id
  if (happening.type === 'head') return [{ type: 'head', head: chatHead(world, room) }]
  if (happening.type === 'toast') return [{ type: 'toast', chat, text: happening.text, isAlert: happening.isAlert }]
  return [{ type: 'message', chat, message: messageView(world, happening.post) }]
}

function privateRooms(world: World): Room[] {
  return [...world.rooms.values()].filter(room => room.chat.type === 'private')
}

const chat = z.int()
const message = z.int()
const words = z.string().trim().min(1).max(40_000)
const ACT = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('person'), name: z.string().trim().min(1).max(64), language: z.string().max(10) }),
  z.strictObject({ act: z.literal('says'), chat, text: words, replyTo: message.exactOptional() }),
  z.strictObject({ act: z.literal('taps'), chat, message, row: z.int(), column: z.int() }),
  z.strictObject({ act: z.literal('edits'), chat, message, text: words }),
  z.strictObject({ act: z.literal('deletes'), chat, message }),
  z.strictObject({ act: z.enum(['starts', 'blocks', 'unblocks']), chat }),
]) satisfies z.ZodType<WireAct>

function perform(phones: Phones, act: WireAct): WireAnswer {
  if (act.act === 'person') {
    phones.letIn({ name: act.name, ...(act.language && { language: act.language }) })
    return { ok: true }
  }
  const actor = actorIn(phones.world, act.chat)
  if (!actor) return no('This chat is gone: the rehearsal was started again.')
  if (actor.room.standing === 'blocked' && act.act !== 'unblocks' && act.act !== 'deletes')
    return no('The bot is blocked here. Unblock it first.')
  return performIn(actor, act)
}

function performIn(actor: acts.Actor, act: Exclude<WireAct, { act: 'person' }>): WireAnswer {
  const { world, room, user } = actor
  if (act.act === 'says') acts.say(actor, act.text, act.replyTo === undefined ? {} : { replyTo: act.replyTo })
  if (act.act === 'starts') acts.say(actor, '/start')
  if (act.act === 'blocks') block(world, room, user)
  if (act.act === 'unblocks') unblock(world, room, user)
  if (act.act === 'deletes') acts.erase(actor, act.message)
  if (act.act === 'edits' && !acts.edit(actor, act.message, act.text)) return no('This message cannot be edited.')
  return act.act === 'taps' ? tapIn(actor, act) : { ok: true }
}

function tapIn(actor: acts.Actor, act: Extract<WireAct, { act: 'taps' }>): WireAnswer {
  const tapped = postOf(actor.room, act.message)
  const button = tapped && messageView(actor.world, tapped).keyboard[act.row]?.[act.column]
  if (!tapped || button?.kind !== 'callback') return no('This button is no longer there.')
  acts.tap(actor, tapped, button.value)
  return { ok: true }
}

function sendFiles({ world }: Phones, form: FormData, files: Awaited<ReturnType<typeof filesIn>>): WireAnswer {
  const actor = actorIn(world, Number(form.get('chat')))
  if (!actor || files.length === 0) return no('There is no file to send.')
  if (actor.room.standing === 'blocked') return no('The bot is blocked here. Unblock it first.')
  const asPhotos = form.get('as') === 'photo'
  const album = files.length > 1 ? randomUUID() : undefined
  files.forEach((file, index) => {
    const isPhoto = asPhotos && mediaType(file.bytes)?.startsWith('image/')
    const caption = index === 0 ? String(form.get('caption') ?? '') : ''
    acts.send(actor, { kind: isPhoto ? 'photo' : 'document', file }, { ...(caption && { caption }), ...(album && { album }) })
  })
  return { ok: true }
}

function actorIn(world: World, chatId: number): acts.Actor | undefined {
  const room = roomOf(world, chatId)
  const user: User | undefined = world.users.get(chatId)
  return room && user && { world, room, user }
}

function no(why: string): WireAnswer {
  return { ok: false, why }
}
