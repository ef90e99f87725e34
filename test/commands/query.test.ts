// The query command: one query or a batch, over a data folder, in its formats.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandContext, Flags } from '../../src/commands/command.ts';
import { queryCommand } from '../../src/commands/query.ts';
import { type BatchAnswer, runBatch } from '../../src/engine/query-batch.ts';
import { type Format, reporters } from '../../src/reporters/index.ts';
import type { QueryResult } from '../../src/rows/query-result.ts';
import { rendering } from '../reporters/reports.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-query-'));
  writeFileSync(
    join(folder, 'SigninLogs.jsonl'),
    '{"TimeGenerated":"2026-01-15T11:00:00Z","UserPrincipalName":"a@x","ResultType":"0"}\n' +
      '{"TimeGenerated":"2026-01-15T11:30:00Z","UserPrincipalName":"b,\\"c\\"","ResultType":"1"}\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function command(args: readonly string[], flags: Flags, stdin = '') {
  const written: string[] = [];
  const progress: string[] = [];
  const context: CommandContext = {
    folder,
    project: folder,
    env: {},
    clock: () => new Date('2026-01-15T12:00:00Z'),
    progress: (line) => progress.push(line),
    doing: () => {},
    resting: () => {},
    trace: () => {},
    confirm: undefined,
    readStdin: async () => stdin,
    untilStopped: async () => {},
    print: () => {},
    write: (text) => written.push(text),
  };
  const { format = 'text', ...others } = flags;
  const outcome = await queryCommand.run(args, { data: '.', ...others }, context);
  const { report } = outcome;
  // What is wrong is no result: it is looked at as data.
  const isResult = report !== undefined && report.kind !== 'diagnostics';
  if (isResult) written.push(reporters[format as Format].render(report, rendering));
  return { ...outcome, report: isResult ? undefined : report, written: written.join(''), progress };
}

function rendered(result: QueryResult, format: Format): string {
  return reporters[format].render({ kind: 'query', result }, rendering);
}

const users = 'SigninLogs | project UserPrincipalName, ResultType';

describe('one query', () => {
  test('as a table', async () => {
    const { written, exitCode } = await command([users], {});
    expect(written).toBe(
      'UserPrincipalName  ResultType\n-----------------  ----------\na@x                0\nb,"c"              1\n2 rows\n',
    );
    expect(exitCode).toBe(0);
  });

  test('as JSON and CSV', async () => {
    expect(JSON.parse((await command([users], { format: 'json' })).written)).toEqual({
      schemaVersion: 1,
      columns: [
        { name: 'UserPrincipalName', type: 'string' },
        { name: 'ResultType', type: 'string' },
      ],
      rows: [
        ['a@x', '0'],
        ['b,"c"', '1'],
      ],
    });
    expect((await command([users], { format: 'csv' })).written).toBe(
      'UserPrincipalName,ResultType\na@x,0\n"b,""c""",1\n',
    );
  });

  test('from a file, and from stdin', async () => {
    writeFileSync(join(folder, 'q.kql'), 'SigninLogs | count');
    expect((await command([], { file: 'q.kql', format: 'csv' })).written).toBe('Count\n2\n');
    expect((await command([], { format: 'csv' }, 'SigninLogs | take 0 | count')).written).toBe('Count\n0\n');
    await expect(command([], {})).rejects.toThrow('There is no query to run');
    await expect(command([], { file: 'none.kql' })).rejects.toThrow(
      "'none.kql' cannot be read: it does not exist",
    );
    await expect(command(['print 1'], { file: 'q.kql' })).rejects.toThrow('Both a query and --file');
  });

  test('as SQL', async () => {
    const { written, exitCode } = await command([users], { sql: true });
    expect(written).toMatch(/^with[\s\S]*select[\s\S]*;\n$/i);
    expect(exitCode).toBe(0);
  });

  test('that fails is a finding with its place', async () => {
    const outcome = await command(['SigninLogs\n| where Nope == 1'], {});
    expect(outcome.exitCode).toBe(1);
    expect(outcome.written).toBe('');
    expect(outcome.report).toMatchObject({
      kind: 'diagnostics',
      diagnostics: [{ code: 'KS142', file: 'query', line: 2, column: 9 }],
    });
  });

  test('over data with a bad line does not run', async () => {
    const bad = join(folder, 'SecurityEvent.jsonl');
    writeFileSync(bad, '{"EventID":"many"}\n');
    const outcome = await command([users], {});
    rmSync(bad);
    expect(outcome.exitCode).toBe(1);
    expect(outcome.written).toBe('');
    expect(outcome.report).toMatchObject({ diagnostics: [{ code: 'data/bad-value', line: 1, column: 2 }] });
  });

  test('over a table whose columns were inferred says so on stderr', async () => {
    const extra = join(folder, 'New_CL.csv');
    writeFileSync(extra, 'Count\n1\n');
    const outcome = await command(['New_CL'], { format: 'csv' });
    rmSync(extra);
    expect(outcome.written).toBe('Count\n1\n');
    expect(outcome.progress.join()).toContain('inferred from the data: Count:long');
  });

  test('a bad clock or folder is a usage error', async () => {
    await expect(command([users], { now: 'tomorrow' })).rejects.toThrow("--now 'tomorrow' is not a time");
    await expect(command([users], { data: 'nowhere' })).rejects.toThrow('it does not exist');
  });
});

describe('a batch', () => {
  const lines = [
    '{"id":"a","query":"SigninLogs | count"}',
    '',
    'no json',
    '[]',
    '{"query":"SigninLogs | count"}',
    '{"id":"b"}',
    '{"id":"c","query":"SigninLogs\\n| where Nope == 1"}',
    '{"id":"a","query":"SigninLogs | take 0"}',
    '{"id":7,"query":""}',
    '{"id":"d","query":"SigninLogs | project ResultType"}',
  ];

  test('answers every line in order and goes on after failures', async () => {
    writeFileSync(join(folder, 'batch.jsonl.txt'), `\uFEFF${lines.join('\r\n')}\n`);
    const { written, exitCode, report } = await command([], { batch: 'batch.jsonl.txt' });
    const answers = written
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map((each) => [each.id, each.error?.code ?? each.rows])).toEqual([
      ['a', [[2]]],
      [null, 'query/bad-line'],
      [null, 'query/bad-line'],
      [null, 'query/bad-line'],
      ['b', 'query/bad-line'],
      ['c', 'KS142'],
      ['a', []],
      [7, expect.stringMatching(/^(kql|KS)/)],
      ['d', [['0'], ['1']]],
    ]);
    expect(answers[0]).toEqual({
      id: 'a',
      columns: [{ name: 'Count', type: 'long' }],
      rows: [[2]],
      elapsedMs: expect.any(Number),
    });
    expect(answers[1].error).toMatchObject({ line: 3, column: 1 });
    expect(answers[5].error).toMatchObject({ line: 2, column: 9 });
    expect(exitCode).toBe(1);
    expect(report).toBeUndefined();
  });

  test('from stdin, all well', async () => {
    const { written, exitCode } = await command([], { batch: '-' }, lines[0]);
    expect(JSON.parse(written)).toMatchObject({ id: 'a', rows: [[2]] });
    expect(exitCode).toBe(0);
  });

  test('survives a defect of the engine', async () => {
    const session = {
      diagnostics: [],
      run: (query: string) =>
        query === 'bad'
          ? Promise.reject(new Error('boom'))
          : Promise.resolve({ result: { columns: [], rows: [] } }),
      translate: () => ({ diagnostics: [] }),
      close: () => {},
    };
    const answers: BatchAnswer[] = [];
    for await (const answer of runBatch('{"id":"a","query":"bad"}\n{"id":"b","query":"good"}', session)) {
      answers.push(answer);
    }
    expect(answers.map((answer) => 'error' in answer)).toEqual([true, false]);
    expect(answers[0]).toMatchObject({ id: 'a', error: { code: 'query/internal' } });
  });
});

describe('values', () => {
  const result: QueryResult = {
    columns: [
      { name: 's', type: 'string' },
      { name: 'd', type: 'dynamic' },
      { name: 'n', type: 'long' },
    ],
    rows: [
      ['', { a: [1] }, null],
      ['line\nbreak \u001b[31m', 'text', '9007199254740993'],
      ['x'.repeat(100), null, 5],
    ],
  };

  test('a table shows null as null, escapes control characters and cuts long cells', () => {
    const lines = rendered(result, 'table').split('\n');
    expect(lines[2]).toMatch(/^ +\{"a":\[1\]\} +null$/);
    expect(lines[3]).toMatch(/^line\\nbreak \\u001b\[31m +text +9007199254740993$/);
    expect(lines[4]).toMatch(/^x{79}… +null +5$/);
  });

  test('CSV quotes what needs it', () => {
    expect(rendered(result, 'csv')).toBe(
      `s,d,n\n,"{""a"":[1]}",\n"line\nbreak \u001b[31m",text,9007199254740993\n${'x'.repeat(100)},,5\n`,
    );
  });
});
