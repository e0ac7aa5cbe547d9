// Listening to the bot: what it said since the last act, as soon as it has finished with it. Nothing here polls.
import { messageView } from './views.ts'
import type { Happening, Post, Room, World } from './world.ts'

const PATIENCE = 5000

export interface Patience {
  patience?: number
}

export interface Ears {
  /** Forgets what was heard: a new act begins. */
  clear(): void
  /** Waits for the bot to finish with this update too. */
  open(update: number | undefined): void
  /** What the bot said or changed, once it has finished; each message once, in the order of its last change. */
  hear(who: string, patience?: Patience): Promise<Post[]>
  /** The same for whoever is content with silence: ends once the bot has finished, or when the patience is over. */
  listen(patience?: Patience): Promise<Post[]>
  /** The end of the chat in a few lines, for an error. */
  picture(): string
}

/** Ears in one chat. */
export function createEars(world: World, room: Room): Ears {
  let fresh: Post[] = []
  let awaited: number[] = []
  world.watch(happening => {
    if (!isByBot(happening, room)) return
    fresh = [...fresh.filter(post => post !== happening.post), happening.post]
  })
  const hasFinished = () => {
    awaited = awaited.filter(id => world.updates.isPending(id))
    return awaited.length === 0
  }
  const hasSpoken = () => hasFinished() && fresh.some(post => !post.goneBy)
  const takeAll = () => {
    const heard = fresh.filter(post => !post.goneBy)
    fresh = []
    return heard
  }
  return {
    clear() {
      fresh = []
      awaited = []
    },
    open(update) {
      if (update !== undefined) awaited.push(update)
    },
    async hear(who, { patience = PATIENCE } = {}) {
      const isHeard = await until(world, hasSpoken, patience)
      if (isHeard) return takeAll()
      const why = fresh.length > 0 ? 'has not finished with the last act' : 'said nothing'
      throw new Error(`The bot ${why} in ${patience} ms; ${who} waited. The chat:\n${picture(world, room)}`)
    },
    async listen({ patience = PATIENCE } = {}) {
      await until(world, hasFinished, patience)
      return takeAll()
    },
    picture: () => picture(world, room),
  }
}

/** Whether it becomes true before the time is over, looking whenever something happens. */
export function until(world: World, isTrue: () => boolean, patience: number): Promise<boolean> {
  if (isTrue()) return Promise.resolve(true)
  return new Promise(resolve => {
    const end = (result: boolean) => {
      clearTimeout(timer)
      forget()
      resolve(result)
    }
    const timer = setTimeout(() => end(false), patience)
    const forget = world.watch(() => isTrue() && end(true))
  })
}

function isByBot(happening: Happening, room: Room): happening is Extract<Happening, { post: Post }> {
  return 'post' in happening && happening.by === 'bot' && happening.type !== 'deleted' && happening.room === room
}

function picture(world: World, room: Room): string {
  const lines = room.posts.slice(-8).map(post => {
    const view = messageView(world, post)
    const buttons = view.keyboard.flat().map(button => `[${button.label}]`)
    const words = view.goneBy ? `(deleted by the ${view.goneBy})` : view.text.slice(0, 200)
    return `  ${view.id} ${view.isFromBot ? 'bot' : view.author}: ${[words, ...buttons].join(' ')}`
  })
  return lines.join('\n') || '  (empty)'
}
