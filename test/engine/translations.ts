// Runs translations that tests write by hand over an executor of its own, on two tables: one with a column of every type, one plain.
import { afterAll } from 'vitest';
import { createExecutor, type ExecuteOptions } from '../../src/engine/running/executor.ts';
import { noRows } from '../../src/engine/table-source.ts';
import type { OutputColumn, SourceTable, Translation } from '../../src/kql/translate/translation.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { type KqlType, kqlTypes } from '../../src/tables/schema.ts';

const values = {
  name: 'Values_CL',
  source: 'custom',
  advancedHuntingOnly: false,
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'Type', type: 'string' },
    ...kqlTypes.map((type) => ({ name: `a_${type}`, type })),
  ],
} as const;
const plain = { ...values, name: 'Plain_CL', columns: [{ name: 'a', type: 'string' }] } as const;
export const tables = createTableCatalogue([values, plain]);

export function source(table: string, ...columns: [string, KqlType][]): SourceTable {
  return {
    table,
    relation: 's0',
    columns: columns.map(([name, type], index) => ({ name, type, sqlName: `c${index}` })),
  };
}

export function translation(
  sql: string,
  columns: readonly OutputColumn[],
  sources: readonly SourceTable[] = [],
): Translation {
  return { variables: [], sql, columns, sources };
}

export const column = (type: KqlType, name = 'x'): OutputColumn => ({ name, type });

/** An executor that ends with the file that asks for it. */
export function openExecutor() {
  const executor = createExecutor({ limits: { memoryMb: 200, threads: 2 } });
  afterAll(() => executor.close());
  async function run(
    query: Translation,
    options: Partial<ExecuteOptions> = {},
  ): Promise<{ rows: unknown; codes: string[]; messages: string[]; sql?: string | undefined }> {
    const outcome = await executor.run(query, { tables, data: noRows, ...options });
    if ('result' in outcome) return { rows: outcome.result.rows, codes: [], messages: [] };
    return {
      rows: undefined,
      codes: outcome.diagnostics.map(({ code }) => code),
      messages: outcome.diagnostics.map(({ message }) => message),
      sql: outcome.diagnostics[0]?.sql,
    };
  }
  return { executor, run };
}
