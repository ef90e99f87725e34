// Runs the documented examples of KQL, where they are at hand, and holds the list of those known not to pass.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { type ConformanceCase, difference } from './conformance-compare.ts';
import { knownDifferences } from './conformance-known.ts';
import { closeEngine, runQuery } from './run-query.ts';

const file = fileURLToPath(new URL('../../../shared/kql-conformance/visible.json', import.meta.url));
const cases: readonly ConformanceCase[] = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: ConformanceCase[] }).cases
  : [];

afterAll(closeEngine);

async function failureOf(documented: ConformanceCase): Promise<string | undefined> {
  try {
    return difference(documented, await runQuery(documented.query));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe.skipIf(cases.length === 0)(
  'documented examples (skipped: ../shared/kql-conformance is not here)',
  () => {
    test('those that should pass do, and those known to differ still do', { timeout: 300_000 }, async () => {
      const broken: string[] = [];
      const fixed: string[] = [];
      for (const documented of cases) {
        const failure = await failureOf(documented);
        const isKnown = documented.id in knownDifferences;
        if (failure !== undefined && !isKnown) broken.push(`${documented.id}: ${failure.slice(0, 300)}`);
        if (failure === undefined && isKnown) fixed.push(documented.id);
      }
      expect({ broken, fixed }).toEqual({ broken: [], fixed: [] });
    });

    test('the list of known differences names cases that exist', () => {
      const ids = new Set(cases.map(({ id }) => id));
      expect(Object.keys(knownDifferences).filter((id) => !ids.has(id))).toEqual([]);
    });
  },
);
