// A release: the tag is that of the package, the suite ran, and what is published and attached is the one package that was made.
import { afterEach, expect, test } from 'vitest';
import { runJob } from './run-job.ts';
import { openShell, type Shell } from './shell.ts';
import { readWorkflow } from './workflow-file.ts';

let shell: Shell;
afterEach(() => shell?.dispose());

const tag = { 'github.ref_name': 'v1.2.3' };
const files = (version: string) => ({
  'package.json': JSON.stringify({ name: 'sentinel-sync', version }),
  '.ci/run': 'echo tested\n',
  'sentinel-sync-1.2.3.tgz': 'packed',
});

test('the suite runs, then the package is made', async () => {
  shell = await openShell(files('1.2.3'));
  const { failed, steps } = await runJob(shell, 'release', 'package', tag);
  expect([failed, steps.map(({ stdout }) => stdout)]).toEqual([false, ['', 'tested\n', 'npm pack\n']]);
});

test('a tag of another version ends it before anything is made', async () => {
  shell = await openShell(files('1.3.0'));
  const { failed, steps } = await runJob(shell, 'release', 'package', tag);
  expect([failed, steps.map(({ code }) => code)]).toEqual([true, [1]]);
  expect(steps[0]!.stdout).toContain('The tag v1.2.3 is not v1.3.0, the version in package.json.');
});

test('what was made is published with its provenance, and nobody keeps a token for it', async () => {
  shell = await openShell(files('1.2.3'));
  const { steps } = await runJob(shell, 'release', 'publish');
  expect(steps.map(({ stdout }) => stdout)).toEqual([
    'npm publish ./sentinel-sync-1.2.3.tgz --provenance --access public\n',
  ]);
  expect(readWorkflow('release').jobs['publish']).toMatchObject({
    needs: 'package',
    environment: 'release',
    permissions: { 'id-token': 'write' },
  });
});

test('the release on GitHub comes last, and holds the same file', async () => {
  shell = await openShell(files('1.2.3'));
  const { steps } = await runJob(shell, 'release', 'release', {
    ...tag,
    'github.token': 'token',
    'github.repository': 'contoso/sentinel-sync',
  });
  expect(steps.map(({ code, stdout }) => [code, stdout])).toEqual([
    [0, 'v1.2.3 sentinel-sync-1.2.3.tgz --repo contoso/sentinel-sync --verify-tag --generate-notes\n'],
  ]);
  expect(readWorkflow('release').jobs['release']!.needs).toEqual(['package', 'publish']);
});
