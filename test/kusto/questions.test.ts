// The questions to a real Kusto engine, put to the embedded one behind the Kusto protocol, and to one that answers wrongly.
import { expect, test } from 'vitest';
import type { KustoEngine } from '../../src/workspace/kusto/runner.ts';
import { openKustoEngine } from '../../src/workspace/kusto/runner.ts';
import { serveEngine } from '../emulator/kusto-engine.ts';
import { clientAt } from '../workspace/kusto/engine.ts';
import { askGoldens } from './questions.ts';

/** A page and a file that between them have what is asked in every way. */
const some = { pages: ['sort-operator.md', 'find-operator.md'], files: ['aggregates/counts.cases'] };

test('an engine that agrees confirms them', async () => {
  const { port } = await serveEngine();
  const answers = await askGoldens(await openKustoEngine(clientAt(port)), some);
  expect(answers.filter(({ status }) => status !== 'confirmed' && status !== 'not-asked')).toEqual([]);
  expect(answers.find(({ status }) => status === 'not-asked')?.words).toContain(
    'the name of a table in find',
  );
  expect(answers.filter(({ status }) => status === 'confirmed').length).toBeGreaterThan(20);
});

/** An engine of which every value of a query is the number 7. */
function sevens(refusing: RegExp): KustoEngine {
  const query = async (text: string) => {
    if (refusing.test(text)) {
      const { workspaceError } = await import('../../src/workspace/codes.ts');
      throw workspaceError('workspace/refused', 'no such function', { exitCode: 1 });
    }
    const count = text.match(/[ab]\d+ =/g)?.length ?? 1;
    const columns = Array.from({ length: count }, (_, i) => ({
      name: `c${i}`,
      type: i % 4 === 3 ? 'int' : 'long',
    }));
    return { columns, rows: [columns.map(() => 7)] };
  };
  const client = { query, command: query } as unknown as KustoEngine['client'];
  return { client, build: 'Sevens', description: 'sevens' };
}

test('an engine that answers otherwise, or refuses, confirms nothing', async () => {
  const answers = await askGoldens(sevens(/hll/), some);
  const of = (word: string) => answers.find(({ id }) => id.includes(word))?.status;
  expect(of('sort-operator.md')).toBe('differs');
  expect(of('hll(x)')).toBe('refused');
  // Both sides are 7 there, but the sides of the next one are of two types.
  expect(of('summarize countif(x > 1)) = 2')).toBe('confirmed');
});
