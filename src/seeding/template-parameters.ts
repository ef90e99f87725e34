// The parameter file with which infra/test-tables.bicep makes just what seed would make.
import { compareText } from '../diagnostics/compare-text.ts';
import { armColumns } from '../workspace/seeding/seeding-bodies.ts';
import type { Layout } from './layout.ts';

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files */
export function templateParameters(
  { tables, rules }: Layout,
  { workspaceName, location }: { readonly workspaceName: string; readonly location: string },
): string {
  const columns = new Map(tables.map(({ table }) => [table.name, table.columns]));
  // A rule keeps the streams of tables that this content does not need.
  for (const { table, columns: own } of rules.flatMap(({ rule }) => rule.streams)) {
    if (!columns.has(table)) columns.set(table, own);
  }
  const sorted = [...columns].sort(([a], [b]) => compareText(a, b));
  const parameters = {
    workspaceName: { value: workspaceName },
    location: { value: location },
    tables: { value: sorted.map(([name, own]) => ({ name, columns: armColumns(own) })) },
    rules: {
      value: rules.map(({ rule }) => ({ name: rule.name, tables: rule.streams.map(({ table }) => table) })),
    },
  };
  const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';
  return `${JSON.stringify({ $schema, contentVersion: '1.0.0.0', parameters }, null, 2)}\n`;
}
