// Runs queries over a folder of data files on the embedded engine, each over the rows that a run of a rule can see.
import { isIngestedIn } from '../../alerting/arrival.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { exitCodes, UserError } from '../../diagnostics/user-error.ts';
import type { OpenedTables } from '../../engine/open-tables.ts';
import { openTables } from '../../engine/open-tables.ts';
import { seenIn } from '../../engine/sources/seen-rows.ts';
import type { TableSource } from '../../engine/table-source.ts';
import type { EventRun, EventRunner } from '../../rows/event-runner.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import { ingestionTimeKey, type SeedRow, type SeedTables } from '../../rows/seed-row.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { workspaceError } from '../codes.ts';
import { userError } from './engine-runner.ts';
import { noLimits, tableRows } from './table-rows.ts';

export interface DataRunnerOptions {
  readonly tables: TableCatalogue;
  readonly dataFolder: string;
  /** Every row arrives so much later than it says. */
  readonly delayMs: number;
}

export interface DataRunner extends EventRunner {
  /** What was found in the folder; nothing in it is an error. */
  readonly diagnostics: readonly Diagnostic[];
  /** The rows that a run sees of the tables its query reads, for an engine that has to be given them. */
  rowsSeen(run: EventRun): Promise<SeedTables>;
  close(): void;
}

/** Of the rows of a table, in the order of their arrival, in ms since 1970. */
interface Arrivals {
  readonly generated: Float64Array;
  readonly ingested: Float64Array;
}

/** Reads the folder, once. @throws UserError when it cannot be read, or a file in it holds what its table cannot. */
export async function openDataRunner(options: DataRunnerOptions): Promise<DataRunner> {
  const opened = await openUsable(options);
  const { engine, tables, data, diagnostics } = opened;
  const { delayMs } = options;
  const arrivals = new Map<string, Arrivals>();
  for (const name of data.names) {
    const times = await arrivalsOf(name, opened, delayMs);
    if (times !== undefined) arrivals.set(name, times);
  }
  const reads = new Map<string, Reads>();
  const readsOf = ({ query, now }: EventRun) => {
    const known = reads.get(query) ?? readsNow(query, now, opened);
    reads.set(query, known);
    return known;
  };
  const held = createHeldRows(opened, arrivals, delayMs);
  return {
    diagnostics,
    span: async () => spanOf([...arrivals.values()]),
    sees: async (run) => {
      const timed = readsOf(run).names.filter((name) => tables.table(name)?.columns.some(isTime));
      return timed.length === 0 || timed.some((name) => isSeen(arrivals.get(name), run));
    },
    isVolatile: async (run) => readsOf(run).isVolatile,
    run: async ({ query, now, window, ingested }): Promise<QueryResult> => {
      const seen = seenIn(data, { ingested, delayMs });
      const outcome = await engine.run(query, { tables, data: seen, now, window });
      if ('result' in outcome) return outcome.result;
      throw userError(outcome.diagnostics);
    },
    runAll: async (runs) => {
      const [first] = runs;
      if (first === undefined) return [];
      const rows = await held(readsOf(first).names);
      const outcomes = await engine.runMany(
        first.query,
        runs.map((run) => {
          const { now, window, ingested } = run;
          return { tables, data: heldIn(rows, seenIn(data, { ingested, delayMs }), run), now, window };
        }),
      );
      return outcomes.map((outcome) => {
        if ('result' in outcome) return outcome.result;
        throw userError(outcome.diagnostics);
      });
    },
    rowsSeen: async (run) => {
      const { names } = readsOf(run);
      const rows = await held(names);
      const seen: [string, readonly SeedRow[]][] = [];
      for (const name of names) {
        const timed = rows.get(name);
        if (timed === undefined && arrivals.has(name)) throw tooMany(name);
        const all = timed === undefined ? await tableRows(name, opened) : seenOf(timed, run);
        seen.push([name, all]);
      }
      return Object.fromEntries(seen);
    },
    close: engine.close,
  };
}

function tooMany(name: string): UserError {
  return workspaceError(
    'workspace/rows-not-sent',
    `The table ${name} has more than ${mostHeld} rows, too many to be sent with every query`,
    { exitCode: exitCodes.findings },
  );
}

/** @throws UserError when the folder cannot be read, or a file in it holds what its table cannot. */
export async function openUsable({
  tables,
  dataFolder,
}: Pick<DataRunnerOptions, 'tables' | 'dataFolder'>): Promise<OpenedTables> {
  const opened = await openTables({ tables, dataFolder });
  const errors = opened.diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return opened;
  opened.engine.close();
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new UserError(`${first.message}${more}`, { ...first, exitCode: exitCodes.findings });
}

/** A row with its times, as runs that share a statement take it. */
interface HeldRow {
  readonly row: SeedRow;
  readonly generated: number;
  readonly ingested: number;
}

type HeldRows = ReadonlyMap<string, readonly HeldRow[]>;

/** Tables with more rows are not held in memory: their runs read them one by one. */
const mostHeld = 100_000;

/** Reads the rows of tables when they are first asked for. */
function createHeldRows(
  { engine, tables, data }: OpenedTables,
  arrivals: ReadonlyMap<string, Arrivals>,
  delayMs: number,
): (names: readonly string[]) => Promise<HeldRows> {
  const known = new Map<string, Promise<readonly HeldRow[]>>();
  const read = async (name: string): Promise<readonly HeldRow[]> => {
    const rows = await tableRows(name, { engine, tables, data }, ' | where isnotnull(TimeGenerated)');
    return rows.map((row) => {
      const generated = Date.parse(String(row['TimeGenerated']));
      const ingested = Date.parse(String(row[ingestionTimeKey])) + delayMs;
      const arrival = { [ingestionTimeKey]: new Date(ingested).toISOString() };
      return { row: delayMs === 0 ? row : { ...row, ...arrival }, generated, ingested };
    });
  };
  return async (names) => {
    const held = new Map<string, readonly HeldRow[]>();
    for (const name of names) {
      const times = arrivals.get(name);
      if (times === undefined || times.generated.length > mostHeld) continue;
      const rows = known.get(name) ?? read(name);
      known.set(name, rows);
      held.set(name, await rows);
    }
    return held;
  };
}

/** The data of a run: rows that are held, by what the run sees of them, and all else as it is stored. */
function heldIn(held: HeldRows, stored: TableSource, run: EventRun): TableSource {
  return {
    names: stored.names,
    table: (name) => {
      const rows = held.get(name);
      return rows === undefined ? stored.table(name) : { kind: 'rows', rows: seenOf(rows, run) };
    },
  };
}

function seenOf(rows: readonly HeldRow[], { window, ingested: seen }: EventRun): readonly SeedRow[] {
  const isSeen = ({ generated, ingested }: HeldRow) =>
    isIngestedIn({ generated, ingested }, seen) &&
    (window === undefined || (generated >= window.start.getTime() && generated < window.end.getTime()));
  return rows.filter(isSeen).map(({ row }) => row);
}

/** What a query reads besides what its text says. */
interface Reads {
  /** Of tables. */
  readonly names: readonly string[];
  readonly isVolatile: boolean;
}

/** The clock is written into the SQL of a query: SQL that is the same at two moments does not read it. */
function readsNow(query: string, now: Date, { engine, tables, data }: OpenedTables): Reads {
  const at = (moment: Date) => {
    const outcome = engine.translate(query, { tables, data, now: moment });
    if ('diagnostics' in outcome) throw userError(outcome.diagnostics);
    return outcome.translation;
  };
  const translation = at(now);
  const later = at(new Date(now.getTime() + 86_399_999));
  const textOf = ({ variables, sql }: typeof translation) => JSON.stringify([variables, sql]);
  const text = textOf(translation);
  return {
    names: translation.sources.map(({ table }) => table),
    isVolatile: text !== textOf(later) || /random|uuid/i.test(text),
  };
}

const isTime = ({ name, type }: { readonly name: string; readonly type: string }) =>
  name === 'TimeGenerated' && type === 'datetime';

/** Undefined for a table without times. */
async function arrivalsOf(
  name: string,
  { engine, tables, data }: OpenedTables,
  delayMs: number,
): Promise<Arrivals | undefined> {
  if (!tables.table(name)?.columns.some(isTime)) return undefined;
  const query = `['${name}'] | where isnotnull(TimeGenerated) | project TimeGenerated, Arrived = ingestion_time() | order by Arrived asc`;
  const outcome = await engine.run(query, { tables, data, now: new Date(0), limits: noLimits });
  if ('diagnostics' in outcome) throw userError(outcome.diagnostics);
  const { rows } = outcome.result;
  return {
    generated: Float64Array.from(rows, ([generated]) => Date.parse(String(generated))),
    ingested: Float64Array.from(rows, ([, ingested]) => Date.parse(String(ingested)) + delayMs),
  };
}

function isSeen(arrivals: Arrivals | undefined, { window, ingested: seen }: EventRun): boolean {
  if (arrivals === undefined) return false;
  const { generated, ingested } = arrivals;
  const [after, until] = [seen.after?.getTime() ?? Number.NEGATIVE_INFINITY, seen.until.getTime()];
  for (let index = firstAfter(ingested, after); index < ingested.length; index++) {
    const [made, arrived] = [generated[index]!, ingested[index]!];
    if (arrived > until) return false;
    const inWindow = window === undefined || (made >= window.start.getTime() && made < window.end.getTime());
    if (inWindow && !(arrived - made > (seen.maxLateMs ?? Number.POSITIVE_INFINITY))) return true;
  }
  return false;
}

/** The index of the first value above a bound, in values that rise. */
function firstAfter(values: Float64Array, bound: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}

function spanOf(all: readonly Arrivals[]): { readonly first: number; readonly last: number } | undefined {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { generated, ingested } of all) {
    for (const time of generated) if (time < first) first = time;
    for (const time of ingested) if (time > last) last = time;
  }
  return first > last ? undefined : { first, last };
}
