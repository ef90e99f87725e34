// The detection tests of this repository, in parts, so that every worker has some: a part is every fourth item.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadContent } from '../../src/content/files/load.ts';
import { functionsIn } from '../../src/content/kinds/kinds.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { loadCases } from '../../src/testing/load-cases.ts';
import { type CaseResult, runCases } from '../../src/testing/run-tests.ts';
import { createEngineRunner } from '../../src/workspace/queries/engine-runner.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
export const content = loadContent({
  projectFolder,
  folders: [
    { kind: 'analytics-rule', path: 'analytics-rules' },
    { kind: 'hunting-query', path: 'hunting-queries' },
    { kind: 'parser', path: 'parsers' },
  ],
});
export const tables = createTableCatalogue([], functionsIn(content.items));
export const tests = loadCases({ projectFolder, items: content.items, tables });

export const parts = 4;

/** Every fourth item, from the given one on. */
export function partOf(part: number) {
  return content.items.filter((_, index) => index % parts === part);
}

/** What a case expects must come out. The cases of an item run together, each is a test. */
export function describePart(part: number): void {
  const runner = createEngineRunner({ tables });
  afterAll(() => runner.close());
  describe.each(partOf(part).map((item) => [item.slug, item] as const))('%s', (_, item) => {
    const cases = tests.casesOf(item);
    let results: readonly CaseResult[] = [];
    beforeAll(async () => {
      results = await runCases(item, cases, runner);
    }, 300_000);
    test.each(cases.map((one, index) => [one.name, index] as const))('%s', (_name, index) => {
      const { status, file, line, differences } = results[index]!;
      expect(status, `${file}:${line}\n${differences.join('\n')}`).toBe('passed');
    });
  });
}
