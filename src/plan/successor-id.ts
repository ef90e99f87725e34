// The id to give a rule that becomes another kind: ARM can neither change the kind nor reuse the id within a day of its deletion.
import { createHash } from 'node:crypto';

/** Stands in where the former id is no GUID (RFC 9562, appendix A). */
const nil = '00000000-0000-0000-0000-000000000000';

/** A name-based UUID (version 5) of the new kind in the namespace of the former id: the same proposal whoever asks. */
export function successorId(id: string, kind: string): string {
  const isGuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const namespace = Buffer.from((isGuid ? id : nil).replaceAll('-', ''), 'hex');
  const hash = createHash('sha1')
    .update(namespace)
    .update(isGuid ? kind : `${id}/${kind}`)
    .digest();
  const bytes = hash.subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
