// What infra/test-tables.bicep makes of a parameter file, its expressions written out in TypeScript.

interface Parameters {
  readonly location: { readonly value: string };
  readonly tables: {
    readonly value: readonly { readonly name: string; readonly columns: readonly Column[] }[];
  };
  readonly rules: {
    readonly value: readonly { readonly name: string; readonly tables: readonly string[] }[];
  };
}

interface Column {
  readonly name: string;
  readonly type: string;
}

export interface NamedBody {
  readonly name: string;
  readonly body: object;
}

/** The bodies of the tables and rules the template declares. */
export function bodiesOf(
  text: string,
  workspaceId: string,
): { readonly tables: readonly NamedBody[]; readonly rules: readonly NamedBody[] } {
  const { location, tables, rules } = (JSON.parse(text) as { parameters: Parameters }).parameters;
  return {
    tables: tables.value.map(({ name, columns }) => ({
      name,
      body: { properties: { schema: { name, columns } } },
    })),
    rules: rules.value.map((rule) => ({
      name: rule.name,
      body: {
        location: location.value,
        kind: 'Direct',
        properties: {
          description: 'Leads the seed rows of detection tests to their test tables.',
          streamDeclarations: Object.fromEntries(
            tables.value
              .filter((table) => rule.tables.includes(table.name))
              .map((table) => [
                `Custom-${table.name}`,
                { columns: table.columns.map(({ name, type }) => ({ name, type: type.toLowerCase() })) },
              ]),
          ),
          destinations: { logAnalytics: [{ name: 'workspace', workspaceResourceId: workspaceId }] },
          dataFlows: rule.tables.map((name) => ({
            streams: [`Custom-${name}`],
            destinations: ['workspace'],
            transformKql: 'source',
            outputStream: `Custom-${name}`,
          })),
        },
      },
    })),
  };
}
