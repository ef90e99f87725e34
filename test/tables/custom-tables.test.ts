// The user's own table schemas: published spellings are read, unusable files are findings.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadCustomTables } from '../../src/tables/custom-tables.ts';

const project = mkdtempSync(join(tmpdir(), 'tables-'));
afterAll(() => rmSync(project, { recursive: true }));

function load(text: string) {
  const folder = mkdtempSync(join(project, 'p-'));
  mkdirSync(join(folder, 'tables'));
  writeFileSync(join(folder, 'tables/T.json'), text);
  return loadCustomTables(folder);
}

test('reads types in any spelling, with trailing commas and a byte order mark', () => {
  const text =
    '\uFEFF{"Name":"My_CL","Properties":[{"Name":"Host","Type":"String"},{"Name":"n","Type":"Double"},{"Name":"a,]","Type":"Boolean"},],}';
  expect(load(text)).toEqual({
    diagnostics: [],
    tables: [
      {
        name: 'My_CL',
        source: 'custom',
        advancedHuntingOnly: false,
        columns: [
          { name: 'Host', type: 'string' },
          { name: 'n', type: 'real' },
          { name: 'a,]', type: 'bool' },
        ],
      },
    ],
  });
});

test.each([
  ['{', 'The file is not JSON'],
  ['[]', 'no usable "Name"'],
  ['{"Name":"T"}', 'no list "Properties"'],
  ['{"Name":"T","Properties":[{"Name":"a"}]}', 'lacks "Name" or "Type"'],
  ['{"Name":"T","Properties":[{"Name":"a","Type":"strng"}]}', 'Column a has the unknown type strng'],
])('%s is a finding', (text, message) => {
  const { tables, diagnostics } = load(text);
  expect(tables).toEqual([]);
  expect(diagnostics).toEqual([
    expect.objectContaining({ file: 'tables/T.json', message: expect.stringContaining(message) }),
  ]);
});

test('no folder, no tables', () => {
  expect(loadCustomTables(project, 'nowhere')).toEqual({ tables: [], diagnostics: [] });
});
