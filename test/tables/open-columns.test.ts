// Tables that get a column when a row brings one: which names, which types, and which tables do not.
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { seedSource } from '../../src/engine/table-source.ts';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { withPrologue } from '../../src/kql/rewrite/prologue.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { columnOnDemand } from '../../src/tables/open-columns.ts';

const tables = createTableCatalogue([
  {
    name: 'Own_CL',
    source: 'custom',
    advancedHuntingOnly: false,
    columns: [{ name: 'Host_s', type: 'string' }],
  },
]);
const errorsOf = (query: string) =>
  bindQuery(query, { tables })
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

test.each([
  ['AzureDiagnostics', 'statement_s', 'string'],
  ['AzureDiagnostics', 'affected_rows_d', 'real'],
  ['AzureDiagnostics', 'succeeded_b', 'bool'],
  ['AzureDiagnostics', 'event_time_utc_t', 'datetime'],
  ['AzureDiagnostics', 'tracking_g', 'guid'],
  ['AzureDiagnostics', 'clientIp_s', 'string'],
  ['AzureDiagnostics', 'Statement', undefined],
  ['Okta_CL', 'brand_new_thing_d', 'real'],
  ['SigninLogs', 'statement_s', undefined],
  ['Own_CL', 'Other_s', undefined],
])('%s takes %s as %s', (table, column, type) => {
  expect(columnOnDemand(tables.table(table)!, column)).toBe(type);
});

describe('a query', () => {
  test('names such a column, and none that no row could bring', () => {
    expect(errorsOf('AzureDiagnostics | where statement_s has "x" | project affected_rows_d + 1')).toEqual(
      [],
    );
    expect(errorsOf('AzureDiagnostics | where Statement has "x"')).toEqual(['KS142']);
    expect(errorsOf('Own_CL | where Other_s has "x"')).toEqual(['KS142']);
  });

  test('over rows that bring the column finds it, and its default where they do not', async () => {
    const engine = createEngine();
    const now = new Date('2026-01-01T00:00:00Z');
    const row = { TimeGenerated: '2025-12-31T23:00:00Z', Category: 'SQLSecurityAuditEvents' };
    const run = async (rows: readonly Record<string, unknown>[], query: string) => {
      const data = seedSource({ AzureDiagnostics: rows });
      const outcome = await engine.run(query, { tables, data, now });
      return 'result' in outcome ? outcome.result.rows : outcome.diagnostics;
    };
    const asked = 'AzureDiagnostics | project S = column_ifexists("statement_s", "none")';
    expect(await run([{ ...row, statement_s: 'drop' }], 'AzureDiagnostics | project statement_s')).toEqual([
      ['drop'],
    ]);
    expect(await run([{ ...row, statement_s: 'drop' }], asked)).toEqual([['drop']]);
    expect(await run([row], asked)).toEqual([['none']]);
    engine.close();
  });

  test('carries the column in its prologue', () => {
    const bound = bindQuery('AzureDiagnostics | where statement_s == "drop"', { tables });
    const made = withPrologue(
      bound,
      { AzureDiagnostics: [{ statement_s: 'drop' }] },
      new Date('2026-01-15T12:00:00Z'),
    );
    expect('query' in made && made.query.text).toContain("['statement_s']:string");
  });
});
