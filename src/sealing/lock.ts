// The lock of what must lie outside the process for a while: AES-256-GCM under a key that never does.

/** Hides a name and seals a value; both are useless to whoever holds the store but not the key. */
export interface Lock {
  /** A keyed name (HMAC-SHA256, base64url) for what may not be stored under its own. */
  nameOf(id: string): Promise<string>
  /** `iv(12) || AES-256-GCM`, base64url; `about` is bound to it and must be given again to open it. */
  seal(text: string, about: string): Promise<string>
  /** The text, or undefined where the value was changed, moved or sealed by another key. */
  open(sealed: string, about: string): Promise<string | undefined>
}

// Node and browsers name these types differently; both know `crypto.subtle`.
type Subtle = typeof crypto.subtle
type Key = Awaited<ReturnType<Subtle['deriveKey']>>

const IV_BYTES = 12
const encoder = new TextEncoder()

/** Makes a lock of 32 random bytes; names and values use keys of their own, derived by HKDF-SHA256 (RFC 5869). */
export async function createLock(key: Uint8Array<ArrayBuffer>): Promise<Lock> {
  if (key.length !== 32) throw new Error(`a lock needs a key of 32 bytes, this one has ${key.length}`)
  const material = await crypto.subtle.importKey('raw', key, 'HKDF', false, ['deriveKey'])
  const names = await derive(material, 'erkin/v1 session names', { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign'])
  const values = await derive(material, 'erkin/v1 session values', { name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt'])
  return {
    async nameOf(id) {
      return toBase64Url(await crypto.subtle.sign('HMAC', names, encoder.encode(id)))
    },
    async seal(text, about) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: encoder.encode(about) },
        values,
        encoder.encode(text),
      )
      return toBase64Url(iv) + toBase64Url(sealed)
    },
    async open(sealed, about) {
      try {
        const bytes = fromBase64Url(sealed)
        const iv = bytes.subarray(0, IV_BYTES)
        const opened = await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv, additionalData: encoder.encode(about) },
          values,
          bytes.subarray(IV_BYTES),
        )
        return new TextDecoder().decode(opened)
      } catch {
        return undefined
      }
    },
  }
}

function derive(
  material: Key,
  info: string,
  algorithm: Parameters<Subtle['deriveKey']>[2],
  uses: Parameters<Subtle['deriveKey']>[4],
): Promise<Key> {
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: encoder.encode(info) }
  return crypto.subtle.deriveKey(hkdf, material, algorithm, false, uses)
}

// Twelve bytes of iv are sixteen characters exactly, so the two parts can stand side by side.
function toBase64Url(bytes: ArrayBuffer | Uint8Array): string {
  const text = String.fromCharCode(...new Uint8Array(bytes))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0))
}
