// On a small screen one phone fills it: here the others are a tap away, and the open one is marked.
import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ChatView } from '#rehearsal/wire.ts'

export function People({ chats, stage }: { chats: ChatView[]; stage: RefObject<HTMLElement | null> }) {
  const nav = useRef<HTMLElement>(null)
  const open = useOpenPhone(stage, chats.length)
  const phoneAt = (at: number) => stage.current?.querySelectorAll('.phone')[at]
  const count = useRef(0)
  useEffect(() => {
    // Whoever has just come is shown; on the first look the row stays at its beginning.
    if (count.current > 0 && chats.length > count.current) phoneAt(chats.length - 1)?.scrollIntoView({ inline: 'nearest' })
    count.current = chats.length
  }, [chats.length])
  useEffect(() => {
    const tab = nav.current?.children[open]
    if (nav.current && tab) toMiddle(nav.current, tab)
  }, [open, chats.length])
  return (
    <nav class="people" aria-label="Phones" ref={nav}>
      {chats.map((chat, at) => (
        <button
          type="button"
          key={chat.chat}
          aria-current={at === open ? 'true' : undefined}
          onClick={() => phoneAt(at)?.scrollIntoView({ inline: 'start' })}
        >
          {chat.person}
        </button>
      ))}
    </nav>
  )
}

/** Which phone is in sight; of several the first. */
function useOpenPhone(stage: RefObject<HTMLElement | null>, count: number): number {
  const [open, setOpen] = useState(0)
  useEffect(() => {
    const phones = [...(stage.current?.querySelectorAll('.phone') ?? [])]
    const inSight = new Set<Element>()
    const look = (entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) inSight.add(target)
        else inSight.delete(target)
      }
      const first = phones.findIndex(phone => inSight.has(phone))
      if (first >= 0) setOpen(first)
    }
    const observer = new IntersectionObserver(look, { root: stage.current, threshold: 0.6 })
    for (const phone of phones) observer.observe(phone)
    return () => observer.disconnect()
  }, [count])
  return open
}

// Not scrollIntoView: it would move everything around the row as well.
function toMiddle(row: HTMLElement, tab: Element): void {
  const [outer, inner] = [row.getBoundingClientRect(), tab.getBoundingClientRect()]
  row.scrollBy({ left: inner.left + inner.width / 2 - (outer.left + outer.width / 2) })
}
