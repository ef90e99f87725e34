// Every detection test of this repository, on the embedded engine: what a case expects must come out.
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { loadContent } from '../src/content/files/load.ts';
import { createTableCatalogue } from '../src/tables/catalogue.ts';
import { loadCases } from '../src/testing/load-cases.ts';
import { runCase } from '../src/testing/run-tests.ts';
import { createEngineRunner } from '../src/workspace/queries/engine-runner.ts';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));
const tables = createTableCatalogue();
const content = loadContent({
  projectFolder,
  folders: [
    { kind: 'analytics-rule', path: 'analytics-rules' },
    { kind: 'hunting-query', path: 'hunting-queries' },
    { kind: 'parser', path: 'parsers' },
  ],
});
const tests = loadCases({ projectFolder, items: content.items, tables });
const runner = createEngineRunner({ tables });
afterAll(() => runner.close());

test('content and case files are sound', () => {
  expect(content.diagnostics).toEqual([]);
  expect(tests.diagnostics).toEqual([]);
  expect(content.items.length).toBeGreaterThan(0);
});

describe.each(content.items.map((item) => [item.slug, item] as const))('%s', (_, item) => {
  test.each(tests.casesOf(item).map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const result = await runCase(item, one, runner);
    const place = `${result.file}:${result.line}:${result.column}`;
    expect(result.status, `${place}\n${result.differences.join('\n')}`).toBe('passed');
  });
});
