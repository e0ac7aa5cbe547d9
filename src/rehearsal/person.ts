// A person with the bot in their phone: does what people do, and sees what they would see.
import type { User } from 'grammy/types'
import * as acts from './acts.ts'
import { createEars, type Ears, type Patience } from './ears.ts'
import type { Group } from './group.ts'
import { markedUp } from './marked-up.ts'
import type { Upload } from './parts.ts'
import { addBot, block, unblock } from './people.ts'
import { messageView } from './views.ts'
import type { ButtonView, MessageView } from './wire.ts'
import type { Post, Room, World } from './world.ts'

/** A message in the chat; `html` is its text with Telegram's tags. */
export type SeenMessage = MessageView & { html: string }

export interface Toast {
  text: string
  isAlert: boolean
}

/** Bytes alone, or with a name and a type. */
export type FileGiven = Uint8Array | { name?: string; mime?: string; bytes: Uint8Array }

/** What is sent beside text: one of the kinds, with a caption, in an album (any word, the same for all of one album). */
export interface Parcel {
  photo?: FileGiven
  document?: FileGiven
  voice?: FileGiven
  video?: FileGiven
  audio?: FileGiven
  sticker?: FileGiven
  location?: { latitude: number; longitude: number }
  contact?: { name: string; phone: string }
  caption?: string
  album?: string
  replyTo?: number
  forwardedFrom?: string
}

export interface Person {
  /** The Telegram id, which is also the chat's. */
  readonly id: number
  readonly name: string
  /** Says a text; yields the id of the (last) message. */
  says(text: string, around?: { replyTo?: number; forwardedFrom?: string }): number
  /** Presses Start, with the payload of a deep link if there is one. */
  starts(payload?: string): number
  /** Sends something that is not text; yields the message's id. */
  sends(parcel: Parcel): number
  /** Forwards a message of this chat into it again. */
  forwards(messageId: number): number
  /** Taps the button with this label or data: of the newest message that has it, or of `on`. Throws where there is none. */
  taps(labelOrData: string, where?: { on: number }): void
  edits(messageId: number, text: string): void
  /** Deletes a message for both sides; the bot is not told. */
  deletes(messageId: number): void
  blocks(): void
  unblocks(): void
  /** Adds the bot to a group. */
  adds(group: Group): void
  /** What stands in the chat now, oldest first; a deleted message is marked and has no words. */
  messages(): SeenMessage[]
  /** The newest message of the bot that stands in the chat. Throws where there is none. */
  newest(): SeenMessage
  /**
   * What the bot said or changed since the person's last act (or the last `hears`), once the bot has finished with that act.
   * Rejects after `patience` milliseconds (5,000) with a picture of the chat.
   */
  hears(patience?: Patience): Promise<SeenMessage[]>
  /**
   * As `hears`, but silence is an answer too: resolves once the bot has finished with the person's last act, or after `patience`
   * milliseconds (5,000), with whatever was heard until then, even nothing. Never rejects.
   */
  listens(patience?: Patience): Promise<SeenMessage[]>
  /** The bot's answers to taps that showed words, oldest first. */
  toasts(): Toast[]
  seesTyping(): boolean
}

/** Puts a user of this Telegram into a test's or a terminal's hands. */
export function createPerson(world: World, room: Room, user: User): Person {
  const actor = { world, room, user }
  const ears = createEars(world, room)
  return { id: user.id, name: user.first_name, ...deedsOf(actor, ears), ...sensesOf(actor, ears) }
}

type Senses = 'messages' | 'newest' | 'hears' | 'listens' | 'toasts' | 'seesTyping'

function deedsOf(actor: acts.Actor, ears: Ears): Omit<Person, Senses | 'id' | 'name'> {
  const { world, room, user } = actor
  const done = (result: acts.Done | undefined) => {
    ears.open(result?.update)
    return result?.message?.message_id ?? 0
  }
  const act = <T>(what: () => T): T => {
    if (room.standing === 'blocked') throw new Error(`${user.first_name} has blocked the bot: unblocks() comes first.`)
    ears.clear()
    return what()
  }
  return {
    says: (text, around) => act(() => acts.say(actor, text, around).map(done).at(-1) ?? 0),
    starts: payload =>
      act(
        () =>
          acts
            .say(actor, payload ? `/start ${payload}` : '/start')
            .map(done)
            .at(-1) ?? 0,
      ),
    sends: parcel => act(() => done(acts.send(actor, sentBy(parcel), parcel))),
    forwards: messageId => act(() => done(acts.forward(actor, messageId))),
    taps: (labelOrData, where) => act(() => void done(tapped(actor, labelOrData, where?.on))),
    edits(messageId, text) {
      const result = act(() => acts.edit(actor, messageId, text))
      if (!result) throw new Error(`${user.first_name} has no message ${messageId} to edit.`)
      done(result)
    },
    deletes(messageId) {
      if (!acts.erase(actor, messageId)) throw new Error(`${user.first_name} sees no message ${messageId} to delete.`)
    },
    blocks: () => ears.open(block(world, room, user)),
    unblocks: () => ears.open(unblock(world, room, user)),
    adds: group => addBot(world, group.room, user),
  }
}

function sensesOf({ world, room, user }: acts.Actor, ears: Ears): Pick<Person, Senses> {
  const toasts: Toast[] = []
  world.watch(happening => {
    if (happening.type !== 'toast' || happening.user.id !== user.id || happening.text === '') return
    toasts.push({ text: happening.text, isAlert: happening.isAlert })
  })
  const messages = () => room.posts.map(post => seen(world, post))
  return {
    messages,
    newest() {
      const found = messages().findLast(message => message.isFromBot && !message.goneBy)
      if (!found) throw new Error(`The bot has said nothing to ${user.first_name} that still stands.\n${ears.picture()}`)
      return found
    },
    hears: async patience => (await ears.hear(user.first_name, patience)).map(post => seen(world, post)),
    listens: async patience => (await ears.listen(patience)).map(post => seen(world, post)),
    toasts: () => [...toasts],
    seesTyping: () => room.typingUntil > world.now(),
  }
}

/** A message with its text as HTML. */
export function seen(world: World, post: Post): SeenMessage {
  const view = messageView(world, post)
  return { ...view, html: markedUp(view.text, view.entities) }
}

/** Taps a button under a message, or on the keyboard that stands in place of the phone's own. */
function tapped(actor: acts.Actor, wanted: string, on: number | undefined): acts.Done | undefined {
  const { world, room, user } = actor
  const isIt = (button: ButtonView) => button.label === wanted || (button.kind === 'callback' && button.value === wanted)
  const buttonsOf = (post: Post) => messageView(world, post).keyboard.flat()
  const posts = room.posts.filter(post => !post.goneBy && (on === undefined || post.message.message_id === on))
  const post = posts.findLast(each => buttonsOf(each).some(isIt))
  const button = post && buttonsOf(post).find(isIt)
  if (post && button?.kind === 'callback') return acts.tap(actor, post, button.value)
  if (button) throw new Error(`The button "${wanted}" is of the kind "${button.kind}": tapping it tells the bot nothing.`)
  if (on === undefined && room.replies.flat().includes(wanted)) return acts.say(actor, wanted)[0]
  const there = posts.flatMap(buttonsOf).map(each => `"${each.label}" (${each.value})`)
  throw new Error(`${user.first_name} sees no button "${wanted}". There are: ${there.join(', ') || 'none'}.`)
}

function sentBy(parcel: Parcel): acts.Sent {
  if (parcel.location) return { kind: 'location', ...parcel.location }
  if (parcel.contact) return { kind: 'contact', ...parcel.contact }
  for (const [kind, name, mime] of KINDS) {
    const given = parcel[kind]
    if (given) return { kind, file: uploadOf(given, name, mime) }
  }
  throw new Error('There is nothing in the parcel: give a photo, document, voice, video, audio, sticker, location or contact.')
}

const KINDS: [acts.FileKind, string, string][] = [
  ['photo', 'photo.jpg', 'image/jpeg'],
  ['document', 'document.txt', 'text/plain'],
  ['voice', 'voice.ogg', 'audio/ogg'],
  ['video', 'video.mp4', 'video/mp4'],
  ['audio', 'audio.mp3', 'audio/mpeg'],
  ['sticker', 'sticker.webp', 'image/webp'],
]

function uploadOf(given: FileGiven, name: string, mime: string): Upload {
  return given instanceof Uint8Array
    ? { name, mime, bytes: given }
    : { name: given.name ?? name, mime: given.mime ?? mime, bytes: given.bytes }
}
