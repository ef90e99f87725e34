// hash(): xxHash64, seed 0, of the UTF-8 bytes of a text or the eight bytes of a number of ticks. https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
import { type NativeFunction, numberOf, textOf } from './native-function.ts';

const p1 = 0x9e3779b185ebca87n;
const p2 = 0xc2b2ae3d27d4eb4fn;
const p3 = 0x165667b19e3779f9n;
const p4 = 0x85ebca77c2b2ae63n;
const p5 = 0x27d4eb2f165667c5n;

const cut = (value: bigint) => BigInt.asUintN(64, value);
const rotate = (value: bigint, by: bigint) => cut((value << by) | (value >> (64n - by)));
const round = (sum: bigint, lane: bigint) => cut(rotate(cut(sum + lane * p2), 31n) * p1);
const merge = (sum: bigint, lane: bigint) => cut((sum ^ round(0n, lane)) * p1 + p4);

/** The unsigned 64-bit hash. */
function xxHash64(bytes: Buffer): bigint {
  let at = 0;
  let sum = p5;
  if (bytes.length >= 32) {
    let lanes = [cut(p1 + p2), p2, 0n, cut(-p1)];
    for (; at + 32 <= bytes.length; at += 32) {
      lanes = lanes.map((lane, i) => round(lane, bytes.readBigUInt64LE(at + 8 * i)));
    }
    sum = cut([1n, 7n, 12n, 18n].reduce((all, by, i) => all + rotate(lanes[i]!, by), 0n));
    for (const lane of lanes) sum = merge(sum, lane);
  }
  sum = cut(sum + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8) {
    sum = cut(rotate(sum ^ round(0n, bytes.readBigUInt64LE(at)), 27n) * p1 + p4);
  }
  for (; at + 4 <= bytes.length; at += 4) {
    sum = cut(rotate(sum ^ cut(BigInt(bytes.readUInt32LE(at)) * p1), 23n) * p2 + p3);
  }
  for (; at < bytes.length; at += 1) {
    sum = cut(rotate(sum ^ cut(BigInt(bytes[at]!) * p5), 11n) * p1);
  }
  sum = cut((sum ^ (sum >> 33n)) * p2);
  sum = cut((sum ^ (sum >> 29n)) * p3);
  return sum ^ (sum >> 32n);
}

function hashOf(bytes: Buffer, mod: unknown): string | null {
  const value = BigInt.asIntN(64, xxHash64(bytes));
  if (mod === undefined) return String(value);
  const divisor = numberOf(mod);
  if (!(divisor >= 1)) return null;
  const by = BigInt(Math.trunc(divisor));
  return String(((value % by) + by) % by);
}

export const hashes = {
  xxhash64: (text, mod) => hashOf(Buffer.from(textOf(text), 'utf8'), mod),
  /** The number comes as text, so that no digit is lost. */
  xxhash64_of_long: (digits, mod) => {
    if (textOf(digits) === '') return null;
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(textOf(digits)));
    return hashOf(bytes, mod);
  },
} satisfies Record<string, NativeFunction>;
