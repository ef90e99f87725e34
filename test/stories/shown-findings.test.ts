// How much of what lint finds is shown: the gravest first, and what is left out is counted; the exit code does not depend on it.
import { afterEach, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';

let project: TestProject;
afterEach(() => project.dispose());

const id = (letter: string) => `00000000-0000-4000-8000-00000000000${letter}`;
// Its name is reported before its severity: a warning before an error.
const rule = ruleText({ id: id('a'), name: 'Rule A.', severity: 'Severe' });
const start = () => {
  project = createProject({
    'analytics-rules/a.yaml': rule,
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
  });
};
const codesIn = (text: string) =>
  Array.from(text.matchAll(/(error|warning|info) (\S+\/\S+) /g), ([, level, code]) => `${level} ${code}`);

test('all are shown, in the order of the file', async () => {
  start();
  const { code, stdout } = await project.run('lint');
  expect(code).toBe(1);
  const found = codesIn(stdout);
  expect(found.indexOf('warning content/name-period')).toBeLessThan(
    found.indexOf('error content/invalid-severity'),
  );
  expect(stdout).not.toContain('not shown');
});

test('--max-findings shows the gravest and counts the others', async () => {
  start();
  const all = codesIn((await project.run('lint')).stdout).length;
  const { code, stdout } = await project.run('lint --max-findings 1');
  expect(code).toBe(1);
  expect(codesIn(stdout)).toEqual(['error content/invalid-severity']);
  expect(stdout).toContain(`${all - 1} more findings not shown (--max-findings).`);
  expect(stdout).toMatch(/^1 error, \d+ warnings?/m);
});

test('--max-findings leaves no form for programs incomplete', async () => {
  start();
  const found = async (flags: string) =>
    (await project.json<{ diagnostics: unknown[] }>(`lint ${flags}`)).diagnostics;
  const all = await found('');
  expect(all.length).toBeGreaterThan(1);
  expect(await found('--max-findings 1')).toEqual(all);
});

test('--quiet reports errors alone, in every form', async () => {
  start();
  const { code, stdout } = await project.run('lint --quiet');
  expect(code).toBe(1);
  expect(codesIn(stdout)).toEqual(['error content/invalid-severity']);
  expect(stdout).toContain('1 error in 1 file');
  expect((await project.json<{ diagnostics: unknown[] }>('lint --quiet')).diagnostics).toHaveLength(1);
});

test.each(['0', '-1', 'all', '1.5'])('--max-findings %s is no number of findings', async (value) => {
  start();
  const { code, stderr } = await project.run(`lint --max-findings=${value}`);
  expect(code).toBe(3);
  expect(stderr).toContain(`--max-findings '${value}' is not a number of findings.`);
});
