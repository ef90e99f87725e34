// Puts seed rows in front of a query as `let <Table> = datatable(...)`, so that a real service runs it over them.
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { withColumnsOnDemand } from '../../tables/open-columns.ts';
import type { Column } from '../../tables/schema.ts';
import type { BoundQuery } from '../bind/bind.ts';
import { literalText } from './literal-text.ts';
import { type SeedSurvey, seedSurvey, usedColumns } from './seed-survey.ts';

type PrologueRow = Readonly<Record<string, unknown>>;

export type PrologueRows = Readonly<Record<string, readonly PrologueRow[]>>;

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
 * What a prologue cannot cover is named instead: wildcard unions, other workspaces, saved functions, names that nobody here knows. That a `let` shadows a
 * table holds for the official binder; for the live service it is unverified.
 * https://learn.microsoft.com/kusto/query/let-statement
 */
export function withPrologue(
  bound: BoundQuery,
  rows: PrologueRows,
  catalogue: TableCatalogue,
): { readonly query: QueryWithPrologue } | { readonly notCovered: readonly string[] } {
  const survey = seedSurvey(bound);
  if (survey === undefined) return { notCovered: ['the query does not parse'] };
  const { tables } = survey;
  const twice = tables
    .filter((name) => survey.ownLets.has(name))
    .map((name) => `a let that is named ${name}`);
  const notCovered = [...survey.notCovered, ...twice];
  if (notCovered.length > 0) return { notCovered };
  const lets = tables.map((name) => {
    const columns = usedColumns(
      columnsOf(name, bound, catalogue, rows[name] ?? []),
      rows[name] ?? [],
      survey,
    );
    // A column nobody asks for would still tell rows apart, as in `distinct *`.
    const all = survey.ingestionTimes.length > 0 ? [...columns, ingestionTime] : columns;
    return letTable(name, all, rows[name] ?? []);
  });
  const prologue = lets.map((text) => `${text}\n`).join('');
  const query = replaceAll(bound.text, replacements(survey));
  return { query: { text: prologue + query, lineOffset: prologue.split('\n').length - 1 } };
}

/** Those of the table as it was bound, and those that only its rows bring. */
function columnsOf(
  name: string,
  { members = [] }: BoundQuery,
  catalogue: TableCatalogue,
  rows: readonly PrologueRow[],
): readonly Column[] {
  const schema = catalogue.table(name);
  if (schema === undefined) return [];
  const member = members.find((one) => one.kind === 'table' && one.name === name);
  const columns = member?.kind === 'table' ? member.columns : schema.columns;
  return withColumnsOnDemand(
    { ...schema, columns },
    rows.flatMap((row) => Object.keys(row)),
  ).columns;
}

const ingestionTime: Column = { name: ingestionTimeColumn, type: 'datetime' };

function letTable(name: string, columns: readonly Column[], rows: readonly PrologueRow[]): string {
  const header = columns.map((column) => `['${column.name}']:${column.type}`).join(', ');
  const cells = rows.map((row) =>
    columns.map((column) => literalText(cellOf(row, column), column.type)).join(', '),
  );
  return `let ${name} = datatable(${header}) [${cells.join(', ')}];`;
}

function cellOf(row: PrologueRow, column: Column): unknown {
  return column === ingestionTime ? (row[ingestionTimeColumn] ?? row['TimeGenerated']) : row[column.name];
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  /** Not longer than what it stands for. */
  readonly text: string;
}

/** A datatable has no ingestion_time(), and `table("T")` looks past a `let`. */
function replacements({ ingestionTimes, references }: SeedSurvey): readonly Replacement[] {
  const columns = ingestionTimes.map(({ start, end }) => ({ start, end, text: ingestionTimeColumn }));
  const names = references.filter(({ isCall }) => isCall);
  return [...columns, ...names.map(({ table, node: { start, end } }) => ({ start, end, text: table }))];
}

/** What is replaced is filled up with blanks, so that every position in the query stays true. */
function replaceAll(text: string, all: readonly Replacement[]): string {
  return all.reduce((query, { start, end, text: replacement }) => {
    const rest = query.slice(start + replacement.length, end).replaceAll(/[^\r\n]/g, ' ');
    return query.slice(0, start) + replacement + rest + query.slice(end);
  }, text);
}
