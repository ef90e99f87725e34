// The share that a kept result comes to.

/** 0 to 100 with one digit behind the point, rounded down: what is not all of it is not 100. Of nothing it is 100. */
export function roundedShare(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((1000 * part) / whole) / 10;
}
