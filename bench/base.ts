// The real base and its own questions, as the benches ask them.
import { join } from 'node:path'
import { describeFault } from '#knowledge/fault.ts'
import { type Library, loadLibrary } from '#knowledge/library.ts'
import { type Language, languages } from '#language/languages.ts'
import { sampleSentences } from '#language/samples.ts'

export const articlesDir = join(import.meta.dirname, '..', 'articles')

export function openBase(): Library {
  const loaded = loadLibrary(articlesDir, sampleSentences())
  if (!loaded.ok) throw new Error(loaded.faults.map(describeFault).join('\n'))
  return loaded.library
}

/** Every example question of every language, cut to words as people leave them out, so that not each is a stored text to the letter. */
export function questionsOf(library: Library): { language: Language; text: string }[] {
  return library.articles.flatMap(article =>
    languages.flatMap(language =>
      (article.texts[language]?.questions ?? []).map((text, index) => ({
        language,
        text: index % 2 === 0 ? text : text.split(' ').slice(0, -1).join(' '),
      })),
    ),
  )
}
