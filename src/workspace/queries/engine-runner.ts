// Runs queries over seed rows on the embedded engine: what `test` uses, with no workspace and no network.
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { exitCodes, UserError } from '../../diagnostics/user-error.ts';
import { createEngine } from '../../engine/engine.ts';
import { type DatabaseLimits, type QueryLimits, seedRowsLimits } from '../../engine/limits.ts';
import type { RunOutcome } from '../../engine/run-translation.ts';
import { seedSource } from '../../engine/table-source.ts';
import type { QueryRunner, RunAnswer } from '../../rows/query-runner.ts';
import type { TableCatalogue } from '../../tables/catalogue.ts';
import { runCatalogue } from '../../tables/run-catalogue.ts';

export interface EngineRunnerOptions {
  readonly tables: TableCatalogue;
  readonly limits?: Partial<DatabaseLimits & QueryLimits>;
}

/** A runner over the embedded engine; close() frees it. run() throws a UserError when the query or a seed row cannot be used. */
export function createEngineRunner(options: EngineRunnerOptions): QueryRunner & { close(): void } {
  const { limits } = options;
  const engine = createEngine({ limits: { ...seedRowsLimits, ...limits } });
  const answerOf = (outcome: RunOutcome): RunAnswer =>
    'result' in outcome ? outcome : { thrown: userError(outcome.diagnostics) };
  return {
    description: 'embedded engine',
    run: async ({ query, tables: rows, now, window }) => {
      const data = seedSource(rows);
      const tables = runCatalogue(options.tables, rows);
      const outcome = await engine.run(query, { tables, data, now, window, limits });
      if ('result' in outcome) return outcome.result;
      throw userError(outcome.diagnostics);
    },
    runAll: async (requests) => {
      const asked = requests.map(({ query, tables: rows, now, window }) => {
        const tables = runCatalogue(options.tables, rows);
        return { query, options: { tables, data: seedSource(rows), now, window, limits } };
      });
      return (await engine.runAll(asked)).map(answerOf);
    },
    close: engine.close,
  };
}

/** The first finding; the position is that in the query, which the caller alone can place in a file. */
export function userError(diagnostics: readonly Diagnostic[]): UserError {
  const first = diagnostics[0]!;
  const { code, message, line, column, hint, see } = first;
  const place = line === undefined ? '' : ` (line ${line}, column ${column} of the query)`;
  const more = diagnostics.length > 1 ? `, and ${diagnostics.length - 1} more` : '';
  const sentence = `${message.replace(/\.$/, '')}${place}${more}`;
  return new UserError(sentence, { code, hint, see, line, column, exitCode: exitCodes.findings });
}
