// The value of a literal as a cell of a table: what a query reads there is what it would read of the literal.
import { createCache } from '../../cache/cache.ts';
import { type Cell, seedCell } from '../../rows/cell.ts';
import type { KqlType } from '../../tables/schema.ts';
import { constantOf } from '../bind/findings/constants.ts';
import { queryFindings } from '../bind/findings/query-findings.ts';
import { parseQuery } from '../parser.ts';
import type { Syntax } from '../syntax.ts';
import { jsonOf } from './literals.ts';

export interface LiteralCell {
  readonly type: KqlType;
  readonly cell: Cell;
}

const cells = createCache<string, LiteralCell | 'none'>({ capacity: 1024 });

/**
 * The cell of a literal, with a sign in front or not; undefined for any other text, and for a dynamic that is no list of texts: of
 * bags and numbers more is known of a literal than of a column.
 */
export function literalCell(text: string): LiteralCell | undefined {
  const known = cells.get(text) ?? cellOf(text) ?? 'none';
  cells.set(text, known);
  return known === 'none' ? undefined : known;
}

function cellOf(text: string): LiteralCell | undefined {
  const { root, result, diagnostics } = parseQuery(`print ${text}`, []);
  const [statement, ...more] = root.list('Statements');
  const type = result.kind === 'table' ? result.columns[0]?.type : undefined;
  const [node, ...others] = statement?.child('Expression')?.list('Expressions') ?? [];
  const isOne = node !== undefined && others.length === 0 && more.length === 0;
  const isWrong = diagnostics.length > 0 || queryFindings(root).some(({ severity }) => severity === 'error');
  if (!isOne || isWrong || type === undefined || type === 'unknown') return undefined;
  const cell = type === 'dynamic' ? textsOf(node) : plainCell(node, type);
  return cell === undefined ? undefined : { type, cell };
}

function textsOf(node: Syntax): Cell | undefined {
  const list = node.child('Expression');
  const isTexts = list?.kind === 'JsonArrayExpression' && list.list('Values').every(isText);
  return isTexts ? jsonOf(node) : undefined;
}

function isText({ kind }: Syntax): boolean {
  return kind === 'StringLiteralExpression';
}

function plainCell(node: Syntax, type: KqlType): Cell | undefined {
  const value = constantOf(node)?.value;
  if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
  if (value === null || (type !== 'int' && type !== 'guid' && type !== 'decimal')) return value;
  if (type === 'int') return Number(value);
  const read = seedCell(value, type);
  return 'cell' in read ? read.cell : undefined;
}
