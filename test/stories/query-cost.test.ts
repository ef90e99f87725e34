// A project caps the cost of its queries: lint says which are above, cost says why.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`;
const query =
  '|\n  SigninLogs\n  | where UserPrincipalName matches regex "a"\n  | sort by TimeGenerated desc';

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'analytics-rules/cheap.yaml': ruleText({ id: id(1), name: 'Cheap' }),
    'analytics-rules/dear.yaml': ruleText({ id: id(2), name: 'Dear', query }),
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
  });
});
afterEach(() => project.dispose());

const found = async (flags = '') => {
  const { code, stdout } = await project.run(`lint --quiet ${flags}`);
  return { code, isFound: stdout.includes('kql/query-cost'), stdout };
};

test('without a cap nothing is reported', async () => {
  expect(await found()).toMatchObject({ code: 0, isFound: false });
});

test('a query above the cap of the project file is an error with its parts', async () => {
  project.write('sentinel-sync.yaml', 'maxQueryCost: 17\n');
  const { code, stdout } = await found();
  expect(code).toBe(1);
  expect(stdout).toContain(
    'analytics-rules/dear.yaml:13:11 error kql/query-cost The query costs 18 points, and the project allows 17',
  );
  expect(stdout).toContain('hint: Change the most expensive parts: 15 regex at 13:11, 3 sort at 14:5.');
  expect(stdout).not.toContain('cheap.yaml');
});

test('--max-cost stands over the project file', async () => {
  project.write('sentinel-sync.yaml', 'maxQueryCost: 17\n');
  expect(await found('--max-cost 18')).toMatchObject({ code: 0, isFound: false });
  project.write('sentinel-sync.yaml', 'maxQueryCost: 18\n');
  expect(await found('--max-cost 17')).toMatchObject({ code: 1, isFound: true });
});

test('a level for a path holds for it as for any check', async () => {
  const checks = "paths:\n  - path: analytics-rules/dear.yaml\n    checks: { kql/query-cost: 'off' }\n";
  project.write('sentinel-sync.yaml', `maxQueryCost: 0\n${checks}`);
  expect(await found()).toMatchObject({ code: 0, isFound: false });
});

test('--max-cost that is no number is refused', async () => {
  const { code, stderr } = await project.run('lint --max-cost much');
  expect(code).toBe(3);
  expect(stderr).toContain("--max-cost 'much' is not a number of points.");
});

test('cost lists the queries with their parts, and which are above the cap', async () => {
  project.write('sentinel-sync.yaml', 'maxQueryCost: 17\n');
  project.write('analytics-rules/broken.yaml', ruleText({ id: id(3), query: 'T | where (' }));
  const { code, stdout } = await project.run('cost');
  expect(code).toBe(0);
  expect(stdout).toBe(`   18 analytics-rules/dear.yaml
       15 13:11 regex UserPrincipalName matches regex "a"
        3 14:5 sort sort by TimeGenerated desc
analytics-rules/broken.yaml does not parse; lint says why.
Cost: 1 of 2 queries with points, 1 above 17.
`);
  const { queries } = await project.json<{ queries: readonly { file: string; points: number }[] }>('cost');
  expect(queries.map(({ file, points }) => [file, points])).toEqual([
    ['analytics-rules/dear.yaml', 18],
    ['analytics-rules/cheap.yaml', 0],
  ]);
  const one = await project.run('cost analytics-rules/cheap.yaml');
  expect(one.stdout).toBe('Cost: 0 of 1 queries with points, 0 above 17.\n');
});
