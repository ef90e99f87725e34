// The shape of a native function, and how its arguments are read.

/** JSON values in; text, a JSON value, or null for null out. */
export type NativeFunction = (...args: readonly unknown[]) => unknown;

export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A number, also from text; NaN for anything else. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

/** A series of numbers, NaN for items that are none; undefined when the value is no array. */
export function seriesOf(value: unknown): number[] | undefined {
  return Array.isArray(value)
    ? value.map((item) => (typeof item === 'number' || isNamedReal(item) ? Number(item) : Number.NaN))
    : undefined;
}

function isNamedReal(item: unknown): boolean {
  return item === 'NaN' || item === 'Infinity' || item === '-Infinity';
}
