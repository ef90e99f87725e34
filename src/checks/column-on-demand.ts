// Tells of a column that a table has only once something sends it.
import { nearColumn } from '../tables/open-columns.ts';
import { type Check, everyKind, type Finding } from './check.ts';
import { pages } from './pages.ts';
import { nodeInQuery } from './reading/query-view.ts';

export const columnOnDemand: Check = {
  code: 'kql/column-on-demand',
  severity: 'info',
  kinds: everyKind,
  summary:
    'The query names a column of AzureDiagnostics or a custom log that no documentation lists (a warning where it is close to one that is listed).',
  why: 'Such a table gets a column when the first row with it arrives; until then a query that names the column fails.',
  fix: 'Ask for the column with column_ifexists(), or write the schema of the table into the project’s tables folder.',
  see: pages.azureDiagnostics,
  run(item, context) {
    const query = context.query(item);
    const opened = (query?.bound.members ?? []).filter(
      (member) => member.kind === 'table' && member.onDemand !== undefined,
    );
    if (query === undefined || opened.length === 0) return [];
    const names = query.ofKind('NameReference');
    return opened.flatMap((table) =>
      (table.kind === 'table' ? (table.onDemand ?? []) : []).flatMap((column): Finding[] => {
        const use = names.find(({ name, symbol }) => name === column && symbol?.kind === 'column');
        if (use === undefined || !names.some(({ name }) => name === table.name)) return [];
        const schema = context.tables.table(table.name);
        const near = schema === undefined ? undefined : nearColumn(schema, column);
        const isSlip = near !== undefined && near.toLowerCase() !== column.toLowerCase();
        const message = `Whether ${table.name} has a column \`${column}\` depends on what is sent to it`;
        const at = nodeInQuery(item, use);
        return [
          isSlip ? { message, at, severity: 'warning', hint: `Did you mean \`${near}\`?` } : { message, at },
        ];
      }),
    );
  },
};
