// The places of history: the Log Analytics query API, a Kusto engine, a folder of data files.

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { exitCodes, UserError } from '../../diagnostics/user-error.ts';
import { seenIn } from '../../engine/sources/seen-rows.ts';
import { momentText } from '../../kql/rewrite/replay.ts';
import { assertOffered, type KustoEngine } from '../kusto/runner.ts';
import { type DataRunnerOptions, openUsable } from '../queries/data-runner.ts';
import { noLimits } from '../queries/table-rows.ts';
import type { Queries, WorkspaceName } from '../workspace.ts';
import type { HistoryPlace } from './place.ts';

/**
 * What a workspace holds. The clock goes in front of the query, as Sentinel itself stores it with every alert; the range of time
 * goes beside it and holds for saved functions too.
 * https://learn.microsoft.com/azure/azure-monitor/logs/api/timeouts, https://learn.microsoft.com/kusto/query/set-statement
 */
export function workspaceHistory(workspace: WorkspaceName & Queries): HistoryPlace {
  return {
    description: workspace.description,
    linesInFront: 1,
    cutsAll: true,
    hasWatchlists: true,
    ingestionTimes: 'always',
    send: ({ text, now, start, end }) =>
      workspace.query(`set query_now = ${momentText(now)};\n${text}`, {
        timespan: `${start.toISOString()}/${end.toISOString()}`,
      }),
  };
}

/**
 * What the tables of a Kusto database hold: logs that were exported to it, or the data lake, which has no ingestion_time(); elsewhere
 * a table has it by a policy.
 */
export function kustoHistory({ client, description }: KustoEngine): HistoryPlace {
  return {
    description,
    linesInFront: 0,
    cutsAll: false,
    hasWatchlists: false,
    // https://learn.microsoft.com/kusto/management/ingestion-time-policy
    ingestionTimes: client.endpoint.listsTables ? 'ask' : 'never',
    assertOffered: (query, tables) => assertOffered({ query, tables: {} }, tables),
    send: ({ text, now }) => client.query(text, now),
  };
}

export interface FolderHistory {
  readonly place: HistoryPlace;
  /** What was found in the folder; nothing in it is an error. */
  readonly diagnostics: readonly Diagnostic[];
  close(): void;
}

/** What the files of a folder hold. @throws UserError when it cannot be read, or a file in it holds what its table cannot. */
export async function openFolderHistory(
  options: DataRunnerOptions,
  description: string,
): Promise<FolderHistory> {
  const { engine, tables, data, diagnostics } = await openUsable(options);
  const { delayMs } = options;
  const all = seenIn(data, { ingested: { until: new Date(8.64e15) }, delayMs });
  const place: HistoryPlace = {
    description,
    linesInFront: 0,
    cutsAll: true,
    hasWatchlists: true,
    ingestionTimes: 'always',
    send: async ({ text, now, start, end }) => {
      const window = { start, end };
      const outcome = await engine.run(text, { tables, data: all, now, window, limits: noLimits });
      if ('result' in outcome) return outcome.result;
      // Its place is one of a text that nobody wrote.
      const { code, message, hint, see } = outcome.diagnostics[0]!;
      throw new UserError(message, { code, hint, see, exitCode: exitCodes.findings });
    },
  };
  return { place, diagnostics, close: engine.close };
}
