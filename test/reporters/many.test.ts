// Half a million rows are what a query may answer, so no reporter may spread, copy or search its way through a list.
import { expect, test } from 'vitest';
import { spanOf } from '../../src/alerting/arrival.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { formatsFor, type Report, reporters } from '../../src/reporters/index.ts';
import { cleaned } from '../../src/reporters/output.ts';
import { completion, cost, coverage, databasePlan, format, scaffold, site, trace } from './listed-reports.ts';
import {
  apply,
  change,
  converted,
  diagnostics,
  doctor,
  explained,
  exported,
  findings,
  plan,
  promotion,
  rendering,
  seeded,
  served,
  simulated,
  smoke,
  sql,
  tests,
} from './reports.ts';

// More arguments than a call takes: https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Function/apply
const count = 130_000;
const many = <T>(one: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => one(n));

// Small ones: it is their number that counts.
const adopted = { kind: 'analytics-rule', id: 'a', name: 'Rare', result: 'adopted' } as const;
const short = change({ fields: [] });
const finding: Diagnostic = { ...findings[2]!, message: 'x', column: 1 };

const large: Readonly<Record<Report['kind'], () => Report>> = {
  adopt: () => ({ kind: 'adopt', results: many((n) => ({ ...adopted, id: `${n}` })) }),
  apply: () => ({
    kind: 'apply',
    apply: { ...apply.apply, changes: many(() => ({ ...short, result: 'applied' })) },
  }),
  convert: () => {
    const { diagnostics, files } = converted;
    return {
      ...converted,
      diagnostics: many(() => diagnostics[0]!),
      files: many((n) => ({ ...files[0]!, file: `${n}` })),
    };
  },
  diagnostics: () => {
    const source = `${'line\n'.repeat(50_000)}`;
    const found = many((n): Diagnostic => ({ ...finding, line: (n % 50_000) + 1 }));
    return { ...diagnostics(found), sourceOf: () => source };
  },
  doctor: () => ({ ...doctor, checks: many(() => doctor.checks[0]!) }),
  explain: () => explained,
  export: () => ({ ...exported, files: many((n) => ({ ...exported.files[0]!, file: `${n}` })) }),
  format: () => ({ ...format, files: many((n) => ({ ...format.files[0]!, file: `${n}` })) }),
  plan: () => plan(many(() => short)),
  plans: () => ({
    kind: 'plans',
    plans: [{ environment: 'prod', plan: plan(many((n) => ({ ...short, id: `${n}` }))).plan }],
  }),
  promotion: () => ({
    ...promotion,
    steps: [{ command: 'smoke', exitCode: 1, report: large.smoke() }],
  }),
  query: () => ({
    kind: 'query',
    result: {
      columns: [
        { name: 'x', type: 'long' },
        { name: 's', type: 'string' },
      ],
      rows: many((n) => [n, `row ${n}`]),
    },
  }),
  seed: () => ({
    ...seeded,
    tables: many(() => seeded.tables[0]!),
    cases: many(() => seeded.cases[0]!),
  }),
  serve: () => served,
  simulation: () => ({
    ...simulated,
    rules: many((n) => ({ ...simulated.rules[0]!, id: `${n}` })),
    alerts: many(() => simulated.alerts[0]!),
    incidents: many(() => simulated.incidents[0]!),
    entities: many(() => simulated.entities[0]!),
  }),
  smoke: () => ({ ...smoke, results: many((n) => smoke.results[n % 2]!) }),
  'database-plan': () => ({ ...databasePlan, plan: 'x\n'.repeat(count) }),
  completion: () => ({ ...completion, script: 'x\n'.repeat(count) }),
  scaffold: () => ({ ...scaffold, files: many((n) => ({ file: `${n}`, result: 'created' })) }),
  cost: () => ({ ...cost, queries: many(() => cost.queries[0]!) }),
  coverage: () => ({
    ...coverage,
    coverage: { ...coverage.coverage, techniques: many(() => coverage.coverage.techniques[0]!) },
  }),
  trace: () => ({ ...trace, trace: { steps: many(() => ({ text: 'x', line: 1, rows: 1 })) } }),
  site: () => site,
  sql: () => ({ ...sql, variables: many((n) => ({ name: `v${n}`, sql: 'select 1 -- ```' })) }),
  tests: () => ({
    ...tests,
    results: { ...tests.results, rules: many(() => tests.results.rules[1]!) },
  }),
};

test.each(Object.entries(large))(`${count} entries of a %s report, in every format`, (kind, make) => {
  const report = make();
  for (const format of formatsFor(kind as Report['kind'])) {
    const { render, output } = reporters[format];
    const text = cleaned(render(report, rendering), output);
    expect(text.length, format).toBeGreaterThan(1);
    // A fence of markdown is cut; all else of a query has its last row.
    if (kind === 'query' && format !== 'markdown') expect(text).toContain(`row ${count - 1}`);
  }
});

test('the span of the seed rows of a case', () => {
  const rows = many((n) => ({ TimeGenerated: new Date(n * 1000).toISOString() }));
  expect(spanOf({ T: rows })).toEqual({ first: 0, last: expect.any(Number) });
});
