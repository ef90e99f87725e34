// Sorts runs by the statement that serves them, and runs by itself what none can serve.
import type { BoundQuery } from '../kql/bind/bind.ts';
import type { Translation } from '../kql/translate/translation.ts';
import type { Cell } from '../rows/cell.ts';
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

/** The SQL that serves many runs, or why there is none: the values of the run that would have to be constants, as far as that is it. */
export type ManyTranslation =
  | { readonly translation: Translation }
  | { readonly constants: readonly string[] };

export interface RunManyOptions<Options extends Run> {
  readonly executor: Pick<Executor, 'runMany'>;
  bind(query: string, run: Options, runValues?: readonly Column[]): BoundQuery;
  /** Runs the query by itself. */
  run(query: string, run: Options): Promise<RunOutcome>;
  translate(bound: BoundQuery, run: Options, runValues?: readonly Column[]): ManyTranslation;
}

/** A text that one statement runs for many runs, with the values of each where it has some. */
interface Statement {
  readonly text: string;
  readonly runValues?: readonly Column[];
  readonly values?: ReadonlyMap<string, readonly Cell[]>;
}

/** Makes what runs many queries over many sets of rows; the limits are those of the first. */
export function createRunMany<Options extends Run>(options: RunManyOptions<Options>) {
  const { executor, bind, run, translate } = options;
  // What a table of another workspace is called is part of the SQL, as the data says which there are.
  const known = new WeakMap<BoundQuery, Map<string, ManyTranslation>>();
  const translationOf = ({ text, runValues }: Statement, own: Options) => {
    // The rows bring columns into tables that take them on demand.
    const bound = bind(text, own, runValues);
    const ofBound = known.get(bound) ?? new Map<string, ManyTranslation>();
    known.set(bound, ofBound);
    const key = otherTablesIn(own.data).join('\n');
    const outcome = ofBound.get(key) ?? translate(bound, own, runValues);
    ofBound.set(key, outcome);
    return outcome;
  };
  return async (requests: readonly RunRequest<Options>[]): Promise<readonly RunOutcome[]> => {
    const outcomes: (RunOutcome | undefined)[] = requests.map(() => undefined);
    const leftOf = (isAsked: (query: string) => boolean) =>
      Array.from(requests.keys()).filter((at) => outcomes[at] === undefined && isAsked(requests[at]!.query));
    /** Runs what the statement can serve of these; gives the values that would have to be constants for it. */
    const answer = async (statement: Statement, indexes: readonly number[]): Promise<readonly string[]> => {
      const groups = new Map<Translation, number[]>();
      for (const index of indexes) {
        const outcome = translationOf(statement, requests[index]!.options);
        if ('constants' in outcome) {
          if (outcome.constants.length > 0) return outcome.constants;
          continue;
        }
        const { translation } = outcome;
        groups.set(translation, [...(groups.get(translation) ?? []), index]);
      }
      for (const [translation, served] of groups) {
        const runs = served.map((index) => {
          const { query, options: own } = requests[index]!;
          return { ...own, values: statement.values?.get(query) };
        });
        const results = await executor.runMany(translation, runs, runs[0]?.limits);
        for (const [place, result] of results.entries())
          if (result !== undefined) outcomes[served[place]!] = { result };
      }
      return [];
    };
    const share = async (queries: readonly string[], kept: ReadonlySet<string>): Promise<void> => {
      for (const shared of sharedQueries(queries, kept)) {
        const constants = await answer(
          shared,
          leftOf((query) => shared.values.has(query)),
        );
        const literals = shared.runValues.filter(({ name }) => constants.includes(name));
        if (literals.length > 0)
          await share(
            [...shared.values.keys()],
            new Set([...kept, ...literals.map(({ parameter }) => parameter)]),
          );
      }
    };
    const queries = [...new Set(requests.map(({ query }) => query))];
    await share(queries, new Set());
    for (const query of queries) {
      const indexes = leftOf((one) => one === query);
      if (indexes.length > 1) await answer({ text: query }, indexes);
    }
    for (const [index, { query, options: own }] of requests.entries())
      outcomes[index] ??= await run(query, own);
    return outcomes as readonly RunOutcome[];
  };
}
