// Which term stands in which text how weightily: the inverted index, by BM25F.

/** One text in one language, or the names and aliases of an article, which belong to all languages. */
export interface Field {
  readonly name: string
  readonly words: readonly string[]
  readonly weight: number
  /** How much the length of the field counts, 0..1: b of BM25. */
  readonly lengthMatters: number
}

export interface Postings {
  /** The texts of term t stand in `texts` from `starts[t]` to `starts[t + 1]`, each with its weighted frequency. */
  readonly starts: Int32Array
  readonly texts: Int32Array
  readonly weights: Float32Array
}

/**
 * Weighted term frequencies over fields, each normalised by the field's length: BM25F of Robertson and Zaragoza,
 * "The Probabilistic Relevance Framework" (2009), section 3.6. Fields of one `name` are compared with each other in length.
 */
export function createPostings(texts: readonly (readonly Field[])[], numberOf: (word: string) => number): Postings {
  const averages = averageLengths(texts)
  const rows = texts.map(fields => weighTerms(fields, averages, numberOf))
  const terms = rows.reduce((most, row) => Math.max(most, ...row.keys().map(term => term + 1)), 0)
  const starts = new Int32Array(terms + 1)
  for (const row of rows) for (const term of row.keys()) starts[term + 1] = (starts[term + 1] as number) + 1
  for (let term = 0; term < terms; term++) starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number)
  const filled = starts.slice()
  const postings = { starts, texts: new Int32Array(starts[terms] as number), weights: new Float32Array(starts[terms] as number) }
  rows.forEach((row, text) => {
    for (const [term, weight] of row) {
      const at = filled[term] as number
      postings.texts[at] = text
      postings.weights[at] = weight
      filled[term] = at + 1
    }
  })
  return postings
}

function weighTerms(
  fields: readonly Field[],
  averages: ReadonlyMap<string, number>,
  numberOf: (word: string) => number,
): Map<number, number> {
  const row = new Map<number, number>()
  fields.forEach(field => {
    const length = 1 + field.lengthMatters * (field.words.length / (averages.get(field.name) || 1) - 1)
    for (const word of field.words) {
      const term = numberOf(word)
      row.set(term, (row.get(term) ?? 0) + field.weight / length)
    }
  })
  return row
}

function averageLengths(texts: readonly (readonly Field[])[]): Map<string, number> {
  const lengths = Map.groupBy(
    texts.flat().filter(field => field.words.length > 0),
    field => field.name,
  )
  return new Map([...lengths].map(([name, fields]) => [name, fields.reduce((sum, field) => sum + field.words.length, 0) / fields.length]))
}
