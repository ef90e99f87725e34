// Makes a query read the seed rows of one case from test tables, at the clock of the run that wrote them.
import { withColumnsOnDemand } from '../../tables/open-columns.ts';
import type { BoundQuery } from '../bind/bind.ts';
import { bodyText } from '../bind/stored-calls.ts';
import type { Syntax } from '../syntax.ts';
import { clockEdits } from './clock-edits.ts';
import { functionLets } from './inline-functions.ts';
import { literalText, stringLiteral } from './literal-text.ts';
import { fixturesIn, type PrologueRows } from './prologue.ts';
import { type SeedSurvey, type SurveyedText, seedSurvey, usedColumns } from './seed-survey.ts';
import {
  caseColumn,
  readBack,
  runIdColumn,
  seedIngestionColumn,
  type TestTable,
  testTableOf,
} from './test-table.ts';
import { applyEdits, type EditedText, type TextEdit } from './text-edits.ts';
import { watchlistLets } from './watchlist-lets.ts';

/** Which rows of the test tables are meant. */
export interface SeededCase {
  readonly runId: string;
  readonly caseName: string;
  /** The clock that the rows' relative times are counted from. */
  readonly now: Date;
}

export interface SeededQuery extends EditedText {
  /** The test tables the query reads. */
  readonly tables: readonly TestTable[];
}

/**
 * The query over the rows of one case: a table becomes its test table with a filter on run and case and with the columns under
 * their own names and types, now() and ago() go by the run's clock, and ingestion_time() reads the seeded column. Only
 * columns that the query or the rows name are read, as with a prologue.
 * What this cannot cover is named instead, in the words of the prologue where it cannot either.
 */
export function withTestTables(
  bound: BoundQuery,
  rows: PrologueRows,
  seeded: SeededCase,
): { readonly query: SeededQuery } | { readonly notCovered: readonly string[] } {
  const survey = seedSurvey(bound);
  if (survey === undefined) return { notCovered: ['the query does not parse'] };
  const notCovered = [...survey.notCovered, ...survey.bareNames, ...fixturesIn(rows)];
  const sources = new Map<string, { readonly table: TestTable; readonly text: string }>();
  for (const name of survey.tables) {
    const source = sourceText(name, rows[name] ?? [], { bound, survey, seeded });
    if ('problem' in source) notCovered.push(source.problem);
    else sources.set(name, source);
  }
  if (notCovered.length > 0) return { notCovered };
  const clock = literalText(seeded.now, 'datetime');
  const watchlists = watchlistLets(bound, survey, { rows, now: seeded.now });
  const editsIn = (one: SurveyedText): readonly TextEdit[] => [
    ...watchlists.edits(one, one.stored === undefined ? bound.text : bodyText(one.stored)),
    ...one.references.map(({ table, node }) => replaced(node, sources.get(table)!.text)),
    ...one.ingestionTimes.map((node) => replaced(node, seedIngestionColumn)),
    ...one.clocks.flatMap((node) => clockEdits(node, clock)),
  ];
  const functions = survey.texts.flatMap((text) =>
    text.stored === undefined ? [] : [{ stored: text.stored, calls: text.calls, edits: editsIn(text) }],
  );
  const own = survey.texts.filter(({ stored }) => stored === undefined).flatMap(editsIn);
  const inFront = { start: 0, end: 0, text: watchlists.text + functionLets(functions) };
  const tables = [...sources.values()].map(({ table }) => table);
  return { query: { ...applyEdits(bound.text, [inFront, ...own]), tables } };
}

/** A test table has the columns of the schema; a project declares others with a schema of its own. */
function onDemandColumns(
  name: string,
  { members = [], tables }: BoundQuery,
  rows: PrologueRows[string],
): readonly string[] {
  const schema = tables.table(name);
  if (schema === undefined) return [];
  const named = members.flatMap((one) =>
    one.kind === 'table' && one.name === name ? (one.onDemand ?? []) : [],
  );
  const opened = withColumnsOnDemand(schema, [...named, ...rows.flatMap((row) => Object.keys(row))]);
  return opened.columns.slice(schema.columns.length).map((column) => column.name);
}

interface SourceOptions {
  readonly bound: BoundQuery;
  readonly survey: SeedSurvey;
  readonly seeded: SeededCase;
}

function sourceText(
  name: string,
  rows: PrologueRows[string],
  { bound, survey, seeded }: SourceOptions,
): { readonly table: TestTable; readonly text: string } | { readonly problem: string } {
  const schema = bound.tables.table(name);
  const testTable = testTableOf(schema ?? { name, columns: [] });
  if ('problem' in testTable) return testTable;
  const { table } = testTable;
  const used = new Set(usedColumns(schema?.columns ?? [], rows, survey).map((column) => column.name));
  const lost = table.withoutColumns.find((column) => used.has(column));
  if (lost !== undefined) return { problem: `the column ${lost} of ${name}, which no custom table can have` };
  const added = onDemandColumns(name, bound, rows)[0];
  if (added !== undefined)
    return { problem: `the column ${added} of ${name}, which its schema does not have` };
  const columns = table.columns.filter((column) => used.has(column.name)).map(readBack);
  if (survey.readsIngestionTime) columns.push(seedIngestionColumn);
  const run = `${runIdColumn} == ${stringLiteral(seeded.runId)}`;
  const ofCase = `${caseColumn} == ${stringLiteral(seeded.caseName)}`;
  return { table, text: `(${table.name} | where ${run} and ${ofCase} | project ${columns.join(', ')})` };
}

function replaced({ start, end }: Syntax, text: string): TextEdit {
  return { start, end, text };
}
