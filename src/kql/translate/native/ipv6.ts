// IPv6 addresses as 128-bit numbers; an IPv4 address is read as the IPv6 address that maps it.
import { type NativeFunction, numberOf, textOf } from './native-function.ts';

interface Address {
  readonly bits: bigint;
  /** Bits of the network, 0 to 128. */
  readonly prefix: number;
  readonly fromV4: boolean;
}

const mapped = 0xffffn << 32n;

/** An address with an optional prefix; undefined for any other text. An IPv4 prefix counts from bit 96. */
function parseAddress(text: string): Address | undefined {
  const match = /^\s*([0-9a-fA-F:.]+?)(?:%\w+)?(?:\/(\d{1,3}))?\s*$/.exec(text);
  if (match === null) return undefined;
  const [, address, suffix] = match;
  const v4 = v4Bits(address!);
  const embedded = /^::(?:ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address!);
  const inner = embedded === null ? undefined : v4Bits(embedded[1]!);
  const bits = v4 !== undefined ? mapped | v4 : inner !== undefined ? mapped | inner : v6Bits(address!);
  if (bits === undefined) return undefined;
  const fromV4 = v4 !== undefined || inner !== undefined;
  const offset = fromV4 && suffix !== undefined && Number(suffix) <= 32 ? 96 : 0;
  const prefix = suffix === undefined ? 128 : Number(suffix) + offset;
  return prefix > 128 ? undefined : { bits, prefix, fromV4 };
}

function v4Bits(text: string): bigint | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  const parts = text.split('.').map(Number);
  return parts.some((part) => part > 255)
    ? undefined
    : parts.reduce((all, part) => all * 256n + BigInt(part), 0n);
}

function v6Bits(text: string): bigint | undefined {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const v4 = tail === null ? undefined : v4Bits(tail[2]!);
  if (tail !== null && v4 === undefined) return undefined;
  const whole =
    tail === null ? text : `${tail[1]}${(v4! >> 16n).toString(16)}:${(v4! & 0xffffn).toString(16)}`;
  const halves = whole.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - groups.flat().length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all =
    halves.length === 2 ? [...groups[0]!, ...Array<string>(missing).fill('0'), ...groups[1]!] : groups[0]!;
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return all.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

function network(address: Address, prefix: number): bigint {
  const host = BigInt(128 - prefix);
  return (address.bits >> host) << host;
}

/** All eight groups in full. */
function canonical(bits: bigint): string {
  return bits
    .toString(16)
    .padStart(32, '0')
    .replaceAll(/(.{4})(?=.)/g, '$1:');
}

/** -1, 0 or 1; null when a text is no address or the prefix is out of range. */
function compare(left: unknown, right: unknown, prefix?: unknown): number | null {
  const [a, b] = [parseAddress(textOf(left)), parseAddress(textOf(right))];
  if (a === undefined || b === undefined) return null;
  const asked = prefixOf(prefix, a.fromV4 && b.fromV4);
  if (asked === undefined) return null;
  const common = Math.min(a.prefix, b.prefix, asked);
  const [x, y] = [network(a, common), network(b, common)];
  return x === y ? 0 : x < y ? -1 : 1;
}

/** Of two IPv4 addresses a prefix up to 32 counts their own bits. */
function prefixOf(prefix: unknown, bothV4: boolean): number | undefined {
  if (prefix === undefined) return 128;
  const value = numberOf(prefix);
  if (!(value >= 0 && value <= 128)) return undefined;
  return bothV4 && value <= 32 ? value + 96 : value;
}

function inRange(ip: unknown, range: unknown): boolean | null {
  const [a, b] = [parseAddress(textOf(ip)), parseAddress(textOf(range))];
  return a === undefined || b === undefined ? null : network(a, b.prefix) === network(b, b.prefix);
}

/** `::192.168.1.1` meets IPv4 addresses as one of theirs, but is written out as the IPv6 address that it is. */
function parsed(ip: unknown, prefix?: unknown): string {
  const text = textOf(ip);
  const address = parseAddress(text);
  const asked = prefix === undefined ? 128 : numberOf(prefix);
  if (address === undefined || !(asked >= 0 && asked <= 128)) return '';
  const bits = /^\s*::\d+\./.test(text) ? address.bits ^ mapped : address.bits;
  return canonical(network({ ...address, bits }, Math.min(address.prefix, asked)));
}

/** The fewest prefixes that cover exactly the addresses from start to end. */
function cidrList(start: unknown, end: unknown): string[] | null {
  const [first, last] = [v4Bits(textOf(start).trim()), v4Bits(textOf(end).trim())];
  if (first === undefined || last === undefined || first > last) return null;
  const prefixes: string[] = [];
  for (let at = first; at <= last; ) {
    let bits = 0n;
    while (bits < 32n && at % (2n << bits) === 0n && at + (2n << bits) - 1n <= last) bits += 1n;
    const octets = [24n, 16n, 8n, 0n].map((shift) => (at >> shift) & 255n);
    prefixes.push(`${octets.join('.')}/${32n - bits}`);
    at += 1n << bits;
  }
  return prefixes;
}

export const ipv6 = {
  ipv4_range_to_cidr_list: cidrList,
  ipv6_compare: compare,
  ipv6_is_in_any_range: (ip, ...ranges) => {
    if (parseAddress(textOf(ip)) === undefined) return null;
    return ranges.flat().some((range) => inRange(ip, range) === true);
  },
  ipv6_is_in_range: inRange,
  ipv6_is_match: (left, right, prefix) => {
    const order = compare(left, right, prefix);
    return order === null ? null : order === 0;
  },
  parse_ipv6: parsed,
  parse_ipv6_mask: (ip, prefix) => parsed(ip, prefix),
} satisfies Record<string, NativeFunction>;
