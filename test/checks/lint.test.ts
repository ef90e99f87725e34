// Levels, suppressions and baselines: what a project does with what the checks find.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBaseline, writeBaseline } from '../../src/checks/lint/baseline.ts';
import { type LintOptions, lint } from '../../src/checks/run.ts';
import { contentFinding } from '../../src/content/codes.ts';
import { loadProject } from '../../src/environments/load-project.ts';
import type { Project } from '../../src/environments/project.ts';
import { itemFrom, now, plainProject, tables } from './fixtures.ts';

const rule = (query: string) => `id: 5f0a3a52-7f0c-4a39-9d1b-2c6f3b1f7a10
name: Git run by a service account
description: Identifies git run by a service account.
severity: Middle
requiredDataConnectors: []
kind: NRT
tactics: [Exfiltration]
relevantTechniques: [T1567]
query: |
${query.replaceAll(/^/gm, '  ')}
entityMappings:
  - entityType: Host
    fieldMappings:
      - identifier: FullName
        columnName: DeviceName
version: 1.0.0
`;
const sound = 'DeviceProcessEvents\n| project DeviceName';
const item = itemFrom(rule(sound), 'analytics-rules/cloud/git.yaml');
const run = (options: Partial<LintOptions> = {}) =>
  lint({ project: plainProject, items: [item], tables, now, ...options });
const brief = (options: Partial<LintOptions> = {}) =>
  run(options).diagnostics.map(({ severity, code, line }) => `${severity} ${code} ${line}`);

test('what the service refuses in constants stands at its line and column of the file', () => {
  const query = [
    'let never = @"^(?!svc)";',
    'DeviceProcessEvents',
    '| where TimeGenerated > datetime(2026-13-45) and DeviceName matches regex never',
    '| extend Agent = extract("([a-z", 1, FileName), Day = format_datetime(TimeGenerated, "yyyyT")',
    '| project DeviceName, Agent, Day',
  ].join('\n');
  const items = [itemFrom(rule(query), 'analytics-rules/cloud/git.yaml')];
  const found = run({ items }).diagnostics.filter(({ code }) => code.startsWith('kql/invalid'));
  expect(found.map(({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`)).toEqual([
    'error kql/invalid-pattern 10:18',
    'error kql/invalid-literal 12:27',
    'error kql/invalid-pattern 13:30',
    'error kql/invalid-argument 13:88',
  ]);
  expect(found[0]?.see).toBe('https://learn.microsoft.com/kusto/query/regex');
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function project(yaml: string): Project {
  writeFileSync(join(folder, 'sentinel-sync.yaml'), yaml);
  return loadProject(folder);
}

test('without a project file a check has its own level', () => {
  expect(brief()).toEqual(['error content/invalid-severity 4']);
});

test('a finding carries file, place, advice and the page behind it', () => {
  expect(run().diagnostics[0]).toEqual({
    code: 'content/invalid-severity',
    severity: 'error',
    message: 'There is no severity `Middle`',
    file: 'analytics-rules/cloud/git.yaml',
    line: 4,
    column: 11,
    endColumn: 17,
    hint: 'Write Informational, Low, Medium or High.',
    see: expect.stringMatching(/^https:/),
  });
});

describe('levels', () => {
  test('a project sets the level of a code', () => {
    const checks = project('checks:\n  content/invalid-severity: info\n');
    expect(brief({ project: checks })).toEqual(['info content/invalid-severity 4']);
  });

  test('a level for a path stands over the one for all; off means silence', () => {
    const text =
      'checks: { content/*: warning }\npaths:\n  - path: analytics-rules/cloud\n    checks: { content/*: off }\n';
    expect(brief({ project: project(text) })).toEqual([]);
    expect(brief({ project: project(text.replace('cloud', 'other')) })).toEqual([
      'warning content/invalid-severity 4',
    ]);
  });

  test('parser codes follow kql/binding unless they are named themselves', () => {
    const items = [itemFrom(rule('DeviceProcessEvents\n| project DeviceNam'), 'analytics-rules/git.yaml')];
    const quiet = 'content/*: off';
    expect(brief({ items, project: project(`checks: { ${quiet}, kql/binding: warning }`) })).toEqual([
      'warning KS142 11',
    ]);
    const named = project(`checks: { ${quiet}, kql/binding: warning, KS142: info }`);
    expect(brief({ items, project: named })).toEqual(['info KS142 11']);
  });

  test('a level for a code that nothing reports is itself reported', () => {
    const unknown = project('checks:\n  content/invalid-severty: off\n');
    expect(run({ project: unknown }).diagnostics).toMatchObject([
      { code: 'content/invalid-severity' },
      {
        code: 'lint/unknown-code',
        file: 'sentinel-sync.yaml',
        line: 2,
        hint: 'Did you mean `content/invalid-severity`?',
      },
    ]);
  });
});

describe('suppressions', () => {
  const text = (expires: string, code = 'content/invalid-severity') =>
    `suppressions:\n  - code: ${code}\n    path: analytics-rules/**\n    reason: agreed with the SOC\n${expires}`;

  test('a suppression silences its code in its path', () => {
    const result = run({ project: project(text('')) });
    expect(result.diagnostics).toEqual([]);
    expect(result.suppressed).toBe(1);
  });

  test('it holds through its last day', () => {
    expect(brief({ project: project(text('    expires: 2026-01-15\n')) })).toEqual([]);
  });

  test('after its last day the finding is back, and the suppression is reported', () => {
    expect(brief({ project: project(text('    expires: 2026-01-14\n')) })).toEqual([
      'error content/invalid-severity 4',
      'warning lint/expired-suppression 2',
    ]);
  });

  test('one that suppresses nothing is reported, unless only a part was looked at', () => {
    const unused = project(text('', 'content/too-long'));
    expect(brief({ project: unused })).toEqual([
      'error content/invalid-severity 4',
      'warning lint/unused-suppression 2',
    ]);
    expect(brief({ project: unused, only: new Set([item.file]) })).toEqual([
      'error content/invalid-severity 4',
    ]);
  });

  test('findings about files can be suppressed too', () => {
    const fileDiagnostics = [contentFinding('content/not-yaml', 'x', { file: 'analytics-rules/a.txt' })];
    const notYaml = project(text('', 'content/not-yaml'));
    expect(brief({ fileDiagnostics, project: notYaml })).toEqual(['error content/invalid-severity 4']);
  });
});

describe('baseline', () => {
  const baseline = readBaseline(writeBaseline(run().findings), 'baseline.json');

  test('what it knows is not reported', () => {
    expect(run({ baseline })).toMatchObject({ diagnostics: [], baseline: { known: 1, fixed: 0 } });
  });

  test('a finding that moves to another line or file stays known', () => {
    const moved = itemFrom(`# a comment\n\n${rule(sound)}`, 'analytics-rules/renamed.yaml');
    expect(run({ items: [moved], baseline }).diagnostics).toEqual([]);
  });

  test('a new finding is reported, and only that', () => {
    const worse = itemFrom(rule(sound).replace('T1567', 'T15'), item.file);
    expect(brief({ items: [worse], baseline })).toEqual(['error content/invalid-technique 8']);
  });

  test('the same defect a second time is new', () => {
    const once = itemFrom(rule('DeviceProcessEvents\n| project DeviceName, Nothing'), item.file);
    const twice = itemFrom(
      rule('DeviceProcessEvents\n| where Nothing == 1\n| project DeviceName, Nothing'),
      item.file,
    );
    const known = readBaseline(writeBaseline(run({ items: [once] }).findings), 'baseline.json');
    expect(brief({ items: [once], baseline: known })).toEqual([]);
    expect(brief({ items: [twice], baseline: known })).toEqual(['error KS142 12']);
  });

  test('what is fixed is counted', () => {
    const fixed = itemFrom(rule(sound).replace('Middle', 'Medium'), item.file);
    expect(run({ items: [fixed], baseline }).baseline).toEqual({ known: 0, fixed: 1 });
  });

  test('its text has one finding a line, sorted', () => {
    expect(writeBaseline(run().findings)).toBe(`{
  "schemaVersion": 1,
  "findings": [
    {"code":"content/invalid-severity","item":"5f0a3a52-7f0c-4a39-9d1b-2c6f3b1f7a10","message":"There is no severity \`Middle\`","count":1}
  ]
}
`);
    expect(readBaseline(writeBaseline([]), 'baseline.json').findings).toEqual([]);
  });

  test.each([
    ['not json', 'it is not JSON'],
    ['null', 'its schemaVersion is not 1'],
    ['{"schemaVersion":2}', 'its schemaVersion is not 1'],
    ['{"schemaVersion":1,"findings":[{"code":1}]}', 'its findings are malformed'],
  ])('%s is refused as a baseline', (text, why) => {
    expect(() => readBaseline(text, 'b.json')).toThrow(`b.json is not a baseline: ${why}`);
  });
});
