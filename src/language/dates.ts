// Dates as the cards write them: numeric, the same in all eight languages.

/** A day, month or year of an article (`2024-08-02`, `2024-08`, `2024`) as `02.08.2024`, `08.2024`, `2024`. */
export function numericDate(day: string): string {
  return day.split('-').reverse().join('.')
}
