// Orders texts by their code units, so that lists come out the same on every machine.

/** For `sort`: negative where `a` stands before `b`. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
