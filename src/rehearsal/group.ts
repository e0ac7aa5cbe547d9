// A group chat that can have the bot in it.
import type { User } from 'grammy/types'
import { say } from './acts.ts'
import { found } from './people.ts'
import { type Person, type SeenMessage, seen } from './person.ts'
import type { Room, World } from './world.ts'

export interface Group {
  readonly id: number
  readonly room: Room
  /** Somebody says something in the group; the bot sees commands, replies to it and its own name. */
  says(person: Person, text: string): number
  hasBot(): boolean
  messages(): SeenMessage[]
}

/** Opens a group without the bot. */
export function createGroup(world: World, title: string): Group {
  const room = found(world, title)
  return {
    id: room.chat.id,
    room,
    says(person, text) {
      const user = world.users.get(person.id) as User
      return say({ world, room, user }, text).at(-1)?.message?.message_id ?? 0
    },
    hasBot: () => room.standing === 'open',
    messages: () => room.posts.map(post => seen(world, post)),
  }
}
