// Tells which of the eight languages a short text is in.
import type { Language } from './languages.ts'

export interface Sample {
  readonly language: Language
  readonly text: string
}

export interface Detector {
  /** `confidence` is 0..1: about the share of such verdicts that are right. */
  detect(text: string): { language: Language; confidence: number }
}

/** Learns the languages from samples, at least a few thousand letters of each. */
export function createDetector(_samples: readonly Sample[]): Detector {
  return { detect: () => ({ language: 'en', confidence: 0 }) }
}
