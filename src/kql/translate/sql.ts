// The only place that builds SQL text: typed fragments that know which generated columns they read.
import { checkSqlLength } from '../budget.ts';

/** A piece of SQL. `columns` are the generated columns it reads, so that what nobody reads is never selected. */
export interface Sql {
  readonly text: string;
  readonly columns: ReadonlySet<string>;
  /** Those of them that are dynamics of which only something inside is read: any text of the same JSON gives it. */
  readonly inside?: ReadonlySet<string> | undefined;
}

const noColumns: ReadonlySet<string> = new Set();

/** Builds a fragment from literal SQL and other fragments; a plain string cannot be put in by mistake. */
export function sql(strings: TemplateStringsArray, ...parts: readonly Sql[]): Sql {
  let text = strings[0]!;
  parts.forEach((part, i) => {
    text += part.text + strings[i + 1]!;
  });
  checkSqlLength(text.length);
  return { text, ...readBy(parts) };
}

/** A reference to a generated column (`c12`), with or without the relation it is read from. */
export function columnSql(name: string, relation?: string): Sql {
  return { text: relation === undefined ? name : `${relation}.${name}`, columns: new Set([name]) };
}

/** The same where a path follows: of a column only what is inside is read. Other fragments may read more of theirs. */
export function readInside(fragment: Sql): Sql {
  return /^c\d+$/.test(fragment.text) ? { ...fragment, inside: fragment.columns } : fragment;
}

/** A generated name (`r3`, `h1`) that is no column of a relation. */
export function nameSql(name: string): Sql {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`${name} is not a generated name`);
  return { text: name, columns: noColumns };
}

/** A string literal. */
export function textSql(value: string): Sql {
  // DuckDB strings may not hold a zero character inside a literal.
  if (value.includes('\0')) {
    return sql`concat(${joinSql(value.split('\0').map(textSql), ', chr(0), ')})`;
  }
  return { text: `'${value.replaceAll("'", "''")}'`, columns: noColumns };
}

/** A whole number; its SQL type is BIGINT, or HUGEINT when it does not fit. */
export function integerSql(value: bigint | number): Sql {
  const whole = BigInt(value);
  // A cast binds closer than a minus, and the smallest value has no positive one.
  return { text: whole < 0n ? `(${whole})::bigint` : `${whole}::bigint`, columns: noColumns };
}

/** A bare whole number for places where SQL wants one: limits, list indexes, ranges. */
export function countSql(value: bigint | number): Sql {
  return { text: BigInt(value).toString(), columns: noColumns };
}

/** A DOUBLE, NaN and infinities included. */
export function realSql(value: number): Sql {
  if (Object.is(value, -0)) return { text: `'-0.0'::double`, columns: noColumns };
  // A cast binds closer than a minus.
  if (Number.isFinite(value))
    return { text: value < 0 ? `(${value})::double` : `${value}::double`, columns: noColumns };
  return { text: `'${String(value).toLowerCase()}'::double`, columns: noColumns };
}

export function boolSql(value: boolean): Sql {
  return value ? sql`true` : sql`false`;
}

/** Joins fragments with a separator of literal SQL. */
export function joinSql(parts: readonly Sql[], separator: string): Sql {
  checkSqlLength(parts.reduce((length, part) => length + part.text.length, 0));
  return { text: parts.map((part) => part.text).join(separator), ...readBy(parts) };
}

/** `a, b, c`. */
export function listSql(parts: readonly Sql[]): Sql {
  return joinSql(parts, ', ');
}

/** Fills `$1`, `$2`, ... of an entry's template; `$*` stands for all arguments joined by commas. */
export function templateSql(template: string, args: readonly Sql[]): Sql {
  const used: Sql[] = [];
  const text = template.replaceAll(/\$(\*|\d+)/g, (_, which: string) => {
    const parts = which === '*' ? args : [args[Number(which) - 1]!];
    for (const part of parts) used.push(part);
    return parts.map((part) => part.text).join(', ');
  });
  return { text, ...readBy(used) };
}

/** How often each `$n` of a template occurs, by argument index. */
export function templateUses(template: string): Map<number, number> {
  const uses = new Map<number, number>();
  for (const [, digits] of template.matchAll(/\$(\d+)/g)) {
    const index = Number(digits) - 1;
    uses.set(index, (uses.get(index) ?? 0) + 1);
  }
  return uses;
}

function readBy(parts: readonly Sql[]): Pick<Sql, 'columns' | 'inside'> {
  const columns = unionOf(parts);
  if (parts.every(({ inside }) => inside === undefined)) return { columns };
  const whole = new Set(parts.flatMap(wholeIn));
  return { columns, inside: new Set([...columns].filter((name) => !whole.has(name))) };
}

/** The columns that a fragment reads as they are. */
export function wholeIn({ columns, inside }: Sql): string[] {
  return inside === undefined ? [...columns] : [...columns].filter((name) => !inside.has(name));
}

function unionOf(parts: readonly Sql[]): ReadonlySet<string> {
  const sets = parts.map((part) => part.columns).filter((columns) => columns.size > 0);
  if (sets.length === 0) return noColumns;
  if (sets.length === 1) return sets[0]!;
  const union = new Set<string>();
  for (const set of sets) for (const name of set) union.add(name);
  return union;
}
