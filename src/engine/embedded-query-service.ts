// The embedded workspace's query service: the engine over a folder of data files, with the answers the service would give.
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { createArmObjects } from './arm-objects.ts';
import { engineCode } from './codes.ts';
import { ResultTooLarge } from './engine-fault.ts';
import { queryFailure } from './kusto-errors.ts';
import { withoutShadows } from './let-shadows.ts';
import type { DatabaseLimits, QueryLimits } from './limits.ts';
import { type OpenedTables, openTables } from './open-tables.ts';
import type { QueryAnswer, QueryFailure, QueryRequest, QueryService } from './query-service.ts';
import type { RunOutcome } from './run-translation.ts';
import { createWrittenQueries } from './sources/written-query.ts';

export interface QueryServiceOptions {
  readonly tables: TableCatalogue;
  /** Folder with `<Table>.jsonl|json|csv|parquet`; read once, here. Without it every table is empty. */
  readonly dataFolder?: string | undefined;
  readonly limits?: Partial<DatabaseLimits & QueryLimits>;
}

/**
 * Makes the service.
 * @throws UserError when the data folder cannot be read, or a file in it holds what its table cannot.
 */
export async function createQueryService(
  options: QueryServiceOptions,
): Promise<QueryService & { close(): void }> {
  const { engine, tables, plainTables, data } = await openUsable(options);
  const { limits } = options;
  const withMade = createArmObjects({ tables, data });
  const plainWithMade = createArmObjects({ tables: plainTables, data });
  /** What the service would refuse. In a workspace an ASIM function may have columns that it has not here. */
  const refusal = (query: string, made: QueryRequest['made']) => {
    const { tables, data } = plainWithMade(made);
    return queryFailure(engine.bind(query, { tables, data }), tables);
  };
  const writtenQueries = createWrittenQueries(engine);
  const ownTables = data.names.map((name) => tables.table(name)!);
  return {
    runQuery: async ({ query, now, window, letShadowsTable, made }: QueryRequest): Promise<QueryAnswer> => {
      const seen = withMade(made, window);
      const run = { ...seen, now, window, limits };
      const bind = (text: string) => engine.bind(text, seen);
      const outcome = letShadowsTable ? await writtenQueries.run(query, run) : undefined;
      if (outcome !== undefined) return answerOf(outcome);
      const text = letShadowsTable ? query : withoutShadows(bind(query), seen.tables);
      const failed = queryFailure(bind(text), seen.tables) !== undefined;
      const failure = failed ? refusal(text, made) : undefined;
      if (failure !== undefined) return { ok: false, failure };
      return answerOf(await engine.run(text, run));
    },
    checkQuery: async (query, made) => refusal(query, made),
    tables: async () => ownTables.map(({ name, columns }) => ({ name, columns })),
    tablesWithFiles: data.names,
    close: engine.close,
  };
}

async function openUsable(options: QueryServiceOptions): Promise<OpenedTables> {
  const opened = await openTables(options);
  const errors = opened.diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return opened;
  opened.engine.close();
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new UserError(`${first.message}${more}`, { ...first, exitCode: exitCodes.usage });
}

/** Azure would run what the engine cannot: such a failure is never passed off as the service's refusal. */
function answerOf(outcome: RunOutcome): QueryAnswer {
  if ('result' in outcome) return { ok: true, result: outcome.result };
  const [first] = outcome.diagnostics;
  if (first === undefined) throw new Error('a failed run without a diagnostic');
  const { code, file, line, column } = first;
  const message = file === undefined ? first.message : `${file}: ${first.message}`;
  if (code === engineCode('engine/result-limit')) {
    const { fault } = outcome;
    const result = fault instanceof ResultTooLarge ? fault.partial : { columns: [], rows: [] };
    return { ok: true, result, partial: { code: 'E_QUERY_RESULT_SET_TOO_LARGE', message } };
  }
  const place = line === undefined || column === undefined ? {} : { line, pos: column };
  const failure: QueryFailure = { kind: 'unsupported', code, message, ...place };
  return { ok: false, failure };
}
