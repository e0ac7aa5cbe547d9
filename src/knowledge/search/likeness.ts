// How alike two skeletons are: the same word in another form, or mistyped.

/** 0..1; 0 when they are different words. An inflected form is worth more than a typo; a word that is `known` as it stands is not mistyped. */
export function likeness(one: string, other: string, known: 'known' | 'unknown'): number {
  const whole = (one.length + other.length) / 2
  const shared = sharedBeginning(one, other)
  const inflected = shared >= SHORTEST_STEM && shared * 2 > Math.max(one.length, other.length) ? (INFLECTED * shared) / whole : 0
  const shortest = Math.min(one.length, other.length)
  if (known === 'known' || shortest < SHORTEST_MISTYPED) return inflected
  const allowed = shortest < SHORTEST_MISTYPED_TWICE ? 1 : 2
  const typos = typosInBeginning(one, other, allowed)
  return typos > allowed ? inflected : Math.max(inflected, (MISTYPED[typos] ?? 0) * Math.min(1, (shortest + TAIL) / whole))
}

const SHORTEST_STEM = 4
const SHORTEST_MISTYPED = 5
const SHORTEST_MISTYPED_TWICE = 8
const INFLECTED = 1
const MISTYPED = [0.95, 0.8, 0.6]
/** So many letters of case endings cost a typo match nothing. */
const TAIL = 0

function sharedBeginning(one: string, other: string): number {
  const end = Math.min(one.length, other.length)
  let at = 0
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at++
  return at
}

/**
 * Edit distance (with transposed neighbours: Damerau 1964, in the restricted form) of the shorter word to the nearest beginning of the longer one,
 * so that case endings are free; more than `allowed` is given back as more than `allowed`.
 */
function typosInBeginning(one: string, other: string, allowed: number): number {
  return one.length <= other.length ? edits(one, 0, other, 0, allowed) : edits(other, 0, one, 0, allowed)
}

function edits(short: string, from: number, long: string, at: number, allowed: number): number {
  while (from < short.length && short.charCodeAt(from) === long.charCodeAt(at)) {
    from++
    at++
  }
  const rest = short.length - from
  if (rest === 0 || at >= long.length) return rest
  if (allowed === 0) return 1
  let least = edits(short, from + 1, long, at + 1, allowed - 1)
  if (least > 0) least = Math.min(least, edits(short, from + 1, long, at, allowed - 1))
  if (least > 0) least = Math.min(least, edits(short, from, long, at + 1, allowed - 1))
  const swapped = short.charCodeAt(from) === long.charCodeAt(at + 1) && short.charCodeAt(from + 1) === long.charCodeAt(at)
  return 1 + (least > 0 && swapped ? Math.min(least, edits(short, from + 2, long, at + 2, allowed - 1)) : least)
}
