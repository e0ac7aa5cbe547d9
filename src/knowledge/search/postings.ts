// Which term stands in which text how weightily: the inverted index, by BM25F.

/** One text in one language, or the names and aliases of an article, which belong to all languages. */
export interface Field {
  readonly name: string
  readonly terms: readonly number[]
  readonly weight: number
  /** How much the length of the field counts, 0..1: b of BM25. */
  readonly lengthMatters: number
  /** Whether its words name what the article is about: titles, aliases. */
  readonly subject: boolean
}

export interface Postings {
  /** The texts of term t stand in `texts` from `starts[t]` to `starts[t + 1]`, each with its weighted frequency. */
  readonly starts: Int32Array
  readonly texts: Int32Array
  readonly weights: Float32Array
  /** 1 where the term stands in a field that names the subject. */
  readonly subject: Uint8Array
}

/**
 * Weighted term frequencies over fields, each normalised by the field's length: BM25F of Robertson and Zaragoza,
 * "The Probabilistic Relevance Framework" (2009), section 3.6. `terms` is how many there are. Fields of one `name` are compared with each other in length.
 */
export function createPostings(texts: readonly (readonly Field[])[], terms: number): Postings {
  const averages = averageLengths(texts)
  const rows = texts.map(fields => weighTerms(fields, averages))
  const starts = new Int32Array(terms + 1)
  for (const row of rows) for (const term of row.keys()) starts[term + 1] = (starts[term + 1] as number) + 1
  for (let term = 0; term < terms; term++) starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number)
  const filled = starts.slice()
  const all = starts[terms] as number
  const postings = { starts, texts: new Int32Array(all), weights: new Float32Array(all), subject: new Uint8Array(all) }
  rows.forEach((row, text) => {
    for (const [term, { weight, subject }] of row) {
      const at = filled[term] as number
      postings.texts[at] = text
      postings.weights[at] = weight
      postings.subject[at] = subject ? 1 : 0
      filled[term] = at + 1
    }
  })
  return postings
}

function weighTerms(fields: readonly Field[], averages: ReadonlyMap<string, number>): Map<number, { weight: number; subject: boolean }> {
  const row = new Map<number, { weight: number; subject: boolean }>()
  fields.forEach(field => {
    const length = 1 + field.lengthMatters * (field.terms.length / (averages.get(field.name) || 1) - 1)
    for (const term of field.terms) {
      const entry = row.get(term)
      if (entry === undefined) row.set(term, { weight: field.weight / length, subject: field.subject })
      else {
        entry.weight += field.weight / length
        entry.subject ||= field.subject
      }
    }
  })
  return row
}

function averageLengths(texts: readonly (readonly Field[])[]): Map<string, number> {
  const lengths = Map.groupBy(
    texts.flat().filter(field => field.terms.length > 0),
    field => field.name,
  )
  return new Map([...lengths].map(([name, fields]) => [name, fields.reduce((sum, field) => sum + field.terms.length, 0) / fields.length]))
}
