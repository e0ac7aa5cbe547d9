// The row of phones. Where there are more of them than fit, its edges say so and lead on.
import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

interface Props {
  stage: RefObject<HTMLElement | null>
  /** How many phones there are. */
  count: number
  children: ComponentChildren
}

// The buttons are for a mouse: with the keyboard the row itself is reached and scrolled.
export function Row({ stage, count, children }: Props) {
  const { before, behind } = useHidden(stage, count)
  const turn = (way: 1 | -1) => stage.current?.scrollBy({ left: way * stage.current.clientWidth * 0.8 })
  return (
    <div class="row-of-phones">
      <main class="stage" ref={stage} aria-label="Phones">
        {children}
      </main>
      {before && (
        <div class="edge before">
          <button type="button" class="button" tabIndex={-1} aria-label="Earlier phones" onClick={() => turn(-1)}>
            ←
          </button>
        </div>
      )}
      {behind && (
        <div class="edge behind">
          <button type="button" class="button" tabIndex={-1} aria-label="Further phones" onClick={() => turn(1)}>
            →
          </button>
        </div>
      )}
    </div>
  )
}

/** Whether something of the row is hidden before or behind what is seen. */
function useHidden(stage: RefObject<HTMLElement | null>, count: number) {
  const [hidden, setHidden] = useState({ before: false, behind: false })
  useEffect(() => {
    const box = stage.current
    if (!box) return
    const look = () => {
      const before = box.scrollLeft > 2
      const behind = box.scrollWidth - box.clientWidth - box.scrollLeft > 2
      setHidden(was => (was.before === before && was.behind === behind ? was : { before, behind }))
      // A box that scrolls must be reachable by keyboard; one that does not would only be in the way.
      box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1
    }
    const observer = new ResizeObserver(look)
    observer.observe(box)
    box.addEventListener('scroll', look, { passive: true })
    look()
    return () => {
      observer.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [count])
  return hidden
}
