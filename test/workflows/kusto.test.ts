// The run on Microsoft's Kusto emulator: its steps in order, what they hand on, and nobody's licence accepted by default.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { repository } from '../stories/command-line.ts';
import { runJob } from './run-job.ts';
import { openShell, type Shell } from './shell.ts';
import { readWorkflow } from './workflow-file.ts';

let shell: Shell;
afterEach(() => shell?.dispose());

const image = 'mcr.microsoft.com/azuredataexplorer/kustainer-linux:latest';

test('the image that runs is named by its digest, and then the engine is asked', async () => {
  shell = await openShell({}, { docker: `echo "$@" >> docker.log; echo ${image}@sha256:1234` });
  const digest = `${image}@sha256:1234`;
  const { failed, steps, outputs } = await runJob(shell, 'kusto', 'emulator', {
    'steps.image.outputs.digest': digest,
  });
  expect(failed).toBe(false);
  expect(outputs).toEqual({ digest });
  expect(readFileSync(shell.project.path('docker.log'), 'utf8')).toBe(
    `image inspect --format {{index .RepoDigests 0}} ${image}\n`,
  );
  expect(steps.map(({ stdout }) => stdout)).toEqual(['npm ci\n', '', 'npm run kusto\n']);
});

test('an image that is not there ends the job before anything is asked', async () => {
  shell = await openShell({}, { docker: 'exit 1' });
  const { failed, steps } = await runJob(shell, 'kusto', 'emulator', { 'steps.image.outputs.digest': '' });
  expect([failed, steps.map(({ code }) => code)]).toEqual([true, [0, 1]]);
});

test('without the variable the night says why nothing was asked', async () => {
  shell = await openShell({});
  const { steps } = await runJob(shell, 'kusto', 'skipped');
  expect(steps[0]!.stdout).toContain('::notice title=No run on Kusto::');
});

test('the container starts only for whoever has accepted its licence, and is reached from the runner alone', () => {
  const { emulator, skipped } = readWorkflow('kusto').jobs;
  expect(emulator!.if).toBe("vars.KUSTO_EMULATOR_ACCEPT_EULA == 'Y'");
  expect(skipped!.if).toBe("vars.KUSTO_EMULATOR_ACCEPT_EULA != 'Y'");
  expect(emulator!.services).toEqual({
    kusto: {
      image,
      env: { ACCEPT_EULA: '${{ vars.KUSTO_EMULATOR_ACCEPT_EULA }}' },
      ports: ['127.0.0.1:8080:8080'],
      options: '--memory 4g',
    },
  });
});

test('the command that it runs exists, and no gate waits for it', () => {
  const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  expect(scripts.kusto).toBe('vitest run --config vitest.kusto.config.ts');
  for (const [name, script] of Object.entries<string>(scripts)) {
    if (name !== 'kusto') expect(script, name).not.toContain('kusto');
  }
});
