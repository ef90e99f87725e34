// A function that is saved in a workspace: a query with a name, which other queries call.

/**
 * A saved search with an alias, as data. The body is bound and run on its own: it sees the tables and functions of the workspace and
 * no `let` of the query that calls it. https://learn.microsoft.com/azure/azure-monitor/logs/functions
 */
export interface WorkspaceFunction {
  /** The `functionAlias`. */
  readonly name: string;
  /**
   * The `functionParameters`, in Azure's text and without parentheses: `starttime:datetime=datetime(null), T:(*), disabled:bool=false`;
   * '' where there are none. https://learn.microsoft.com/kusto/query/functions/user-defined-functions#input-arguments
   */
  readonly parameters: string;
  /** The KQL, without braces. */
  readonly body: string;
}
