// The session of `query` on a Kusto engine: over what its database holds, or over the rows of a data folder.
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import type { QuerySession } from '../engine/query-session.ts';
import type { QueryResult } from '../rows/query-result.ts';
import type { KustoEngine } from '../workspace/kusto/runner.ts';

export interface KustoSessionOptions {
  readonly engine: KustoEngine;
  readonly now: Date;
  /** The queries run over the rows of a folder, not over the database's own. */
  readonly hasData: boolean;
}

/** The session with its queries run on the engine; what is wrong with one is a finding, anything else is thrown. */
export function onKusto(session: QuerySession, { engine, now, hasData }: KustoSessionOptions): QuerySession {
  const answer = async (query: string): Promise<QueryResult> => {
    if (!hasData) return engine.client.query(query, now);
    const { queryFolder } = await import('../workspace/kusto/data-runner.ts');
    return queryFolder({ query, now }, session.opened, engine);
  };
  return {
    ...session,
    run: async (query) => {
      try {
        return { result: await answer(query) };
      } catch (error) {
        if (!(error instanceof UserError) || error.exitCode !== exitCodes.findings) throw error;
        return { diagnostics: [error.diagnostic] };
      }
    },
  };
}
