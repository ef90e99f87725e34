// The process that the build keeps, with the parser loaded and the command compiled: when it is used, and that nobody can tell the difference.
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readyProcess, tuned } from '../src/ready-process.ts';
import { ruleText } from './content/a-rule.ts';
import { repository } from './stories/command-line.ts';

let folder: string;
const runtime = { version: 'v20.19.0', platform: 'linux', arch: 'x64', execArgv: [], env: {} };
const { version, platform, arch } = runtime;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ready-process-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function made(values: Readonly<Record<string, unknown>>, blob = '12345'): void {
  writeFileSync(join(folder, 'ready-process.json'), JSON.stringify(values));
  writeFileSync(join(folder, 'ready-process.blob'), blob);
}

test('a file of this very runtime is used', () => {
  made({ version, platform, arch, size: 5 });
  expect(readyProcess(folder, runtime)).toBe(join(folder, 'ready-process.blob'));
});

test.each([
  ['another version of Node', { version: 'v20.19.1' }],
  ['another processor', { arch: 'arm64' }],
  ['another platform', { platform: 'darwin' }],
  ['flags of Node', { execArgv: ['--max-old-space-size=4096'] }],
  ['flags of Node in the environment', { env: { NODE_OPTIONS: '--stack-size=2000' } }],
  ['the variable that turns it off', { env: { SENTINEL_SYNC_READY_PROCESS: 'off' } }],
])('not used: %s', (_, changes) => {
  made({ version, platform, arch, size: 5 });
  expect(readyProcess(folder, { ...runtime, ...changes })).toBeUndefined();
});

test('not used: Windows, whose processes get no signals', () => {
  made({ version, platform: 'win32', arch, size: 5 });
  expect(readyProcess(folder, { ...runtime, platform: 'win32' })).toBeUndefined();
});

test('not used: a file that is not whole', () => {
  made({ version, platform, arch, size: 5 }, '1234');
  expect(readyProcess(folder, runtime)).toBeUndefined();
});

test('not used: none was made', () => {
  expect(readyProcess(join(folder, 'absent'), runtime)).toBeUndefined();
});

test('it begins with large pages, unless somebody has said how memory is had', () => {
  expect(tuned({ HOME: '/h' })).toEqual({ HOME: '/h', GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' });
  const own = { GLIBC_TUNABLES: 'glibc.malloc.arena_max=1' };
  expect(tuned(own)).toEqual(own);
});

describe.runIf(existsSync(join(repository, 'dist/ready-process.blob')))('a process of each kind', () => {
  const run = (args: readonly string[], input: string, off: boolean) => {
    const { SENTINEL_SYNC_READY_PROCESS: _, NODE_OPTIONS: __, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(repository, 'dist/cli.js'), ...args],
      {
        cwd: join(folder, 'project'),
        input,
        encoding: 'utf8',
        env: off ? { ...env, SENTINEL_SYNC_READY_PROCESS: 'off' } : env,
      },
    );
    // Who takes longer than a second says how far it is.
    return { status, stdout, stderr: stderr.replaceAll(/^.* \(\d+ s\)\n/gm, '') };
  };
  beforeAll(() => {
    mkdirSync(join(folder, 'project/analytics-rules'), { recursive: true });
    writeFileSync(join(folder, 'project/analytics-rules/a.yaml'), ruleText({ query: 'NoSuchTable' }));
    mkdirSync(join(folder, 'project/environments'));
    writeFileSync(join(folder, 'project/environments/local.yaml'), 'workspace: { embedded: {} }\n');
    mkdirSync(join(folder, 'project/data'));
    writeFileSync(join(folder, 'project/data/Ours_CL.csv'), 'TimeGenerated,Name\n2026-01-15T10:00:00Z,a\n');
  });
  const query =
    'let f = (n:long) { range x from 1 to n step 1 };\nf(3) | summarize s = sum(x), a = make_list(x)';

  test.each<[string, string[], string, number]>([
    ['a query', ['query', '--format', 'csv', query], '', 0],
    ['a query from standard input', ['query', '--format', 'csv'], query, 0],
    ['a query with an error in it', ['query', 'print x = nothing(1)'], '', 1],
    // Of all there is in the parser, plugins alone are listed before the command can add its own.
    [
      'a plugin that the package of the parser lacks',
      ['query', '--format', 'csv', 'print x = 1 | getschema | evaluate schema_merge()'],
      '',
      0,
    ],
    ['a query over a file', ['query', '--data', 'data', 'Ours_CL | project Name'], '', 0],
    [
      'a plan, which the clients of Azure make',
      ['plan', '--environment', 'local', '--format', 'json'],
      '',
      0,
    ],
    ['an option that does not exist', ['query', '--nothing'], '', 3],
    ['the findings of a project', ['lint', '--no-cache', '--format', 'json'], '', 1],
  ])('%s', (_, args, input, code) => {
    const ready = run(args, input, false);
    expect(ready.status).toBe(code);
    expect(ready).toEqual(run(args, input, true));
  });

  test('what it begins with reaches no program that it starts', () => {
    const [bin, seen] = [join(folder, 'bin'), join(folder, 'seen')];
    mkdirSync(bin);
    writeFileSync(join(bin, 'git'), `#!/bin/sh\necho "has:$GLIBC_TUNABLES" >> '${seen}'\n`, { mode: 0o755 });
    const { GLIBC_TUNABLES: _, SENTINEL_SYNC_READY_PROCESS: __, NODE_OPTIONS: ___, ...env } = process.env;
    const plan = (more: NodeJS.ProcessEnv) => {
      rmSync(seen, { force: true });
      const args = [join(repository, 'dist/cli.js'), 'plan', '--environment', 'local'];
      const PATH = `${bin}:${process.env['PATH']}`;
      spawnSync(process.execPath, args, { cwd: join(folder, 'project'), env: { ...env, ...more, PATH } });
      return [...new Set(readFileSync(seen, 'utf8').trim().split('\n'))];
    };
    expect(plan({})).toEqual(['has:']);
    expect(plan({ GLIBC_TUNABLES: 'glibc.malloc.arena_max=1' })).toEqual(['has:glibc.malloc.arena_max=1']);
  });

  describe('a file that is not what was written', () => {
    let cli: string;
    beforeAll(() => {
      const copy = join(folder, 'copy');
      mkdirSync(copy);
      cpSync(join(repository, 'dist'), join(copy, 'dist'), { recursive: true });
      cpSync(join(repository, 'package.json'), join(copy, 'package.json'));
      symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'));
      const blob = join(copy, 'dist/ready-process.blob');
      writeFileSync(blob, Buffer.alloc(statSync(blob).size, 'x'));
      cli = join(copy, 'dist/cli.js');
    });

    test('the command runs without it', () => {
      const args = [cli, 'query', '--format', 'csv', 'print x = 1'];
      const { status, stdout } = spawnSync(process.execPath, args, { cwd: repository, encoding: 'utf8' });
      expect({ status, stdout }).toEqual({ status: 0, stdout: 'x\n1\n' });
    });

    test.each(['SIGINT', 'SIGTERM'] as const)(
      'and %s ends it, as it would end any command',
      async (signal) => {
        const child = spawn(process.execPath, [cli, 'query', '--batch', '-'], { cwd: repository });
        const ended = new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
        // The first is answered before the second, which takes longer than anybody waits.
        const queries = ['print 1', 'range x from 1 to 100000000000 step 1 | summarize sum(x % 7)'];
        child.stdin.end(queries.map((query, id) => `${JSON.stringify({ id: `${id}`, query })}\n`).join(''));
        await new Promise((resolve) => child.stdout.once('data', resolve));
        child.kill(signal);
        expect(await ended).toBe(signal);
      },
    );
  });
});
