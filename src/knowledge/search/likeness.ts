// How alike two skeletons are: the same word in another form, or mistyped.

/** 0..1; 0 when they are different words. An inflected form is worth more than a typo, and a typo more than a shared beginning. */
export function likeness(one: string, other: string): number {
  const whole = (one.length + other.length) / 2
  const shared = sharedBeginning(one, other)
  const inflected = shared >= SHORTEST_STEM && shared * 2 > Math.max(one.length, other.length) ? (INFLECTED * shared) / whole : 0
  const shortest = Math.min(one.length, other.length)
  if (shortest < SHORTEST_MISTYPED) return inflected
  const allowed = shortest < SHORTEST_MISTYPED_TWICE ? 1 : 2
  const typos = typosInBeginning(one, other, allowed)
  return typos > allowed ? inflected : Math.max(inflected, (MISTYPED[typos] ?? 0) * Math.min(1, (shortest + TAIL) / whole))
}

const SHORTEST_STEM = 4
const SHORTEST_MISTYPED = 5
const SHORTEST_MISTYPED_TWICE = 8
const INFLECTED = 0.95
const MISTYPED = [0.95, 0.8, 0.6]
/** So many letters of case endings cost a typo match nothing. */
const TAIL = 1

function sharedBeginning(one: string, other: string): number {
  const end = Math.min(one.length, other.length)
  let at = 0
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at++
  return at
}

/**
 * Edit distance (with transposed neighbours: Damerau 1964, in the restricted form) of the shorter word to the nearest beginning of the longer one,
 * so that case endings are free; more than `allowed` is given back as `allowed + 1`.
 */
function typosInBeginning(one: string, other: string, allowed: number): number {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  let before: number[] = []
  let last = Array.from({ length: long.length + 1 }, (_, at) => at)
  for (let row = 1; row <= short.length; row++) {
    const next = [row]
    let best = row
    for (let at = 1; at <= long.length; at++) {
      const same = short.charCodeAt(row - 1) === long.charCodeAt(at - 1)
      let cost = Math.min((last[at - 1] as number) + (same ? 0 : 1), (last[at] as number) + 1, (next[at - 1] as number) + 1)
      if (
        row > 1 &&
        at > 1 &&
        short.charCodeAt(row - 1) === long.charCodeAt(at - 2) &&
        short.charCodeAt(row - 2) === long.charCodeAt(at - 1)
      ) {
        cost = Math.min(cost, (before[at - 2] as number) + 1)
      }
      next.push(cost)
      if (cost < best) best = cost
    }
    if (best > allowed) return allowed + 1
    before = last
    last = next
  }
  return Math.min(...last, allowed + 1)
}
