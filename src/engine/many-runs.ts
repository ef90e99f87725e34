// Sorts runs by the statement that serves them, and runs by itself what none can serve.
import type { BoundQuery } from '../kql/bind/bind.ts';
import type { Translation } from '../kql/translate/translation.ts';
import { otherTablesIn } from './other-tables.ts';
import type { RunOutcome } from './run-translation.ts';
import type { ExecuteOptions, Executor } from './running/executor.ts';

type Run = ExecuteOptions & { readonly now: Date };

export interface RunManyOptions {
  readonly executor: Pick<Executor, 'runMany'>;
  bind(query: string, run: Run): BoundQuery;
  /** Runs the query by itself. */
  run(query: string, run: Run): Promise<RunOutcome>;
  /** The SQL that serves many runs of a bound query; undefined where there is none. */
  translate(bound: BoundQuery, run: Run): Translation | undefined;
}

/** Makes what runs a query over many sets of rows; the limits are those of the first. */
export function createRunMany({ executor, bind, run, translate }: RunManyOptions) {
  // What a table of another workspace is called is part of the SQL, as the data says which there are.
  const known = new WeakMap<BoundQuery, Map<string, Translation | undefined>>();
  const translationOf = (bound: BoundQuery, options: Run) => {
    const ofBound = known.get(bound) ?? new Map<string, Translation | undefined>();
    known.set(bound, ofBound);
    const key = otherTablesIn(options.data).join('\n');
    if (!ofBound.has(key)) ofBound.set(key, translate(bound, options));
    return ofBound.get(key);
  };
  return async (query: string, runs: readonly Run[]): Promise<readonly RunOutcome[]> => {
    const outcomes: (RunOutcome | undefined)[] = runs.map(() => undefined);
    const groups = new Map<Translation, number[]>();
    for (const [index, options] of runs.entries()) {
      // The rows bring columns into tables that take them on demand.
      const translation = runs.length > 1 ? translationOf(bind(query, options), options) : undefined;
      if (translation === undefined) continue;
      const group = groups.get(translation) ?? [];
      groups.set(translation, group);
      group.push(index);
    }
    for (const [translation, indexes] of groups) {
      const own = indexes.map((index) => runs[index]!);
      const results = await executor.runMany(translation, own, own[0]?.limits);
      for (const [place, result] of results.entries())
        if (result !== undefined) outcomes[indexes[place]!] = { result };
    }
    for (const [index, options] of runs.entries()) outcomes[index] ??= await run(query, options);
    return outcomes as readonly RunOutcome[];
  };
}
