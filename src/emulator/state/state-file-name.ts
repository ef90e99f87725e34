// The file name of a stored resource: readable, safe on every file system, one for each name whatever its case.
import { createHash } from 'node:crypto';

/** Longest readable part; file systems allow 255 bytes. */
const longest = 120;

/** `a b/c` -> `a%20b%2Fc.json`; a name that is too long, or one that is only dots, gets a hash in its place. */
export function fileNameOf(name: string): string {
  const readable = encodeURIComponent(name.toLowerCase()).replace(
    /[*'()!~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  if (readable.length <= longest && /[^.]/.test(readable)) return `${readable}.json`;
  const hash = createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 32);
  return `${readable.slice(0, 60).replaceAll('.', '_')}~${hash}.json`;
}
