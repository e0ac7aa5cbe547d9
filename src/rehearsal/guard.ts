// Who may talk to the page's server: this machine's own pages and nobody else's.

/** Whether a request was meant for us by name: a foreign name that points to 127.0.0.1 (DNS rebinding) is not. */
export function isForUs(request: Request, port: number): boolean {
  const host = request.headers.get('host') ?? ''
  return [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`].includes(host)
}

/** Whether a request comes from our own page, or from no page at all (a tool on this machine sends no Origin). */
export function isFromUs(request: Request, port: number): boolean {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') return false
  return origin === null || [`http://127.0.0.1:${port}`, `http://localhost:${port}`].includes(origin)
}
