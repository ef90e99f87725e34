// Puts seed rows in front of a query as `let <Table> = datatable(...)`, so that a real service runs it over them.
import type { TableCatalogue } from '../tables/catalogue.ts';
import type { Column } from '../tables/schema.ts';
import type { BoundQuery } from './bind.ts';
import { literalText } from './literal-text.ts';
import { type Syntax, walk } from './syntax.ts';

export type PrologueRows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

export interface QueryWithPrologue {
  readonly text: string;
  /** Lines before the query's own first line; what the service reports at line n + this stands at line n. */
  readonly lineOffset: number;
}

/** The column that stands for ingestion_time(), which a datatable does not have. */
export const ingestionTimeColumn = '_IngestionTime';

/**
 * The query over the given rows alone: every table it names is shadowed, an unseeded one by an empty table, so that nothing of
 * the workspace's own data comes in. Only columns the query or the rows name are declared.
 * What a prologue cannot cover is named instead: wildcard unions, other workspaces, saved functions. That a `let` shadows a
 * table holds for the official binder; for the live service it is unverified.
 * https://learn.microsoft.com/kusto/query/let-statement
 */
export function withPrologue(
  bound: BoundQuery,
  rows: PrologueRows,
  catalogue: TableCatalogue,
): { readonly query: QueryWithPrologue } | { readonly notCovered: readonly string[] } {
  if (bound.root === undefined) return { notCovered: ['the query does not parse'] };
  const { tables, notCovered, ingestionTimes, words } = surveyOf(bound, bound.root);
  if (notCovered.length > 0) return { notCovered };
  const lets = tables.map((name) => {
    const columns = [...(catalogue.table(name)?.columns ?? []), ingestionTime];
    return letTable(name, columns, rows[name] ?? [], words);
  });
  const prologue = lets.map((text) => `${text}\n`).join('');
  const query = replaceAll(bound.text, ingestionTimes);
  return { query: { text: prologue + query, lineOffset: prologue.split('\n').length - 1 } };
}

const ingestionTime: Column = { name: ingestionTimeColumn, type: 'datetime' };

interface Survey {
  readonly tables: readonly string[];
  readonly notCovered: readonly string[];
  readonly ingestionTimes: readonly Syntax[];
  readonly words: ReadonlySet<string>;
}

const surveys = new WeakMap<BoundQuery, Survey>();

/** One query is run with the rows of many cases. */
function surveyOf(bound: BoundQuery, root: Syntax): Survey {
  const known = surveys.get(bound) ?? survey(bound.text, root);
  surveys.set(bound, known);
  return known;
}

function survey(text: string, root: Syntax): Survey {
  const tables = new Set<string>();
  const notCovered = new Set<string>();
  const ingestionTimes: Syntax[] = [];
  walk(root, (node) => {
    const { symbol } = node;
    if (node.kind === 'WildcardedName') notCovered.add(`wildcard ${node.text}`);
    if (node.kind === 'NameReference' && symbol?.kind === 'table' && symbol.name !== '')
      tables.add(symbol.name);
    if (
      symbol?.kind === 'function' &&
      symbol.family === 'workspace' &&
      node.kind === 'FunctionCallExpression'
    ) {
      notCovered.add(`function ${symbol.name}()`);
    }
    if (node.kind === 'FunctionCallExpression' && node.get('Name').name === 'ingestion_time')
      ingestionTimes.push(node);
    return undefined;
  });
  const words = new Set(text.match(/\w+/g));
  return { tables: [...tables].sort(), notCovered: [...notCovered], ingestionTimes, words };
}

function letTable(
  name: string,
  columns: readonly Column[],
  rows: PrologueRows[string],
  words: ReadonlySet<string>,
): string {
  const seeded = new Set(rows.flatMap((row) => Object.keys(row)));
  const used = columns.filter(
    (column) =>
      column === ingestionTime ||
      column.name === 'TimeGenerated' ||
      words.has(column.name) ||
      seeded.has(column.name),
  );
  const header = used.map((column) => `['${column.name}']:${column.type}`).join(', ');
  const cells = rows.map((row) =>
    used.map((column) => literalText(cellOf(row, column), column.type)).join(', '),
  );
  return `let ${name} = datatable(${header}) [${cells.join(', ')}];`;
}

function cellOf(row: Readonly<Record<string, unknown>>, column: Column): unknown {
  return column === ingestionTime ? (row[ingestionTimeColumn] ?? row['TimeGenerated']) : row[column.name];
}

/** Each call becomes the column and as many blanks as it was longer, so that every position in the query stays true. */
function replaceAll(text: string, calls: readonly Syntax[]): string {
  return calls.reduce((query, { start, end }) => {
    const rest = query.slice(start + ingestionTimeColumn.length, end).replaceAll(/[^\r\n]/g, ' ');
    return query.slice(0, start) + ingestionTimeColumn + rest + query.slice(end);
  }, text);
}
