// Rows of figures, printed so that one can be read against another.

export interface Row {
  readonly what: string
  readonly figure: string
  /** What the figure is held against: an aim, or another figure of the same run. */
  readonly beside?: string
}

export function printTable(rows: readonly Row[]): void {
  const width = Math.max(...rows.map(row => row.what.length))
  const figures = Math.max(...rows.map(row => row.figure.length))
  for (const { what, figure, beside = '' } of rows) console.log(`  ${what.padEnd(width)}  ${figure.padStart(figures)}  ${beside}`.trimEnd())
}

/** The value below which that share of the sorted values lies, by the nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export function thousands(value: number): string {
  return Math.round(value).toLocaleString('en').replaceAll(',', ' ')
}
