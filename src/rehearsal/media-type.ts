// What a file is, by its first bytes: only pictures and sound that a page may show. All else is handed out as a download.

const SIGNATURES: [string, number, string][] = [
  ['image/png', 0, '\x89PNG'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/mpeg', 0, 'ID3'],
  ['video/mp4', 4, 'ftyp'],
  ['video/webm', 0, '\x1a\x45\xdf\xa3'],
]

/** The type of a picture, sound or video; nothing for anything else, above all for HTML and SVG. */
export function mediaType(bytes: Uint8Array): string | undefined {
  const found = SIGNATURES.find(([, at, mark]) => [...mark].every((character, index) => bytes[at + index] === character.charCodeAt(0)))
  return found?.[0]
}
