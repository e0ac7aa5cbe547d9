// Where a reader is in a chat: at its end unless they went up, or at the beginning of what is too long to be seen whole.
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { MessageView } from '#rehearsal/wire.ts'

const NEAR_END = 48
const MARGIN = 6

type Box = RefObject<HTMLDivElement | null>

/** Keeps the reader's place in the log; `hasMore` says that something new stands below it. */
export function usePlace(log: Box, messages: MessageView[]) {
  const isAtEnd = useRef(true)
  const seen = useRef<number | undefined>(undefined)
  const [hasMore, setMore] = useState(false)
  const last = messages.at(-1)
  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight })
  const onScroll = () => {
    const box = log.current
    if (!box) return
    isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END
    if (isAtEnd.current) setMore(false)
  }
  useLayoutEffect(() => {
    // At the first look nothing is new.
    const isKnown = seen.current !== undefined
    const fresh = messages.filter(message => message.id > (seen.current ?? Number.POSITIVE_INFINITY))
    seen.current = last?.id ?? 0
    if (!isAtEnd.current && !fresh.some(isOwn)) return setMore(was => was || fresh.length > 0)
    // The bot writes its menus anew in place: what it changed is read from its beginning too.
    const changed = last?.isFromBot && last.isEdited && isKnown ? [last] : []
    const long = log.current && tooLong(log.current, fresh.length > 0 ? fresh : changed)
    if (!long) return toEnd()
    // At once, not when the scroll is told of: until then the end would be held in sight.
    isAtEnd.current = false
    log.current?.scrollBy({ top: long.getBoundingClientRect().top - log.current.getBoundingClientRect().top - MARGIN })
    setMore(last?.id !== Number(long.dataset.message))
  }, [last?.id, last?.text])
  useHeld(log, isAtEnd, toEnd)
  return { hasMore, toEnd, onScroll }
}

/** The first message of the bot, after the person's last one, that is taller than the log. */
function tooLong(box: HTMLElement, fresh: MessageView[]): HTMLElement | null | undefined {
  return fresh
    .slice(fresh.findLastIndex(isOwn) + 1)
    .map(message => box.querySelector<HTMLElement>(`[data-message="${message.id}"]`))
    .find(element => element !== null && element.offsetHeight > box.clientHeight)
}

function isOwn(message: MessageView): boolean {
  return !message.isFromBot
}

/** Holds the end in sight when pictures load, edits grow or the field below takes more room. */
function useHeld(log: Box, isAtEnd: RefObject<boolean>, toEnd: () => void): void {
  useLayoutEffect(() => {
    const content = log.current?.firstElementChild
    if (!log.current || !content) return
    // A box that scrolls must be reachable by keyboard.
    log.current.tabIndex = 0
    const observer = new ResizeObserver(() => isAtEnd.current && toEnd())
    observer.observe(content)
    observer.observe(log.current)
    return () => observer.disconnect()
  }, [])
}
