// Sorts runs by the statement that serves them, and runs by itself what none can serve.
import type { RunValue } from '../kql/bind/bind-options.ts';
import type { BoundQuery } from '../kql/bind/bind.ts';
import type { Translation } from '../kql/translate/translation.ts';
import type { Cell } from '../rows/cell.ts';
import type { QueryResult } from '../rows/query-result.ts';
import type { Column } from '../tables/schema.ts';
import { otherTablesIn } from './other-tables.ts';
import type { RunOutcome } from './run-translation.ts';
import type { ExecuteOptions, Executor } from './running/executor.ts';
import { sharedQueries } from './shared-queries.ts';

type Run = ExecuteOptions & { readonly now: Date };

/** A query with what it runs over. */
export interface RunRequest<Options extends Run> {
  readonly query: string;
  readonly options: Options;
}

export interface RunManyOptions<Options extends Run> {
  readonly executor: Pick<Executor, 'runMany'>;
  bind(query: string, run: Options, runValues?: readonly RunValue[]): BoundQuery;
  /** Runs the query by itself. */
  run(query: string, run: Options): Promise<RunOutcome>;
  /** The SQL that serves many runs of a bound query; undefined where there is none. */
  translate(bound: BoundQuery, run: Options, runValues?: readonly Column[]): Translation | undefined;
}

/** A text that one statement runs for many runs, with the values of each where it has some. */
interface Together {
  readonly text: string;
  readonly runValues?: readonly RunValue[];
  readonly columns?: readonly Column[];
  valuesOf?(query: string): readonly Cell[] | undefined;
}

/** Makes what runs many queries over many sets of rows; the limits are those of the first. */
export function createRunMany<Options extends Run>({
  executor,
  bind,
  run,
  translate,
}: RunManyOptions<Options>) {
  // What a table of another workspace is called is part of the SQL, as the data says which there are.
  const known = new WeakMap<BoundQuery, Map<string, Translation | undefined>>();
  const translationOf = ({ text, runValues, columns }: Together, options: Options) => {
    const bound = bind(text, options, runValues);
    const ofBound = known.get(bound) ?? new Map<string, Translation | undefined>();
    known.set(bound, ofBound);
    const key = otherTablesIn(options.data).join('\n');
    if (!ofBound.has(key)) ofBound.set(key, translate(bound, options, columns));
    return ofBound.get(key);
  };
  /** The results of the runs that a statement serves; undefined for the others. */
  const together = async (
    shared: Together,
    requests: readonly RunRequest<Options>[],
  ): Promise<readonly (QueryResult | undefined)[]> => {
    const results: (QueryResult | undefined)[] = requests.map(() => undefined);
    if (requests.length < 2) return results;
    const groups = new Map<Translation, number[]>();
    for (const [index, { options }] of requests.entries()) {
      // The rows bring columns into tables that take them on demand.
      const translation = translationOf(shared, options);
      if (translation === undefined) continue;
      groups.set(translation, [...(groups.get(translation) ?? []), index]);
    }
    for (const [translation, indexes] of groups) {
      const runs = indexes.map((index) => {
        const { query, options } = requests[index]!;
        return { ...options, values: shared.valuesOf?.(query) };
      });
      const answers = await executor.runMany(translation, runs, runs[0]?.limits);
      for (const [place, answer] of answers.entries()) results[indexes[place]!] = answer;
    }
    return results;
  };
  return async (requests: readonly RunRequest<Options>[]): Promise<readonly RunOutcome[]> => {
    const outcomes: (RunOutcome | undefined)[] = requests.map(() => undefined);
    const left = (asked: (query: string) => boolean) =>
      [...requests.entries()].filter(([index, { query }]) => outcomes[index] === undefined && asked(query));
    const answer = async (shared: Together, some: ReturnType<typeof left>) => {
      const results = await together(
        shared,
        some.map(([, request]) => request),
      );
      for (const [place, result] of results.entries())
        if (result !== undefined) outcomes[some[place]![0]] = { result };
    };
    const queries = [...new Set(requests.map(({ query }) => query))];
    for (const { values, ...shared } of sharedQueries(queries))
      await answer(
        { ...shared, valuesOf: (query) => values.get(query) },
        left((query) => values.has(query)),
      );
    for (const query of queries) {
      await answer(
        { text: query },
        left((one) => one === query),
      );
      for (const [index, { options }] of left((one) => one === query))
        outcomes[index] = await run(query, options);
    }
    return outcomes as readonly RunOutcome[];
  };
}
