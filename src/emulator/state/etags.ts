// Etags in the two forms that the published examples show.

/** `"0300bf09-0000-0100-0000-5c37296e0000"`, the quotes are part of it. */
export function securityEtag(token: string): string {
  return `"${token.slice(0, 8)}-0000-0100-0000-${token.slice(8, 16)}0000"`;
}

/** `W/"datetime'2017-10-02T23%3A15%3A41.0709875Z'"`; the digits below a millisecond tell writes apart. */
export function savedSearchEtag(token: string, now: Date): string {
  const ticks = String(Number.parseInt(token.slice(-8), 16) % 10_000).padStart(4, '0');
  return `W/"datetime'${encodeURIComponent(now.toISOString().replace('Z', `${ticks}Z`))}'"`;
}

/** An etag that is not the one before it. A token source that never changes is a bug of the caller. */
export function freshEtag(previous: string | undefined, make: () => string): string {
  for (let tries = 0; tries < 100; tries++) {
    const etag = make();
    if (etag !== previous) return etag;
  }
  throw new Error('The token source of the embedded workspace gave the same token 100 times.');
}
