// Runs queries over a folder of data files on the embedded engine, each over the rows that a run of a rule can see.
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { exitCodes, UserError } from '../../diagnostics/user-error.ts';
import type { OpenedTables } from '../../engine/open-tables.ts';
import { openTables } from '../../engine/open-tables.ts';
import { seenIn } from '../../engine/sources/seen-rows.ts';
import type { EventRun, EventRunner } from '../../rows/event-runner.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { userError } from './engine-runner.ts';

export interface DataRunnerOptions {
  readonly tables: TableCatalogue;
  readonly dataFolder: string;
  /** Every row arrives so much later than it says. */
  readonly delayMs: number;
}

export interface DataRunner extends EventRunner {
  /** What was found in the folder; nothing in it is an error. */
  readonly diagnostics: readonly Diagnostic[];
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
    close: engine.close,
  };
}

async function openUsable({ tables, dataFolder }: DataRunnerOptions): Promise<OpenedTables> {
  const opened = await openTables({ tables, dataFolder });
  const errors = opened.diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return opened;
  opened.engine.close();
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new UserError(`${first.message}${more}`, { ...first, exitCode: exitCodes.findings });
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
  // As many rows as the folder has.
  const limits = { rows: Number.MAX_SAFE_INTEGER, bytes: Number.MAX_SAFE_INTEGER };
  const outcome = await engine.run(query, { tables, data, now: new Date(0), limits });
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
