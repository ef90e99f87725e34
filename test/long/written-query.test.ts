// Every shipped case with its seed rows in front of the query, both ways of running that: the same rows, in the same order.
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { loadContent } from '../../src/content/files/load.ts';
import { queryOf } from '../../src/content/kinds/kinds.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { createWrittenQueries } from '../../src/engine/sources/written-query.ts';
import { noRows } from '../../src/engine/table-source.ts';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { overrideParameters } from '../../src/kql/rewrite/parameters.ts';
import { withPrologue } from '../../src/kql/rewrite/prologue.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { rowsAt } from '../../src/testing/case-rows.ts';
import { loadCases } from '../../src/testing/load-cases.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const tables = createTableCatalogue();
const { items } = loadContent({
  projectFolder,
  folders: [
    { kind: 'analytics-rule', path: 'analytics-rules' },
    { kind: 'hunting-query', path: 'hunting-queries' },
  ],
});
const tests = loadCases({ projectFolder, items, tables });
// One thread: the order of rows that nothing sorts is then the same too.
const engine = createEngine({ limits: { threads: 1 } });
const written = createWrittenQueries(engine);
afterAll(() => engine.close());

test.each(items.map((item) => [item.slug, item] as const))('%s', async (_, item) => {
  const cases = tests.casesOf(item);
  expect(cases.length).toBeGreaterThan(0);
  for (const one of cases) {
    const { text } = overrideParameters(queryOf(item) ?? '', one.parameters);
    const prepared = withPrologue(bindQuery(text, { tables }), rowsAt(one, one.now), one.now);
    if ('notCovered' in prepared) throw new Error(prepared.notCovered.join(', '));
    const options = { tables, data: noRows, now: one.now };
    const result = await written.run(prepared.query.text, options);
    expect(result, one.name).toHaveProperty('result');
    expect(result, one.name).toEqual(await engine.run(prepared.query.text, options));
  }
});
