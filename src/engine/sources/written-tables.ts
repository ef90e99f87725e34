// Reads the tables a query writes out in front of itself, `let T = datatable(...) [...];`, without binding them: validation sends
// every case as such a text, and binding its rows costs more than running it.

import { type Cell, seedCell } from '../../rows/cell.ts';
import { type Column, type KqlType, kqlTypes } from '../../tables/schema.ts';

export interface WrittenTable {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface WrittenTables {
  readonly tables: readonly WrittenTable[];
  /** What stands behind them. */
  readonly rest: string;
}

/**
 * The tables at the head of a text, or undefined where there is none or where one holds anything but literals in the one spelling
 * whose value nobody can doubt: `string` in double quotes, any other value with its type around it, each of its column's type.
 */
export function readWrittenTables(text: string): WrittenTables | undefined {
  const scanner = createScanner(text);
  const tables: WrittenTable[] = [];
  for (let head = scanner.read(tableHead); head !== undefined; head = scanner.read(tableHead)) {
    const columns = readColumns(scanner);
    const rows = columns === undefined ? undefined : readRows(scanner, columns);
    const name = head[1]!;
    if (columns === undefined || rows === undefined || tables.some((table) => table.name === name))
      return undefined;
    tables.push({ name, columns, rows });
  }
  return tables.length === 0 ? undefined : { tables, rest: text.slice(scanner.at()) };
}

const tableHead = /\s*let\s+([A-Za-z_]\w*)\s*=\s*datatable\s*\(/y;
const column = new RegExp(
  `\\s*(?:\\['([A-Za-z_]\\w*)'\\]|([A-Za-z_]\\w*))\\s*:\\s*(${kqlTypes.join('|')})\\s*([,)])`,
  'y',
);
const opening = /\s*\[\s*/y;
const closing = /\s*\]\s*;/y;
const comma = /\s*,\s*/y;

interface Scanner {
  /** What the pattern finds here, and goes on behind it. */
  read(pattern: RegExp): RegExpExecArray | undefined;
  at(): number;
}

function createScanner(text: string): Scanner {
  let at = 0;
  return {
    read(pattern) {
      pattern.lastIndex = at;
      const match = pattern.exec(text) ?? undefined;
      if (match !== undefined) at = pattern.lastIndex;
      return match;
    },
    at: () => at,
  };
}

function readColumns(scanner: Scanner): readonly Column[] | undefined {
  const columns: Column[] = [];
  for (;;) {
    const match = scanner.read(column);
    const name = match?.[1] ?? match?.[2];
    if (match === undefined || name === undefined || columns.some((known) => known.name === name))
      return undefined;
    columns.push({ name, type: match[3] as KqlType });
    if (match[4] === ')') return columns;
  }
}

function readRows(scanner: Scanner, columns: readonly Column[]): readonly (readonly Cell[])[] | undefined {
  if (scanner.read(opening) === undefined) return undefined;
  const rows: Cell[][] = [];
  if (scanner.read(closing) !== undefined) return rows;
  for (;;) {
    const row: Cell[] = [];
    for (const [index, { type }] of columns.entries()) {
      if (index > 0 && scanner.read(comma) === undefined) return undefined;
      const cell = readCell(scanner, type);
      if (cell === undefined) return undefined;
      row.push(cell);
    }
    rows.push(row);
    if (scanner.read(closing) !== undefined) return rows;
    if (scanner.read(comma) === undefined) return undefined;
  }
}

/** The spellings, by type; the value is the first group. */
const literals = {
  bool: /bool\((true|false|null)\)/y,
  datetime: /datetime\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z|null)\)/y,
  decimal: /decimal\((-?\d+(?:\.\d+)?|null)\)/y,
  dynamic: /dynamic\(((?:"(?:[^"\\\p{Cc}\p{Zl}\p{Zp}]|\\["\\nrt])*"|[[\]{}:,.\-\d]|true|false|null)*)\)/uy,
  guid: /guid\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|null)\)/y,
  int: /int\((-?\d+|null)\)/y,
  long: /long\((-?\d+|null)\)/y,
  real: /real\((-?\d+(?:\.\d+)?|nan|[+-]inf|null)\)/y,
  string: /("(?:[^"\\\p{Cc}\p{Zl}\p{Zp}]|\\["\\nrt]|\\u00[01][0-9a-f])*")/uy,
  timespan: /timespan\((-?(?:\d+\.)?\d\d:\d\d:\d\d(?:\.\d{1,7})?|null)\)/y,
} as const satisfies Record<KqlType, RegExp>;

const specialReals: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  '+inf': Infinity,
  '-inf': -Infinity,
};

function readCell(scanner: Scanner, type: KqlType): Cell | undefined {
  const text = scanner.read(literals[type])?.[1];
  if (text === undefined) return undefined;
  if (text === 'null') return null;
  if (type === 'string') return JSON.parse(text) as string;
  if (type === 'dynamic') return isPlainJson(text) ? text : undefined;
  if (type === 'real') return specialReals[text] ?? Number(text);
  const read = seedCell(text, type);
  return 'cell' in read ? read.cell : undefined;
}

/** Written as JSON.stringify writes it: no number is spelled otherwise or beyond 2^53, no key stands twice. */
function isPlainJson(text: string): boolean {
  if (/\d{16}/.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, ''))) return false;
  try {
    return JSON.stringify(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}
