// Rows of other workspaces: `workspace("x").T` is a table of its own, known here only where rows are given for exactly that name.

/** What stands before the dot: `workspace("x")`, `cluster("c").database("d")`. */
const otherResource =
  /^((?:workspace|app|resource|cluster|database|adx|arg)\("[^"]*"\)(?:\.database\("[^"]*"\))?)\.(\w+)$/;

/**
 * The one spelling of the name of such a table, by which rows are given for it: no blanks, double quotes. Undefined where it is
 * computed. https://learn.microsoft.com/azure/azure-monitor/logs/cross-workspace-query
 */
export function otherTableName(text: string): string | undefined {
  const plain = text
    .replaceAll(/\s*([().])\s*/g, '$1')
    .replaceAll(/'([^'"]*)'/g, '"$1"')
    .replaceAll(/\["(\w+)"\]/g, '$1');
  return otherResource.test(plain) ? plain : undefined;
}

/** The table that has the same columns: `T` of `workspace("x").T`; undefined for any other name. */
export function ownTableOf(name: string): string | undefined {
  return otherResource.exec(name)?.[2];
}
