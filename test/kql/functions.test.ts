// Each line of test/kql/functions/*.cases and test/kql/aggregates/*.cases is a truth: `strlen('abc') = 3`, both sides evaluated as
// KQL and compared as values of one type. `rand('x') = unsupported` says that the left side is refused.
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { aggregates } from '../../src/kql/translate/aggregates/index.ts';
import { scalarFunctions } from '../../src/kql/translate/functions/index.ts';
import { closeEngine, findingsOf, runQuery } from './run-query.ts';
import { caseFiles, printed, truthsIn } from './truths.ts';

const files = caseFiles();

afterAll(closeEngine);

describe.each(files)('%s', (name) => {
  const all = truthsIn(readFileSync(new URL(name, import.meta.url), 'utf8'));
  const truths = all.filter(({ right }) => right !== 'unsupported');
  const refused = all.filter(({ right }) => right === 'unsupported');
  test('holds', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    // One query for many lines: the engine is asked a few times instead of hundreds.
    for (let start = 0; start < truths.length; start += 25) {
      const part = truths.slice(start, start + 25);
      const { columns, rows } = await runQuery(printed(part));
      for (const [i, { line }] of part.entries()) {
        const [actual, expected] = [2 * i, 2 * i + 1].map((place) => [columns[place]!.type, rows[0]![place]]);
        if (JSON.stringify(actual) !== JSON.stringify(expected))
          wrong.push(`${line}  (is ${JSON.stringify(actual)})`);
      }
    }
    expect(wrong).toEqual([]);
  });
  test.runIf(refused.length > 0).each(refused)('$left is refused', ({ left }) => {
    const codes = findingsOf(`print a = ${left}`).map(({ code }) => code);
    // By us alone, or as the service refuses it.
    expect(codes).toHaveLength(1);
    expect(['kql/unsupported-function', 'kql/invalid-argument', 'kql/mismatched-types']).toContain(codes[0]);
  });
});

test('every function and aggregate has a truth', () => {
  const text = files.map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')).join('\n');
  const names = new Set(text.match(/\b\w+(?=\()/g));
  const silent = [...scalarFunctions.keys(), ...aggregates.keys()].filter((name) => !names.has(name));
  expect(silent).toEqual([]);
});
