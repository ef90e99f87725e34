// Chance that is the same every time: a small generator with a seed (mulberry32).

export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** One of them. */
  one<T>(values: readonly T[]): T;
  /** True once in so many times. */
  onceIn(times: number): boolean;
  /** Bytes of a kind that differs much: most are near `usual`, a few many times it. */
  bytes(usual: number): number;
  /** So many hexadecimal digits. */
  hex(digits: number): string;
}

/** The same seed gives the same chance. */
export function randomOf(seed: string): Random {
  let state = 0;
  for (const char of seed) state = (Math.imul(state, 31) + char.charCodeAt(0)) | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    one: (values) => values[between(0, values.length - 1)]!,
    onceIn: (times) => next() * times < 1,
    bytes: (usual) => Math.round(usual * Math.exp(2 * (next() + next() + next() - 1.5))),
    hex: (digits) => Array.from({ length: digits }, () => between(0, 15).toString(16)).join(''),
  };
}
