// The detection tests of a project are found beside its content, and folders and parameters that fit no item are reported.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadCases } from '../../src/testing/load-cases.ts';
import { rule, tables } from './fixture.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Loads a project that holds just these files, with the fixture's rule. */
function load(files: Readonly<Record<string, string>>) {
  const projectFolder = mkdtempSync(join(tmpdir(), 'sentinel-sync-cases-'));
  folders.push(projectFolder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(projectFolder, name)), { recursive: true });
    writeFileSync(join(projectFolder, name), text);
  }
  const item = rule();
  const loaded = loadCases({ projectFolder, items: [item], tables });
  return { ...loaded, names: loaded.casesOf(item).map(({ name }) => name) };
}

const silent = (name: string) => `cases:\n  - { name: ${name}, none: true }\n`;

describe('loadCases', () => {
  test('reads every YAML file of the folder named after the item, in the order of their names', () => {
    const { names, diagnostics } = load({
      'test/analytics-rules/rule/b.yaml': silent('two'),
      'test/analytics-rules/rule/a.yml': silent('one'),
      'test/analytics-rules/rule/notes.md': 'not read',
    });
    expect(names).toEqual(['one', 'two']);
    expect(diagnostics).toEqual([]);
  });

  test('a project without tests has none', () => {
    expect(load({}).names).toEqual([]);
  });

  test('seed files are found from the case file, and not outside the project', () => {
    const seed = 'seed:\n  SigninLogs: [{ UserPrincipalName: a }]\n';
    const inside = load({
      'test/seeds/day.yaml': seed,
      'test/analytics-rules/rule/a.yaml': `seedFiles: [../../seeds/day.yaml]\n${silent('one')}`,
    });
    expect(inside.diagnostics).toEqual([]);
    expect(inside.names).toEqual(['one']);
    const outside = load({
      'test/analytics-rules/rule/a.yaml': `seedFiles: [../../../../day.yaml]\n${silent('one')}`,
    });
    expect(outside.diagnostics).toMatchObject([{ code: 'test/bad-value', line: 1, column: 13 }]);
    expect(outside.diagnostics[0]?.message).toContain('outside the project');
  });

  test('a folder that belongs to no item is reported, with the name that was meant', () => {
    const { diagnostics } = load({ 'test/analytics-rules/rulle/a.yaml': silent('one') });
    expect(diagnostics).toMatchObject([
      { code: 'test/no-such-item', file: 'test/analytics-rules/rulle', hint: 'Did you mean `rule`?' },
    ]);
  });

  test('two cases of one name are reported', () => {
    const { diagnostics } = load({
      'test/analytics-rules/rule/a.yaml': silent('one'),
      'test/analytics-rules/rule/b.yaml': silent('one'),
    });
    expect(diagnostics).toMatchObject([
      { code: 'test/duplicate-case', file: 'test/analytics-rules/rule/b.yaml', line: 2, column: 5 },
    ]);
  });

  test('parameters that the query does not have are reported where they stand', () => {
    const { diagnostics } = load({
      'test/analytics-rules/rule/a.yaml':
        'parameters: { Limt: 1 }\ncases:\n  - { name: a, parameters: { Names: 3 }, none: true }\n  - { name: b, none: true }\n',
    });
    expect(diagnostics).toMatchObject([
      { code: 'kql/unknown-parameter', line: 1, column: 15, hint: 'Did you mean `Limit`?' },
      { code: 'kql/parameter-type', line: 3, column: 30 },
    ]);
  });
});
