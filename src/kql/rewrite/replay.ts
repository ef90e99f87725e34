// A query as a past run of its rule saw the tables: each table it names is cut down to the rows of that run.

import type { BoundQuery } from '../bind/bind.ts';
import { bodyText } from '../bind/stored-calls.ts';
import { type Syntax, walk } from '../syntax.ts';
import { clockEdits } from './clock-edits.ts';
import { functionLets } from './inline-functions.ts';
import { literalText } from './literal-text.ts';
import { type SeedSurvey, type SurveyedText, seedSurvey } from './seed-survey.ts';
import { applyEdits, offsetAt, placeAt, type TextEdit } from './text-edits.ts';
import { watchlistLets } from './watchlist-lets.ts';

/** What a run sees of a table, each as a KQL expression. */
export interface SeenOf {
  /** [from, to) of TimeGenerated. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** (after, until] of ingestion_time(). */
  readonly after?: string | undefined;
  readonly until: string;
  /** The longest time from TimeGenerated to ingestion_time(). */
  readonly maxLate?: string | undefined;
}

export interface ReplayOptions {
  readonly seen: SeenOf;
  /** What now() is, as a KQL expression; without it the service is asked for the time. */
  readonly clock?: string;
  /** Tables whose rows do not say when they were ingested; they go by TimeGenerated alone. */
  readonly withoutIngestion: ReadonlySet<string>;
  /** The moment from which watchlists of the project count their times; without it they are those of the workspace. */
  readonly watchlistsAt?: Date;
}

export interface ReplayedQuery {
  readonly text: string;
  /** Lines in front of the query's own first line. */
  readonly lineOffset: number;
  /** The line and column of the query that a place of the text stands for; undefined in front of it. */
  placeOf(line: number, column: number): { readonly line: number; readonly column: number } | undefined;
}

/**
 * What a query reads that cannot be cut down to the rows of a run, in words: functions whose body is not known, wildcards, and the
 * places that show a table's own name.
 */
export function uncut(bound: BoundQuery): readonly string[] {
  const survey = seedSurvey(bound);
  if (survey === undefined) return ['a query that does not parse'];
  return [...survey.notCovered, ...survey.bareNames.map((what) => `the name of a table in ${what}`)];
}

/**
 * The query over what a run saw. The functions of the workspace whose bodies are known stand in front of it as `let`s, their tables
 * cut down too. What `uncut` names is left as it is.
 */
export function replayed(bound: BoundQuery, options: ReplayOptions): ReplayedQuery {
  const survey = seedSurvey(bound);
  if (survey === undefined)
    return { text: bound.text, lineOffset: 0, placeOf: (line, column) => ({ line, column }) };
  const watchlists =
    options.watchlistsAt && watchlistLets(bound, survey, { rows: {}, now: options.watchlistsAt });
  const editsIn = (one: SurveyedText, text: string): readonly TextEdit[] => [
    ...one.references.flatMap(({ node, table }) => cutDown(node, table, { bound, survey, options })),
    ...(options.clock === undefined ? [] : one.clocks.flatMap((node) => clockEdits(node, options.clock!))),
    ...(watchlists?.edits(one, text) ?? []),
  ];
  const functions = survey.texts.flatMap((one) =>
    one.stored === undefined
      ? []
      : [{ stored: one.stored, calls: one.calls, edits: editsIn(one, bodyText(one.stored)) }],
  );
  const front = `${watchlists?.text ?? ''}${functionLets(functions)}`;
  const own = survey.texts.filter(({ stored }) => stored === undefined);
  const edited = applyEdits(
    bound.text,
    own.flatMap((one) => editsIn(one, bound.text)),
  );
  const lineOffset = front.split('\n').length - 1;
  return {
    text: front + edited.text,
    lineOffset,
    placeOf: (line, column) => {
      if (line <= lineOffset) return undefined;
      const offset = offsetAt(edited.text, { line: line - lineOffset, column });
      return placeAt(bound.text, edited.originalOffset(offset));
    },
  };
}

interface Cutting {
  readonly bound: BoundQuery;
  readonly survey: SeedSurvey;
  readonly options: ReplayOptions;
}

/** The tables that a query names, by itself or in functions, and whose rows have times. Sorted. */
export function timedTables(bound: BoundQuery): readonly string[] {
  return (seedSurvey(bound)?.tables ?? []).filter((name) => isTimed(name, bound));
}

function isTimed(table: string, { tables }: BoundQuery): boolean {
  const columns = tables.table(table)?.columns ?? [];
  return columns.some(({ name, type }) => name === 'TimeGenerated' && type === 'datetime');
}

/** A place that shows a table's own name keeps it; a table without TimeGenerated is the same at all times. */
function cutDown(node: Syntax, table: string, { bound, survey, options }: Cutting): readonly TextEdit[] {
  if (!isTimed(table, bound) || survey.bareNames.length > 0) return [];
  const filter = filterOf(options.seen, options.withoutIngestion.has(table));
  return [
    { start: node.start, end: node.start, text: '(' },
    { start: node.end, end: node.end, text: ` | where ${filter})` },
  ];
}

/** The rows of a table that a run sees, as a predicate. */
function filterOf({ from, to, after, until, maxLate }: SeenOf, withoutIngestion: boolean): string {
  const ingested = withoutIngestion ? 'TimeGenerated' : 'ingestion_time()';
  return [
    from && `TimeGenerated >= ${from}`,
    to && `TimeGenerated < ${to}`,
    after && `${ingested} > ${after}`,
    `${ingested} <= ${until}`,
    maxLate && !withoutIngestion && `${ingested} - TimeGenerated <= ${maxLate}`,
  ]
    .filter(Boolean)
    .join(' and ');
}

/** A moment as KQL. */
export const momentText = (moment: Date) => literalText(moment, 'datetime');

/** A length of time as KQL. */
export const lengthText = (ms: number) => `${ms * 10_000}tick`;

/** One run of a batch: its clock and what it sees, as KQL expressions. */
export interface BatchedRun {
  readonly clock: string;
  readonly seen: Required<Pick<SeenOf, 'until'>> & Omit<SeenOf, 'until' | 'maxLate'>;
}

export interface BatchOptions extends Pick<ReplayOptions, 'withoutIngestion' | 'watchlistsAt'> {
  readonly maxLate?: string | undefined;
}

/** The columns that a batch adds: the place of the run in it, and of the row in the result of the run. */
export interface BatchedQuery {
  readonly text: string;
  readonly runColumn: string;
  readonly rowColumn: string;
}

/** Why a query cannot be asked for many runs at once, in words; empty where it can. */
export function unbatched(bound: BoundQuery): readonly string[] {
  const reasons = new Set(uncut(bound));
  if (bound.root === undefined) return [...reasons];
  walk(bound.root, (node) => {
    const why = alone[node.kind];
    if (why !== undefined) reasons.add(why);
    if (
      node.kind === 'EvaluateOperator' &&
      /^evaluate\b[^(]*\b(bag_unpack|narrow|pivot)\s*\(/is.test(node.text)
    )
      reasons.add('columns that depend on the rows');
    return undefined;
  });
  return [...reasons];
}

/** What a function body cannot hold, or what is about the whole of an answer. */
const alone: Readonly<Record<string, string>> = {
  AliasStatement: 'an alias statement',
  PatternStatement: 'a pattern statement',
  QueryParametersStatement: 'declared query parameters',
  RenderOperator: 'a render operator',
  RestrictStatement: 'a restrict statement',
  SetOptionStatement: 'a set statement',
};

/**
 * Many runs in one query: the query becomes the body of a function of the run's clock and bounds, which is called once a run. One
 * function, so that all legs have one schema and `union` renames no column.
 */
export function batched(bound: BoundQuery, runs: readonly BatchedRun[], options: BatchOptions): BatchedQuery {
  const free = (word: string) => freeName(`_${word}`, bound);
  const [name, clock, runColumn, rowColumn] = [free('run'), free('now'), free('at'), free('row')];
  const [first] = runs;
  const bounds = { from: free('from'), to: free('to'), after: free('after'), until: free('until') };
  const given = Object.entries(bounds).filter(
    ([key]) => first?.seen[key as keyof typeof bounds] !== undefined,
  );
  const body = replayed(bound, {
    ...options,
    clock,
    seen: { ...(Object.fromEntries(given) as unknown as SeenOf), maxLate: options.maxLate },
  });
  const parameters = [clock, ...given.map(([, parameter]) => parameter)].map((one) => `${one}:datetime`);
  const legs = runs.map(({ clock: now, seen }, place) => {
    const values = [now, ...given.map(([key]) => seen[key as keyof typeof bounds]!)];
    return `(${name}(${values.join(', ')}) | serialize ${rowColumn} = row_number() | extend ${runColumn} = ${place})`;
  });
  const text = `let ${name} = (${parameters.join(', ')}) {\n${withoutEnd(body.text)}\n};\nunion ${legs.join(',\n')}`;
  return { text, runColumn, rowColumn };
}

/** A name that nothing in the query or its functions has. */
export function freeName(wanted: string, { text, tables }: BoundQuery): string {
  const all = [text, ...tables.functionNames().map((name) => tables.function(name)?.body ?? '')].join('\n');
  let name = wanted;
  for (let number = 2; new RegExp(`\\b${name}\\b`).test(all); number++) name = `${wanted}${number}`;
  return name;
}

/** A function body ends without a semicolon. */
function withoutEnd(text: string): string {
  return text.replace(/;\s*$/, '');
}
