// Asks a workspace whether `let T = datatable(...)` hides the table T: what validation with seed rows stands on.
import { exitCodes, UserError } from '../../diagnostics/user-error.ts';
import { workspaceCode, workspaceError } from '../codes.ts';
import { RequestError } from '../requests/request-error.ts';
import type { Queries, Tables, WorkspaceName } from '../workspace.ts';

type Probed = WorkspaceName & Queries & Tables;

/** A table every workspace has: https://learn.microsoft.com/azure/azure-monitor/reference/tables/usage */
const usualTable = 'Usage';
const column = 'SentinelSyncProbe';
const value = 'seeded';

/**
 * Resolves when the service reads a one-row datatable under the name of a table that the workspace holds.
 * @throws UserError when it reads the real table: then every answer to a seeded query would be of real data.
 * https://learn.microsoft.com/kusto/query/let-statement does not say either way.
 */
export async function assertLetShadowsTable(workspace: Probed): Promise<void> {
  const names = (await workspace.tables()).map(({ name }) => name);
  // A name the workspace does not hold would prove nothing.
  const table = names.includes(usualTable) ? usualTable : (names[0] ?? usualTable);
  const query = `let ${table} = datatable(${column}:string) ['${value}'];\n${table} | take 2`;
  const { columns, rows } = await workspace.query(query, { timespan: 'P1D' }).catch((error: unknown) => {
    if (error instanceof RequestError && error.reason === 'refused')
      throw doesNotShadow(workspace, table, error);
    throw error;
  });
  const isSeeded =
    columns.length === 1 && columns[0]?.name === column && rows.length === 1 && rows[0]?.[0] === value;
  if (!isSeeded) throw doesNotShadow(workspace, table);
}

/** What the probe finds wrong, in words; undefined when all is well. Other failures are thrown. */
export async function letShadowProblem(workspace: Probed): Promise<string | undefined> {
  try {
    await assertLetShadowsTable(workspace);
    return undefined;
  } catch (error) {
    if (
      error instanceof UserError &&
      error.diagnostic.code === workspaceCode('workspace/let-does-not-shadow')
    ) {
      return 'tables of a workspace that reads its real table where a let has the same name';
    }
    throw error;
  }
}

function doesNotShadow({ description }: WorkspaceName, table: string, cause?: RequestError): UserError {
  const answer =
    cause === undefined ? 'its answer is that of the real table' : `it answers: ${cause.service.message}`;
  return workspaceError(
    'workspace/let-does-not-shadow',
    `${description} does not let seed rows stand in for the table ${table}: ${answer}. Nothing was validated or recorded.`,
    {
      hint: 'Report this workspace and its region to the project; until then promote on tests and smoke alone.',
      exitCode: exitCodes.findings,
      cause,
    },
  );
}
