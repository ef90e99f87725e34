// Puts seed rows in front of a query as `let <Table> = datatable(...)`, so that a real service runs it over them.
import { ingestionTimeKey } from '../../rows/seed-row.ts';
import { isFixtureName } from '../../tables/fixtures.ts';
import { withColumnsOnDemand } from '../../tables/open-columns.ts';
import type { Column } from '../../tables/schema.ts';
import type { BoundQuery } from '../bind/bind.ts';
import { bodyText } from '../bind/stored-calls.ts';
import { functionLets } from './inline-functions.ts';
import { literalText } from './literal-text.ts';
import { type SurveyedText, seedSurvey, usedColumns } from './seed-survey.ts';
import { applyEdits, type TextEdit } from './text-edits.ts';
import { watchlistLets } from './watchlist-lets.ts';

type PrologueRow = Readonly<Record<string, unknown>>;

export type PrologueRows = Readonly<Record<string, readonly PrologueRow[]>>;

export interface QueryWithPrologue {
  readonly text: string;
  /** Lines before the query's own first line; what the service reports at line n + this stands at line n. */
  readonly lineOffset: number;
}

/**
 * The query over the given rows alone: every table it names is shadowed, an unseeded one by an empty table, so that nothing of
 * the workspace's own data comes in. Only columns the query or the rows name are declared.
 * Watchlists and the functions it calls stand in front of it too, since a saved one would read the workspace's own tables.
 * What a prologue cannot cover is named instead: wildcard unions, other workspaces, functions whose body is not known, names that
 * nobody here knows, and the places that show a table's own name, which a `let` does not have. That a `let` shadows a table holds for the official binder; for the live service it is unverified.
 * https://learn.microsoft.com/kusto/query/let-statement
 */
export function withPrologue(
  bound: BoundQuery,
  rows: PrologueRows,
  now: Date,
): { readonly query: QueryWithPrologue } | { readonly notCovered: readonly string[] } {
  const survey = seedSurvey(bound);
  if (survey === undefined) return { notCovered: ['the query does not parse'] };
  const { tables } = survey;
  const twice = tables
    .filter((name) => survey.ownLets.has(name))
    .map((name) => `a let that is named ${name}`);
  // An engine calls the rows of a let `union_arg0`, `find_arg0` or `search_arg0` where it names tables.
  const named = survey.bareNames.map((what) => `the name of a table in ${what}`);
  const notCovered = [...survey.notCovered, ...named, ...twice, ...fixturesIn(rows)];
  if (notCovered.length > 0) return { notCovered };
  const lets = tables.map((name) => {
    const columns = usedColumns(columnsOf(name, bound, rows[name] ?? []), rows[name] ?? [], survey);
    // A column nobody asks for would still tell rows apart, as in `distinct *`.
    const all = survey.readsIngestionTime ? [...columns, ingestionTime] : columns;
    return letTable(name, all, rows[name] ?? []);
  });
  const watchlists = watchlistLets(bound, survey, { rows, now });
  const editsIn = (one: SurveyedText, text: string) => [
    ...replacements(one, text),
    ...watchlists.edits(one, text),
  ];
  const functions = survey.texts.flatMap((one) => {
    const { stored, calls } = one;
    return stored === undefined ? [] : [{ stored, calls, edits: editsIn(one, bodyText(stored)) }];
  });
  const prologue = lets.map((text) => `${text}\n`).join('') + watchlists.text + functionLets(functions);
  const own = survey.texts.filter(({ stored }) => stored === undefined);
  const { text } = applyEdits(
    bound.text,
    own.flatMap((one) => editsIn(one, bound.text)),
  );
  return { query: { text: prologue + text, lineOffset: prologue.split('\n').length - 1 } };
}

/** What a service reads itself, whatever a case says that it gives. */
export function fixturesIn(rows: PrologueRows): readonly string[] {
  return Object.keys(rows)
    .filter(isFixtureName)
    .map((name) => `the fixture ${name}`);
}

/** Those of the table as it was bound, and those that only its rows bring. */
function columnsOf(
  name: string,
  { members = [], tables }: BoundQuery,
  rows: readonly PrologueRow[],
): readonly Column[] {
  const schema = tables.table(name);
  if (schema === undefined) return [];
  const member = members.find((one) => one.kind === 'table' && one.name === name);
  const columns = member?.kind === 'table' ? member.columns : schema.columns;
  return withColumnsOnDemand(
    { ...schema, columns },
    rows.flatMap((row) => Object.keys(row)),
  ).columns;
}

/** The column that stands for ingestion_time(), which a datatable does not have. */
const ingestionTime: Column = { name: ingestionTimeKey, type: 'datetime' };

function letTable(name: string, columns: readonly Column[], rows: readonly PrologueRow[]): string {
  const header = columns.map((column) => `['${column.name}']:${column.type}`).join(', ');
  const cells = rows.map((row) =>
    columns.map((column) => literalText(cellOf(name, row, column), column.type)).join(', '),
  );
  return `let ${name} = datatable(${header}) [${cells.join(', ')}];`;
}

/** A workspace gives `Type` the name of the table. */
function cellOf(table: string, row: PrologueRow, column: Column): unknown {
  if (column === ingestionTime) return row[ingestionTimeKey] ?? row['TimeGenerated'];
  const cell = row[column.name];
  return column.name === 'Type' && (cell === undefined || cell === null || cell === '') ? table : cell;
}

/**
 * A datatable has no ingestion_time(), and `table("T")` looks past a `let`. What is put in is not longer than what it stands for and
 * filled up with blanks, so that every position in the text stays true.
 */
function replacements(
  { ingestionTimes, references }: Pick<SurveyedText, 'ingestionTimes' | 'references'>,
  text: string,
): readonly TextEdit[] {
  const columns = ingestionTimes.map((node) => ({ node, name: ingestionTimeKey }));
  const names = references.flatMap(({ isCall, node, table }) => (isCall ? [{ node, name: table }] : []));
  return [...columns, ...names].map(({ node: { start, end }, name }) => {
    const rest = text.slice(start + name.length, end).replaceAll(/[^\r\n]/g, ' ');
    return { start, end, text: name + rest };
  });
}
