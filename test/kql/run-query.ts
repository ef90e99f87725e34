// Runs a query for the tests of the translator: on a small table T of rows that cover null and empty.
import { createEngine } from '../../src/engine/engine.ts';
import { seedSource } from '../../src/engine/table-source.ts';
import type { QueryResult } from '../../src/rows/query-result.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { fixtureOf, withFixtures } from '../../src/tables/fixture-catalogue.ts';
import { type FixtureRow, functionFixture, webFixture } from '../../src/tables/fixtures.ts';

/** The catalogue with the table T, without what fixtures give. */
export const plainTables = createTableCatalogue([
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

/** What queries read that no table holds. */
const given: readonly (readonly [name: string, rows: readonly FixtureRow[]])[] = [
  [functionFixture('VendorEvents'), [{ Host: 'h1', Count: 3, At: '2024-05-01T00:00:00Z', Tags: ['a'] }]],
  [
    functionFixture('geo_info_from_ip_address'),
    [{ ip: '203.0.113.7', country: 'Norway', city: 'Oslo', latitude: 59.9, longitude: 10.7 }],
  ],
  [
    functionFixture('FileProfile'),
    [{ SHA1: 'AB01', SHA256: 'cd02', GlobalPrevalence: 7, IsCertificateValid: true }],
  ],
  [functionFixture('_ASIM_LookupDnsQueryType'), [{ key: '28', value: 'AAAA' }]],
  [functionFixture('_ASIM_ResolveICMPType'), [{ key: '8', NetworkIcmpCode: 8, NetworkIcmpType: 'Echo' }]],
  [functionFixture('SeenBy'), [{ DeviceId: 'd1', SeenBy: [{ DeviceId: 'd2' }] }]],
];

const webFiles: readonly (readonly [url: string, text: string])[] = [
  ['https://example.org/list.csv', 'ip,score,seen\n10.0.0.1,5,2024-05-01\n10.0.0.2,none,\n"a, b",7,\n'],
  ['https://example.org/list.txt', '# a comment\n10.0.0.1\n'],
  ['https://example.org/events.json', '{"ip":"10.0.0.1","n":1,"more":2}\n{"n":"2","ip":"10.0.0.2"}\n'],
  ['https://example.org/all', '[{"ip":"10.0.0.1","d":{"k":[1]}}]'],
  ['https://example.org/list.tsv', 'a b\t1\nc\t2\n'],
];

const tables = withFixtures(plainTables, [
  ...given.map(([name, rows]) => fixtureOf(name, rows, { tables: plainTables })),
  ...webFiles.map(([url, text]) => ({ name: webFixture(url), text })),
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

/** The same where nobody gives a fixture. */
export function outcomeWithoutFixtures(query: string) {
  return engine.run(query, { tables: plainTables, data, now });
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
