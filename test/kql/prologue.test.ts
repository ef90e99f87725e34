// Seed rows in front of a query: exact literals, every named table shadowed, nothing unfaithful passes silently.
import { expect, test } from 'vitest';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { literalText } from '../../src/kql/rewrite/literal-text.ts';
import { withPrologue } from '../../src/kql/rewrite/prologue.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { runCatalogue } from '../../src/tables/run-catalogue.ts';
import type { KqlType } from '../../src/tables/schema.ts';
import { withWatchlists } from '../../src/tables/watchlist-catalogue.ts';
import { watchlistOf, watchlistTable } from '../../src/tables/watchlists.ts';

const tables = createTableCatalogue();
const prepare = (text: string, rows = {}) =>
  withPrologue(bindQuery(text, { tables }), rows, new Date('2026-01-15T12:00:00Z'));

test.each<[unknown, KqlType, string]>([
  ['a "b" \\ c\n\u0001', 'string', '"a \\"b\\" \\\\ c\\n\\u0001"'],
  [undefined, 'string', '""'],
  [null, 'long', 'long(null)'],
  ['9007199254740993', 'long', 'long(9007199254740993)'],
  ['NaN', 'real', 'real(nan)'],
  ['-Infinity', 'real', 'real(-inf)'],
  ['2026-01-15T12:00:00.1234567Z', 'datetime', 'datetime(2026-01-15T12:00:00.1234567Z)'],
  [{ a: ['x"y'] }, 'dynamic', 'dynamic({"a":["x\\"y"]})'],
  ['1.02:03:04', 'timespan', 'timespan(1.02:03:04)'],
  [true, 'bool', 'bool(true)'],
])('%j as %s is %s', (value, type, text) => {
  expect(literalText(value, type)).toBe(text);
});

test('every table named is shadowed, with the columns that matter', () => {
  const prepared = prepare(
    'DeviceProcessEvents | where FileName == "git" | join (DeviceFileEvents) on DeviceId',
    {
      DeviceProcessEvents: [{ TimeGenerated: '2026-01-15T12:00:00Z', FileName: 'git', ProcessId: 7 }],
    },
  );
  if (!('query' in prepared)) throw new Error(prepared.notCovered.join());
  const [files, processes, query] = prepared.query.text.split('\n');
  expect(files).toBe(
    "let DeviceFileEvents = datatable(['TimeGenerated']:datetime, ['DeviceId']:string, ['FileName']:string) [];",
  );
  expect(processes).toContain('"git"');
  expect(processes).toContain("['ProcessId']:long");
  expect(query).toMatch(/^DeviceProcessEvents/);
  expect(prepared.query.lineOffset).toBe(2);
  expect(bindQuery(prepared.query.text, { tables }).diagnostics).toEqual([]);
});

test('Type is the name of the table, unless a row says otherwise', () => {
  const rows = [{ FileName: 'git' }, { FileName: 'gh', Type: 'Other' }];
  const prepared = prepare('DeviceProcessEvents | project Type', { DeviceProcessEvents: rows });
  expect('query' in prepared && prepared.query.text.split('\n')[0]).toBe(
    "let DeviceProcessEvents = datatable(['TimeGenerated']:datetime, ['FileName']:string, ['Type']:string) " +
      '[datetime(null), "git", "DeviceProcessEvents", datetime(null), "gh", "Other"];',
  );
});

test('ingestion_time() reads the seeded column; what stands behind it does not move', () => {
  const prepared = prepare(
    'DeviceProcessEvents | where ingestion_time() > ago(1h) and ingestion_time() < now()',
  );
  expect('query' in prepared && prepared.query.text.split('\n')[1]).toBe(
    'DeviceProcessEvents | where _IngestionTime   > ago(1h) and _IngestionTime   < now()',
  );
});

test.each([
  ['union Device* | count', 'wildcard Device*'],
  ['_GetWatchlist(strcat("x", "y")) | count', 'function _GetWatchlist()'],
  ['workspace("other").DeviceInfo | count', 'function workspace()'],
  // Where the workspace has it, its own data would come in.
  ['DeviceInfo | where DeviceName !in ((My_CL | project Name))', 'the unknown table My_CL'],
  ['DeviceInfo | where DeviceName in (My_CL)', 'the unknown table My_CL'],
  ['DeviceInfo | join kind=leftanti (My_CL) on DeviceId', 'the unknown table My_CL'],
  ['union isfuzzy=true DeviceInfo, (My_CL | where Name == "x")', 'the unknown table My_CL'],
  ['DeviceInfo | where DeviceName !in~ (MyNames)', 'the unknown table MyNames'],
  ['DeviceInfo | where DeviceName has_any (MyNames)', 'the unknown table MyNames'],
  ['MyParser | count', 'the unknown table MyParser'],
  ['MyParser() | count', 'the unknown function MyParser()'],
  ['DeviceInfo | where IsKnown(DeviceName)', 'the unknown function IsKnown()'],
  // The binder refuses a second let of a name.
  ['let DeviceInfo = DeviceInfo | take 1; DeviceInfo | count', 'a let that is named DeviceInfo'],
])('%s is not covered, and says why', (text, reason) => {
  expect(prepare(text)).toEqual({ notCovered: [reason] });
});

test('a column that nobody knows is left to the service, which says where', () => {
  expect(prepare('DeviceInfo | where DeviceNme == "a"')).toHaveProperty('query');
});

test('a let in a function may have the name of a table', () => {
  const prepared = prepare('let f = () { let DeviceInfo = 1; DeviceInfo };\nDeviceInfo | where f() == 1');
  expect('query' in prepared && bindQuery(prepared.query.text, { tables }).diagnostics).toEqual([]);
});

test.each([
  ['the second column of a join', 'DeviceInfo | join (DeviceInfo) on DeviceId | project OSPlatform1'],
  [
    'a column that two tables have with two types',
    'union DeviceInfo, (DeviceLogonEvents | extend OSBuild = "x") | where OSBuild_long == 1',
  ],
  ['columns by a wildcard', 'DeviceInfo | project-keep OS* | where isempty(OSPlatform)'],
])('%s is declared', (_, text) => {
  const prepared = prepare(text);
  if (!('query' in prepared)) throw new Error(prepared.notCovered.join());
  expect(bindQuery(prepared.query.text, { tables }).diagnostics).toEqual([]);
});

test.each(['getschema', 'extend p = pack_all()', 'evaluate bag_unpack(AdditionalFields)'])(
  '%s sees every column the table has',
  (operator) => {
    const prepared = prepare(`DeviceInfo | ${operator}`);
    const all = tables.table('DeviceInfo')!.columns.map(({ name }) => `['${name}']`);
    const declared = 'query' in prepared ? prepared.query.text.split('\n')[0]!.match(/\['\w+'\]/g) : [];
    expect(declared).toEqual(all);
  },
);

test('a watchlist stands in front as a function of its keys; what stands behind the call does not move', () => {
  const known = withWatchlists(tables, [
    watchlistOf('Owners', ['Host', 'Kind'], [{ Host: 'github.com/contoso', Kind: 'owner' }]),
  ]);
  const query =
    "_GetWatchlist('Owners', dynamic(['a']))\n| join (_GetWatchlist('Nobody') | where Until == '1') on SearchKey";
  const rows = { [watchlistTable('Nobody')]: [{ SearchKey: 'ana', Until: '1' }] };
  const catalogue = runCatalogue(known, rows);
  const prepared = withPrologue(
    bindQuery(query, { tables: catalogue }),
    rows,
    new Date('2026-01-15T12:00:00Z'),
  );
  if (!('query' in prepared)) throw new Error(prepared.notCovered.join());
  const [nobody, owners, ...own] = prepared.query.text.split('\n');
  expect(nobody).toMatch(
    /^let _WL1 = \(keys:dynamic=dynamic\(\[\]\)\) \{ datatable\(.*"ana".*SearchKey in \(keys\) \};$/,
  );
  expect(owners).toMatch(/^let _WL2 = .*"github.com\/contoso".*\};$/);
  expect(own).toEqual([
    "_WL2(                   dynamic(['a']))",
    "| join (_WL1(                 ) | where Until == '1') on SearchKey",
  ]);
  expect(prepared.query.lineOffset).toBe(2);
  expect(bindQuery(prepared.query.text, { tables }).diagnostics).toEqual([]);
});
