// People, places, outlets, organisations and public bodies, each spelled once for all articles.
import { z } from 'zod'
import { languages } from '#language/languages.ts'

const spelling = z.string().min(1)

const nameKinds = ['person', 'place', 'outlet', 'organisation', 'body'] as const

const name = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and single hyphens'),
  kind: z.enum(nameKinds),
  ...(Object.fromEntries(languages.map(code => [code, spelling])) as Record<(typeof languages)[number], typeof spelling>),
  also: z.array(spelling),
})

/** The shape of `names.yaml`: each language's spelling, and in `also` the others that people type. */
export const namesFile = z.array(name)
export type Name = z.infer<typeof name>

/** All ways a name is written, each once. */
export function spellings(name: Name): string[] {
  return [...new Set([...languages.map(code => name[code]), ...name.also])]
}
