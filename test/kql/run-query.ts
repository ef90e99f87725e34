// Runs a query for the tests of the translator: on a small table T of rows that cover null and empty.
import { createEngine } from '../../src/engine/engine.ts';
import { seedSource } from '../../src/engine/table-source.ts';
import type { QueryResult } from '../../src/rows/query-result.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

/** The catalogue with the table T. */
export const tables = createTableCatalogue([
  {
    name: 'T',
    source: 'custom',
    advancedHuntingOnly: false,
    columns: [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'user', type: 'string' },
      { name: 'n', type: 'long' },
      { name: 'd', type: 'dynamic' },
    ],
  },
]);

/** The rows of T. */
export const seeds = {
  T: [
    { TimeGenerated: '2024-05-01T00:00:00Z', user: 'ann', n: 1, d: { k: 'v', list: [1, 2] } },
    { TimeGenerated: '2024-05-01T00:10:00Z', user: 'bob', n: 2, d: ['x', 'y'] },
    { TimeGenerated: '2024-05-01T01:00:00Z', user: 'ann', n: null, d: null },
    { TimeGenerated: '2024-05-01T02:00:00Z', user: '', n: 4, d: [] },
  ],
};

const data = seedSource(seeds);

const engine = createEngine({ limits: { memoryMb: 300, threads: 2 } });

/** The clock of every query here. */
export const now = new Date('2024-05-02T00:00:00Z');

/** The result, or the findings. */
export function outcomeOf(query: string) {
  return engine.run(query, { tables, data, now });
}

/** The result, or an error that names every finding. */
export async function runQuery(query: string): Promise<QueryResult> {
  const outcome = await outcomeOf(query);
  if ('result' in outcome) return outcome.result;
  throw new Error(
    outcome.diagnostics.map(({ code, message, sql }) => `${code} ${message} ${sql ?? ''}`).join('\n'),
  );
}

/** Codes and messages of a query that is refused. */
export function findingsOf(query: string) {
  const outcome = engine.translate(query, { tables, data, now });
  return 'diagnostics' in outcome ? outcome.diagnostics : [];
}

/** The SQL of a query. */
export function sqlOf(query: string): string {
  const outcome = engine.translate(query, { tables, data, now });
  if ('translation' in outcome) return outcome.translation.sql;
  throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
}

export const closeEngine = () => engine.close();
