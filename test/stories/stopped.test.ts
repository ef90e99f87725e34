// How apply ends when it is stopped, when its report or its record cannot be written, and when the service is gone.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import type { ApplyReport } from '../../src/plan/report.ts';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type Result, repository, smallWorkspace, type TestProject } from './command-line.ts';
import { serving } from './embedded-server.ts';

const idOf = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;

let project: TestProject;
beforeEach(() => {
  project = createProject({ 'environments/local.yaml': smallWorkspace });
  for (const number of [1, 2, 3, 4, 5, 6]) {
    project.write(`analytics-rules/r${number}.yaml`, ruleText({ id: idOf(number), name: `Rule ${number}` }));
  }
});
afterEach(() => project.dispose());

const reportOf = ({ stdout }: Result) => JSON.parse(stdout) as ApplyReport;

describe('Ctrl+C', () => {
  /** Applies one at a time and stops where `when` says; `stop` may be called again. */
  async function stopped(
    when: (request: { readonly method: string; readonly path: string }, stop: () => void) => void,
    options: Partial<EmulatorOptions> = {},
  ): Promise<Result> {
    project.write('sentinel-sync.yaml', 'defaults:\n  concurrency: 1\n');
    let stop = () => {};
    const faults: EmulatorOptions['faults'] = (request) => {
      when(request, () => stop());
      return options.faults?.(request);
    };
    return serving(project, 'local', { ...options, faults }, () =>
      project.run('apply --auto-approve --format json', {
        onStoppable: (given) => {
          stop = given;
        },
      }),
    );
  }

  test('while changes are written: what is in flight is finished, the rest is not begun, and all of it is said', async () => {
    let isStopped = false;
    const result = await stopped(({ method, path }, stop) => {
      if (isStopped || method !== 'PUT' || !path.includes(`alertRules/${idOf(2)}`)) return;
      isStopped = true;
      stop();
    });
    expect(result.code).toBe(130);
    expect(result.stderr).toContain('In flight: create Rule 2. Press Ctrl+C again to leave at once.');
    expect(result.stderr).toContain(
      'Stopped: 2 written, 0 failed, 4 not begun. Run apply again: it continues where it stopped.',
    );
    const report = reportOf(result);
    expect(report).toMatchObject({ interrupted: true, summary: { applied: 2, skipped: 4 } });
    const [record] = readFileSync(project.path('.sentinel-sync/audit.jsonl'), 'utf8').trim().split('\n');
    expect(JSON.parse(record!).summary).toEqual(report.summary);
    expect(await project.run('apply --auto-approve')).toMatchObject({ code: 0 });
    expect((await project.run('plan --detailed-exitcode')).code).toBe(0);
  });

  test('a second time: what is in flight is not waited for, and is said not to be known', async () => {
    let isStopped = false;
    const result = await stopped(({ method, path }, stop) => {
      if (isStopped || method !== 'PUT' || !path.includes(`alertRules/${idOf(2)}`)) return;
      isStopped = true;
      stop();
      stop();
    });
    expect(result.code).toBe(130);
    expect(result.stderr).toContain('Stopped: 1 written, 0 failed, 1 in flight and not known, 4 not begun.');
    expect(reportOf(result).changes[1]).toMatchObject({
      result: 'failed',
      error: {
        code: 'plan/in-flight',
        hint: 'Apply again: what was written is found, and the rest is done.',
      },
    });
    expect(await project.run('apply --auto-approve')).toMatchObject({ code: 0 });
  });

  test('before anything is written: nothing is, and that is said', async () => {
    const result = await stopped(({ method }, stop) => {
      if (method === 'GET') stop();
    });
    expect(result).toMatchObject({ code: 130, stdout: '' });
    expect(result.stderr).toContain('cli/stopped Stopped; nothing was written.');
    expect(existsSync(project.path('.sentinel-sync/audit.jsonl'))).toBe(false);
    expect((await project.run('plan')).stdout).toContain('6 to create');
  });
});

describe('what was applied and cannot be put on record', () => {
  test('the audit record: the report is whole, the code is 7, and the next apply keeps its own', async () => {
    const result = await project.run('apply --auto-approve --format json --audit /dev/full');
    expect(result.code).toBe(7);
    expect(result.stderr).toMatch(
      /promotion\/audit-not-written The changes were applied, but .*no space left/,
    );
    expect(reportOf(result).summary).toMatchObject({ applied: 6 });
  });

  test('a file named by --report', async () => {
    mkdirSync(project.path('taken'));
    const result = await project.run('apply --auto-approve --format json --report markdown=taken');
    expect(result.code).toBe(7);
    expect(result.stderr).toContain('cli/unwritable-report');
    expect(reportOf(result).summary).toMatchObject({ applied: 6 });
  });

  test('stdout on a full disk: said on stderr without a stack trace', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [join(repository, 'dist/cli.js'), 'apply', '--auto-approve'], {
      cwd: project.folder,
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(stderr).toContain('The command has done its work, but its report cannot be written: ENOSPC');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(7);
    expect((await project.run('plan --detailed-exitcode')).code).toBe(0);
  });

  test('where something failed besides, the code is that of the failure', async () => {
    const faults: EmulatorOptions['faults'] = ({ method, path }) =>
      method === 'PUT' && path.includes(`alertRules/${idOf(1)}`)
        ? { status: 400, body: { error: { code: 'BadRequest', message: 'No.' } } }
        : undefined;
    const result = await serving(project, 'local', { faults }, () =>
      project.run('apply --auto-approve --format json --audit /dev/full'),
    );
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('promotion/audit-not-written');
  });
});

test('a service that gives up is code 6, and is named', async () => {
  const headers = { 'retry-after-ms': '1' };
  const failing: EmulatorOptions['faults'] = ({ path }) =>
    path.includes('/alertRules?')
      ? { status: 503, headers, body: { error: { code: 'Busy', message: 'Later.' } } }
      : undefined;
  const result = await serving(project, 'local', { faults: failing }, () =>
    project.run('apply --auto-approve'),
  );
  expect(result.code).toBe(6);
  expect(result.stderr).toContain('workspace/unavailable');
});

test('a disk that is full under the workspace costs neither the report nor the end', async () => {
  let isFull = false;
  const full = () => {
    if (isFull) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  };
  const result = await serving(project, 'local', { onBeforeWrite: full }, async () => {
    isFull = true;
    return project.run('apply --auto-approve --format json');
  });
  expect(result.code).toBe(1);
  expect(reportOf(result).summary).toMatchObject({ applied: 0, failed: 6 });
});
