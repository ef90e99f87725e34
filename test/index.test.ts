// The public API runs a query and a lint without the command line.
import { expect, test } from 'vitest';
import * as api from '../src/index.ts';

test('a program can run KQL over rows of its own', async () => {
  const runner = api.createEngineRunner({ tables: api.createTableCatalogue() });
  try {
    const result = await runner.run({
      query:
        'DeviceProcessEvents | where FileName =~ "GIT.exe" | project FileName, Age = now() - TimeGenerated',
      tables: {
        DeviceProcessEvents: [
          { TimeGenerated: '2026-01-15T11:00:00Z', FileName: 'git.exe' },
          { FileName: 'x' },
        ],
      },
      now: new Date('2026-01-15T12:00:00Z'),
    });
    expect(result).toEqual({
      columns: [
        { name: 'FileName', type: 'string' },
        { name: 'Age', type: 'timespan' },
      ],
      rows: [['git.exe', '01:00:00']],
    });
  } finally {
    runner.close();
  }
});

test('a program can check a file', () => {
  const { item } = api.parseContent('id: nope\nname: A rule\nkind: Scheduled\n', {
    file: 'analytics-rules/a.yaml',
    kind: 'analytics-rule',
  });
  const { diagnostics } = api.lint({
    project: api.loadProject('.'),
    items: item === undefined ? [] : [item],
    tables: api.createTableCatalogue(),
    now: new Date('2026-01-15T12:00:00Z'),
  });
  expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'content/invalid-id', line: 1 }));
});

test('names are exported that a reader of the README expects', () => {
  expect(api.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(api.exitCodes).toMatchObject({
    fine: 0,
    findings: 1,
    changesPending: 2,
    usage: 3,
    authentication: 4,
    internal: 5,
  });
});
