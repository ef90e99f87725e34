// Compares a result with a recorded answer of the real engine, strictly: names, types, order of columns, every digit.
import type { QueryResult } from '../../src/rows/query-result.ts';
import { durationOf } from './conformance-compare.ts';

export interface RecordedAnswer {
  readonly id: string;
  readonly query: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows?: readonly (readonly unknown[])[];
  /** Instead of rows: the first of them as the engine's client printed them, and how many there were. */
  readonly printed?: readonly string[];
  readonly rowCount?: number;
  readonly ordered: boolean;
  readonly unorderedArrays?: boolean;
  readonly columnsByName?: boolean;
}

/** Why the result is not the recorded one, or undefined when it is. */
export function deviation(answer: RecordedAnswer, { columns, rows }: QueryResult): string | undefined {
  if (columns.length !== answer.columns.length) return `columns ${columns.map(({ name }) => name).join()}`;
  const places = answer.columns.map(({ name }, i) =>
    answer.columnsByName === true ? columns.findIndex((one) => one.name === name) : i,
  );
  for (const [i, { name, type }] of answer.columns.entries()) {
    const column = columns[places[i]!];
    if (column?.name !== name) return `a column ${column?.name} instead of ${name}`;
    const same = answer.printed === undefined ? column.type === type : family(column.type) === family(type);
    if (!same) return `${name} is ${column.type} instead of ${type}`;
  }
  const given = rows.map((row) => places.map((place) => row[place]));
  const count = answer.rowCount ?? answer.rows!.length;
  if (given.length !== count) return `${given.length} rows instead of ${count}`;
  const expected = (answer.printed ?? answer.rows!).map(
    (row) => (candidate: readonly unknown[]) =>
      typeof row === 'string' ? isPrinted(row, candidate, answer) : areCells(row, candidate, answer),
  );
  const inPlace = answer.ordered && expected.length === given.length;
  const left: (readonly unknown[] | undefined)[] = [...given];
  for (const [i, matches] of expected.entries()) {
    const found = inPlace
      ? matches(given[i]!)
        ? i
        : -1
      : left.findIndex((row) => row !== undefined && matches(row));
    if (found < 0) return `no row ${i + 1} of the record`;
    left[found] = undefined;
  }
  return undefined;
}

/** The printed form does not tell these apart. */
const family = (type: string) => (type === 'int' ? 'long' : type === 'decimal' ? 'real' : type);

function areCells(expected: readonly unknown[], actual: readonly unknown[], answer: RecordedAnswer): boolean {
  return answer.columns.every(({ type }, i) => isCell(type, expected[i], actual[i], answer));
}

function isCell(type: string, expected: unknown, given: unknown, answer: RecordedAnswer): boolean {
  const actual = given ?? null;
  if (type === 'string') return String(expected ?? '') === String(actual ?? '');
  if (type === 'dynamic') return isJson(expected ?? null, actual, answer.unorderedArrays === true);
  if (expected === null || actual === null) return expected === actual;
  switch (type) {
    case 'bool':
      return expected === actual;
    case 'guid':
      return String(expected).toLowerCase() === String(actual).toLowerCase();
    case 'real':
    case 'decimal':
      return isNear(expected, actual);
    case 'timespan':
      return durationOf(String(expected)) === durationOf(String(actual));
    case 'datetime':
      return withSevenDigits(String(expected)) === withSevenDigits(String(actual));
    default:
      return String(expected) === String(actual);
  }
}

function withSevenDigits(text: string): string {
  const [, head, fraction = ''] = /^([^.]*?)Z?(?:\.(\d+)Z?)?$/.exec(text) ?? [];
  return `${head}.${fraction.padEnd(7, '0')}`;
}

function isNear(expected: unknown, actual: unknown): boolean {
  const [a, b] = [numberOf(expected), numberOf(actual)];
  return Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-9 * Math.abs(a);
}

function numberOf(value: unknown): number {
  const text = String(value).replace('∞', 'Infinity');
  return /^-?inf$/i.test(text) ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
}

function isJson(expected: unknown, actual: unknown, anyOrder: boolean): boolean {
  if (expected === null || typeof expected !== 'object') return isScalar(expected, actual);
  if (actual === null || typeof actual !== 'object') return false;
  if (Array.isArray(expected) !== Array.isArray(actual)) return false;
  if (Array.isArray(expected) && anyOrder) {
    const left = [...(actual as unknown[])];
    if (left.length !== expected.length) return false;
    return expected.every((item) => {
      const found = left.findIndex((one) => isJson(item, one, true));
      if (found >= 0) left.splice(found, 1);
      return found >= 0;
    });
  }
  const [a, b] = [Object.entries(expected), actual as Readonly<Record<string, unknown>>];
  if (a.length !== Object.keys(b).length) return false;
  return a.every(([key, value]) => Object.hasOwn(b, key) && isJson(value, b[key], anyOrder));
}

function isScalar(expected: unknown, given: unknown): boolean {
  const actual = given ?? null;
  if (typeof expected !== 'number') return expected === actual;
  // Whole numbers that JSON cannot hold exactly come as text.
  if (typeof actual !== 'number' && Number.isSafeInteger(expected)) return false;
  return (typeof actual === 'number' || typeof actual === 'string') && isNear(expected, actual);
}

/** `(1, 'it's', null, {"a": 1})`: text is looked up as it is in the actual row, everything else is read and compared. */
function isPrinted(text: string, row: readonly unknown[], answer: RecordedAnswer): boolean {
  let rest = text.slice(1);
  for (const [i, { type }] of answer.columns.entries()) {
    const after = behindCell(rest, type, row[i] ?? null, answer);
    if (after === undefined) return false;
    const end = i === answer.columns.length - 1 ? ')' : ', ';
    if (!after.startsWith(end)) return false;
    rest = after.slice(end.length);
  }
  return rest === '';
}

function behindCell(rest: string, type: string, value: unknown, answer: RecordedAnswer): string | undefined {
  if (type === 'string' || (type === 'guid' && value !== null)) {
    const shown = `'${type === 'guid' ? String(value).toLowerCase() : (value ?? '')}'`;
    return rest.startsWith(shown) ? rest.slice(shown.length) : undefined;
  }
  if (rest.startsWith('null')) return value === null ? rest.slice(4) : undefined;
  const token = type === 'dynamic' ? jsonAt(rest) : /^[^,)]*/.exec(rest)![0];
  const read =
    type === 'dynamic'
      ? JSON.parse(token)
      : type === 'bool'
        ? token === 'True'
        : token.replace('∞', 'Infinity');
  return isCell(type, read, value, answer) ? rest.slice(token.length) : undefined;
}

/** The JSON value at the start of a text. */
function jsonAt(text: string): string {
  let depth = 0;
  const token = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s"[\]{},:)]+|[\s,:]+/gy;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === '[' || found[0] === '{') depth++;
    if (found[0] === ']' || found[0] === '}') depth--;
    if (depth === 0) break;
  }
  return text.slice(0, token.lastIndex);
}
