// The value of a literal as a cell of a table: what a query reads there is what it would read of the literal.
import { createCache } from '../../cache/cache.ts';
import { type Cell, seedCell } from '../../rows/cell.ts';
import type { KqlType } from '../../tables/schema.ts';
import { constantOf } from '../bind/findings/constants.ts';
import { queryFindings } from '../bind/findings/query-findings.ts';
import { literalTypeOf, parseQuery } from '../parser.ts';
import type { LiteralType } from '../syntax.ts';
import { jsonOf } from './literals.ts';

export interface LiteralCell {
  readonly type: KqlType;
  /** As the binder has it. */
  readonly literalType: LiteralType;
  readonly cell: Cell;
}

const cells = createCache<string, LiteralCell | 'none'>({ capacity: 1024 });

/** The cell of a literal, with a sign in front or not; undefined for any other text. */
export function literalCell(text: string): LiteralCell | undefined {
  const known = cells.get(text) ?? cellOf(text) ?? 'none';
  cells.set(text, known);
  return known === 'none' ? undefined : known;
}

function cellOf(text: string): LiteralCell | undefined {
  const { root, result, diagnostics } = parseQuery(`print ${text}`, []);
  const [statement, ...more] = root.list('Statements');
  const type = result.kind === 'table' ? result.columns[0]?.type : undefined;
  const printed = statement?.child('Expression')?.list('Expressions');
  const literalType = literalTypeOf(text);
  const isWrong = diagnostics.length > 0 || queryFindings(root).some(({ severity }) => severity === 'error');
  if (more.length > 0 || isWrong || printed?.length !== 1) return undefined;
  if (type === undefined || type === 'unknown' || literalType === undefined) return undefined;
  const node = printed[0]!;
  const json = type === 'dynamic' ? jsonOf(node) : undefined;
  if (type === 'dynamic')
    return json === undefined ? undefined : { type, literalType, cell: json === 'null' ? null : json };
  const value = constantOf(node)?.value;
  if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
  if (type === 'int') return { type, literalType, cell: value === null ? null : Number(value) };
  if (type !== 'guid' && type !== 'decimal') return { type, literalType, cell: value };
  const read = seedCell(value, type);
  return 'cell' in read ? { type, literalType, cell: read.cell } : undefined;
}
