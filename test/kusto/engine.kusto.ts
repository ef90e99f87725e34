// The goldens and the detection tests on a real Kusto engine, and the record of what it says.
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { KustoRecord } from '../../scripts/pages/kql-confirmed.ts';
import type { EngineComparison } from '../../src/testing/engine-comparison.ts';
import { connectKusto } from '../../src/workspace/kusto/connect.ts';
import { kustoEndpoint } from '../../src/workspace/kusto/endpoint.ts';
import type { KustoEngine } from '../../src/workspace/kusto/runner.ts';
import { closeEngine } from '../kql/run-query.ts';
import { createProject, type TestProject } from '../stories/command-line.ts';
import { type Answer, askGoldens } from './questions.ts';
import { recordOf } from './record.ts';

const url = inject('kustoUrl');
const image = inject('kustoImage');
const database = process.env['SENTINEL_SYNC_KUSTO_DATABASE'];
const recordFile = process.env['SENTINEL_SYNC_KUSTO_RECORD'] || 'kusto-record.json';

let engine: KustoEngine;
let project: TestProject;
let answers: readonly Answer[] = [];
let cases: KustoRecord['cases'] = { equal: 0, compared: 0 };

beforeAll(async () => {
  engine = await connectKusto(kustoEndpoint(url, database), {});
  project = createProject({}, { shipped: true });
});
afterAll(() => {
  closeEngine();
  project?.dispose();
  const record = recordOf(answers, { engine: engine.build, image, on: new Date(), cases });
  writeFileSync(recordFile, `${JSON.stringify(record, undefined, 2)}\n`);
  process.stdout.write(
    `${engine.description}: ${record.confirmed} of ${answers.length} goldens confirmed; see ${recordFile}.\n`,
  );
});

test('the goldens hold', async () => {
  answers = await askGoldens(engine);
  expect(answers.filter(({ status }) => status === 'differs' || status === 'refused')).toEqual([]);
});

interface Report {
  readonly comparison: EngineComparison;
}

test('the detection tests have the same rows', async () => {
  const where = ['--cluster', url, ...(database ? ['--database', database] : [])].join(' ');
  const { comparison } = await project.json<Report>(`test --compare kusto ${where}`);
  const { equal, differs, mayDiffer } = comparison.summary;
  cases = { equal, compared: equal + differs + mayDiffer };
  expect(comparison.cases.filter(({ status }) => status === 'differs' || status === 'no-answer')).toEqual([]);
});
