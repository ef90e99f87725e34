// Queries led to test tables: what is rewritten and what is not, that the result binds, and that its places lead back.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { withPrologue } from '../../src/kql/rewrite/prologue.ts';
import {
  declaredColumns,
  isTestTable,
  testTableName,
  testTableOf,
} from '../../src/kql/rewrite/test-table.ts';
import { withTestTables } from '../../src/kql/rewrite/test-tables.ts';
import { applyEdits, offsetAt, placeAt } from '../../src/kql/rewrite/text-edits.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import type { TableSchema } from '../../src/tables/schema.ts';

const tables = createTableCatalogue();
const seeded = { runId: 'RUN', caseName: 'CASE', now: new Date('2026-01-15T12:00:00Z') };

const prepare = (query: string, rows = {}) => withTestTables(bindQuery(query, { tables }), rows, seeded);

function rewritten(query: string, rows = {}) {
  const prepared = prepare(query, rows);
  if ('notCovered' in prepared) throw new Error(prepared.notCovered.join());
  return prepared.query;
}

/** Sections of the page: title, query, and what becomes of it. */
const goldens = readFileSync(new URL('./test-tables.md', import.meta.url), 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((section) => {
    const blocks = Array.from(section.matchAll(/```\w+\n([\s\S]*?)\n```/g), (match) => match[1]!);
    return { title: section.slice(0, section.indexOf('\n')), query: blocks[0]!, seeded: blocks[1]! };
  });

const full = (text: string) =>
  text
    .replaceAll('...', 'SeedRunId == "RUN" and SeedCase == "CASE"')
    .replaceAll('T0', 'datetime(2026-01-15T12:00:00.000Z)');

test('the page has examples', () => expect(goldens.length).toBeGreaterThan(5));

test.each(goldens)('$title', ({ query, seeded: expected }) => {
  const { text, tables: used } = rewritten(query);
  expect(text).toBe(full(expected));
  const schemas: TableSchema[] = used.map((table) => ({
    name: table.name,
    columns: declaredColumns(table),
    source: 'custom',
    advancedHuntingOnly: false,
  }));
  expect(bindQuery(text, { tables: createTableCatalogue(schemas) }).diagnostics).toEqual([]);
});

test('columns that only rows name are read too: * and bags see them', () => {
  expect(rewritten('AuditLogs | project *', { AuditLogs: [{ Category: 'x' }] }).text).toContain(
    'project TimeGenerated, Category)',
  );
});

test('the name of a case cannot break out of its text', () => {
  const caseName = 'a "b" \\ c\nd';
  const prepared = withTestTables(bindQuery('AuditLogs', { tables }), {}, { ...seeded, caseName });
  expect('query' in prepared && prepared.query.text).toContain('SeedCase == "a \\"b\\" \\\\ c\\nd"');
});

describe('what neither way covers has the same name in both', () => {
  test.each([
    ['union Device* | count', 'wildcard Device*'],
    ['_GetWatchlist(strcat("x", "y")) | count', 'function _GetWatchlist()'],
    ['workspace("other").DeviceInfo | count', 'function workspace()'],
    ['database("other").DeviceInfo | count', 'function database()'],
    ['ASimDns | count', 'function ASimDns()'],
    ['search "x"', 'search through all tables'],
    ['find where DeviceName == "x"', 'find through all tables'],
    ['union isfuzzy=true AuditLogs, NobodysTable_CL', 'the unknown table NobodysTable_CL'],
  ])('%s', (query, reason) => {
    expect(prepare(query)).toEqual({ notCovered: [reason] });
    expect(withPrologue(bindQuery(query, { tables }), {}, new Date('2026-01-15T12:00:00Z'))).toEqual({
      notCovered: [reason],
    });
  });
});

describe('what neither covers: a test table has another name, and a let has none that an engine shows', () => {
  test.each([
    ['union withsource=Source AuditLogs, SigninLogs', 'union withsource='],
    ['search in (AuditLogs, SigninLogs) "x"', 'search'],
    ['AuditLogs | search "x"', 'search'],
    ['find in (AuditLogs) where Category == "x"', 'find'],
    ['AuditLogs | extend Name = $table', '$table'],
  ])('%s', (query, reason) => {
    expect(prepare(query)).toEqual({ notCovered: [reason] });
    const prologue = withPrologue(bindQuery(query, { tables }), {}, new Date('2026-01-15T12:00:00Z'));
    expect(prologue).toHaveProperty('notCovered.0', expect.stringMatching(/^the name of a table in /));
  });
});

describe('what only a prologue covers', () => {
  test('a column that no custom table can have, only where it matters', () => {
    const column = 'identity_claim_http_schemas_microsoft_com_identity_claims_scope_s';
    const reason = `the column ${column} of AzureDiagnostics, which no custom table can have`;
    expect(prepare(`AzureDiagnostics | where ${column} == "x"`)).toEqual({ notCovered: [reason] });
    expect(prepare('AzureDiagnostics | count', { AzureDiagnostics: [{ [column]: 'x' }] })).toEqual({
      notCovered: [reason],
    });
    expect(prepare('AzureDiagnostics | count')).toHaveProperty('query');
  });
});

test('table() reads the seed rows of a prologue too', () => {
  const prepared = withPrologue(
    bindQuery('table("AuditLogs") | count', { tables }),
    {},
    new Date('2026-01-15T12:00:00Z'),
  );
  expect('query' in prepared && prepared.query.text.split('\n')[1]).toBe('AuditLogs          | count');
});

describe('test tables', () => {
  test.each([
    ['SigninLogs', 'Test_SigninLogs_CL'],
    ['Okta_CL', 'Test_Okta_CL'],
  ])('%s -> %s', (source, name) => {
    expect(testTableName(source)).toBe(name);
    expect(isTestTable(name)).toBe(true);
    expect(isTestTable(source)).toBe(false);
  });

  test('a custom table can hold those of all tables, but for long names', () => {
    const problems: string[] = [];
    for (const name of tables.names()) {
      const schema = tables.table(name)!;
      const made = testTableOf(schema);
      if ('problem' in made) {
        problems.push(name);
        continue;
      }
      const stored = made.table.columns.map((column) => column.storedName);
      expect(stored.filter((column) => !/^[A-Za-z]\w{0,44}$/.test(column))).toEqual([]);
      expect(new Set(stored.map((column) => column.toLowerCase())).size).toBe(stored.length);
      expect(stored).toHaveLength(schema.columns.length - made.table.withoutColumns.length);
    }
    expect(problems).toEqual(['CloudflareV2_CL', 'TrendMicro_XDR_OAT_CL', 'jamfprotect_CL']);
  });

  test('a name that is too long for a custom table', () => {
    const name = 'T'.repeat(56);
    expect(testTableOf({ name, columns: [] })).toEqual({
      problem: `the table ${name}, whose test table would have more than 63 letters`,
    });
  });
});

describe('places', () => {
  const query = 'AuditLogs\r\n| where Category == "x" and TimeGenerated > ago(1h) and Nope == 1\n| count';

  test('behind what was put in', () => {
    const { text, originalOffset } = rewritten(query);
    const sent = text.indexOf('Nope');
    expect(sent).not.toBe(query.indexOf('Nope'));
    expect(originalOffset(sent)).toBe(query.indexOf('Nope'));
    expect(placeAt(query, originalOffset(offsetAt(text, placeAt(text, sent))))).toEqual({
      line: 2,
      column: 57,
    });
  });

  test('inside what was put in, it is the place it was put in for', () => {
    const { text, originalOffset } = rewritten(query);
    expect(originalOffset(text.indexOf('SeedRunId'))).toBe(0);
    expect(originalOffset(text.indexOf('datetime(2026') + 5)).toBe(query.indexOf('ago'));
  });

  test('every character that was kept leads back to itself', () => {
    const edits = fc
      .array(fc.tuple(fc.nat(30), fc.nat(5), fc.string({ maxLength: 8 })), { maxLength: 6 })
      .map((all) => {
        let end = 0;
        return [...all]
          .sort(([a], [b]) => a - b)
          .flatMap(([start, length, put]) => {
            if (start < end || start > 26) return [];
            end = Math.min(start + Math.max(length, 1), 26);
            return [{ start, end, text: put.toUpperCase().replaceAll(/[a-z]/g, '') }];
          });
      });
    fc.assert(
      fc.property(edits, (some) => {
        const old = 'abcdefghijklmnopqrstuvwxyz';
        const { text, originalOffset } = applyEdits(old, some);
        for (const [index, character] of [...text].entries()) {
          if (/[a-z]/.test(character)) expect(old[originalOffset(index)]).toBe(character);
        }
      }),
    );
  });
});
