// Forms of the language that look like functions and are none: they stand beside the tables of functions and operators.

export interface Form {
  /** One sentence: what the engine does with it. */
  readonly what: string;
  /** Slug of the official page, or its address where it is not among those of KQL. */
  readonly see: string;
}

const otherResource = {
  what: 'Read where rows are given for a table of exactly that name; refused by its name otherwise.',
  see: 'https://learn.microsoft.com/azure/azure-monitor/logs/cross-workspace-query',
} as const;

export const forms = {
  app: otherResource,
  cluster: otherResource,
  database: otherResource,
  materialize: { what: 'The rows are computed once.', see: 'materialize-function' },
  resource: otherResource,
  table: {
    what: 'The table of that name, where the name is known before the query runs.',
    see: 'table-function',
  },
  toscalar: { what: 'The first value, computed before the query.', see: 'toscalar-function' },
  totable: { what: 'The rows of the expression.', see: 'https://learn.microsoft.com/kusto/query/' },
  workspace: otherResource,
} as const satisfies Record<string, Form>;
