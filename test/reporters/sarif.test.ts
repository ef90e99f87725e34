// SARIF: valid under the standard's schema and code scanning's demands, paths it finds, fingerprints that outlive an edit above.
import { describe, expect, test } from 'vitest';
import type { Code, Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { formatsFor } from '../../src/reporters/index.ts';
import { renderSarif } from '../../src/reporters/sarif.ts';
import { diagnostics, everyReport, findings, rendering, tests } from './reports.ts';
import { type SarifRun, sarifProblems } from './sarif-problems.ts';

type Report = Parameters<typeof renderSarif>[0];

const text = (report: Report) => renderSarif(report, rendering);
const run = (report: Report) => JSON.parse(text(report)).runs[0];

test.each([
  ...everyReport
    .filter(({ kind }) => formatsFor(kind).includes('sarif'))
    .map((report): [string, Report] => [report.kind, report]),
  ['no findings', diagnostics([])],
])('%s: valid', (_, report) => {
  expect(sarifProblems(text(report))).toEqual([]);
});

describe('the validation is strict', () => {
  type Log = { version?: string; runs: SarifRun[] };
  const broken = (
    edit: (log: { -readonly [K in keyof Log]: Log[K] }, result: Record<string, unknown>) => void,
  ) => {
    const log = JSON.parse(text(diagnostics()));
    edit(log, log.runs[0].results[0]);
    return sarifProblems(JSON.stringify(log));
  };

  test.each<[string, Parameters<typeof broken>[0], string]>([
    ['no version', (log) => delete log.version, "log should have required property 'version'"],
    [
      'no message',
      (_, result) => delete result['message'],
      "log.runs[0].results[0] should have required property 'message'",
    ],
    [
      'a level of our own',
      (_, result) => Object.assign(result, { level: 'info' }),
      'log.runs[0].results[0].level should be equal to one of the allowed values',
    ],
    [
      'an unknown property',
      (_, result) => Object.assign(result, { line: 3 }),
      'log.runs[0].results[0] should NOT have additional properties',
    ],
    [
      'another rule',
      (_, result) => Object.assign(result, { ruleIndex: 0 }),
      'ruleIndex of results[0] leads to another rule',
    ],
    ['no place', (_, result) => Object.assign(result, { locations: [] }), 'results[0] has 0 locations'],
    ['no fingerprint', (_, result) => delete result['partialFingerprints'], 'results[0] has no fingerprint'],
    ['21 runs', (log) => log.runs.push(...Array.from({ length: 20 }, () => log.runs[0]!)), '21 runs'],
  ])('%s', (_, edit, problem) => {
    expect(broken(edit)).toContain(problem);
  });

  test.each(['C:/a.yaml', '/a.yaml', '../a.yaml', 'a/../../b.yaml', 'https://a.example/b'])(
    'the URI %s',
    (uri) => {
      const problems = broken((_, result) =>
        Object.assign(
          (result as { locations: { physicalLocation: { artifactLocation: object } }[] }).locations[0]!
            .physicalLocation.artifactLocation,
          { uri },
        ),
      );
      expect(problems).toEqual(['the URI of results[0] is not relative']);
    },
  );
});

test('a rule says what explain says; an unexplained code has its message', () => {
  const { rules } = run(diagnostics()).tool.driver;
  expect(rules.map(({ id }: { id: string }) => id)).toEqual(['KS142', 'content/known', 'project/odd']);
  expect(rules[1]).toMatchObject({
    shortDescription: { text: 'A known thing.' },
    fullDescription: { text: 'ARM refuses it.' },
    help: { text: 'A known thing.\n\nARM refuses it.\n\nWhat to do: Change it.' },
    helpUri: 'https://learn.microsoft.com/azure/sentinel/',
    defaultConfiguration: { level: 'error' },
  });
  expect(rules[0]).toMatchObject({
    shortDescription: { text: 'A name is unknown.' },
    defaultConfiguration: { level: 'warning' },
  });
});

test('a place is a relative URI with all four corners; a finding about a whole file stands on its first line', () => {
  const [first, , third] = run(diagnostics()).results;
  expect(first.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'analytics-rules/%C3%A4%20b%2Cc.yaml', uriBaseId: '%SRCROOT%' },
        region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 6 },
      },
    },
  ]);
  expect(third.locations[0].physicalLocation.region).toEqual({
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: 2,
  });
});

test('a finding without a file is a notification: one result without a place, and code scanning refuses them all', () => {
  const { results, invocations } = run(diagnostics());
  expect(results).toHaveLength(findings.length - 1);
  expect(invocations).toEqual([
    {
      executionSuccessful: true,
      toolExecutionNotifications: [
        {
          level: 'note',
          message: { text: findings.at(-1)!.message },
          descriptor: { id: 'project/odd' },
        },
      ],
    },
  ]);
  expect(run(diagnostics([])).invocations).toBeUndefined();
});

test('of more than code scanning takes the errors are kept, and what is left out is counted', () => {
  const many: Diagnostic[] = Array.from({ length: 25_010 }, (_, index) => ({
    code: 'content/known' as Code,
    severity: index >= 25_000 ? 'error' : 'warning',
    message: 'x'.repeat(3 + (index % 7)),
    file: `analytics-rules/${index % 500}.yaml`,
    line: index + 1,
  }));
  const log = text(diagnostics(many));
  expect(sarifProblems(log)).toEqual([]);
  const { results, invocations } = JSON.parse(log).runs[0];
  expect(results).toHaveLength(25_000);
  expect(results.filter(({ level }: { level: string }) => level === 'error')).toHaveLength(10);
  expect(invocations[0].toolExecutionNotifications[0].message.text).toBe(
    '10 more findings are left out: code scanning takes 25000 in one run.',
  );
});

test('a description is cut where code scanning cuts it', () => {
  const log = text(diagnostics([{ ...findings[2]!, message: 'long '.repeat(400) }]));
  expect(sarifProblems(log)).toEqual([]);
  expect(JSON.parse(log).runs[0].tool.driver.rules[0].shortDescription.text).toMatch(/^long .*…$/);
});

test('failed cases are results at their lines, passed and skipped ones are not', () => {
  const { results } = run(tests);
  expect(
    results.map(
      ({ ruleId, locations }: { ruleId: string; locations: { physicalLocation: { region: object } }[] }) => [
        ruleId,
        locations[0]!.physicalLocation.region,
      ],
    ),
  ).toEqual([
    ['test/unknown-key', { startLine: 4, startColumn: 5, endLine: 4, endColumn: 6 }],
    ['test/failed', { startLine: 9, startColumn: 5, endLine: 9, endColumn: 6 }],
  ]);
});

describe('fingerprints', () => {
  const prints = (found: Parameters<typeof diagnostics>[0]) =>
    run(diagnostics(found)).results.map(
      ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) =>
        partialFingerprints['primaryLocationLineHash'],
    );

  test('stay when lines are inserted above', () => {
    const moved = findings.map((one) => ({
      ...one,
      line: one.line === undefined ? undefined : one.line + 40,
      message: one.message.replace(/^Line (\d+)/, (_, line) => `Line ${Number(line) + 40}`),
    }));
    expect(prints(moved)).toEqual(prints(findings));
  });

  test('are different for each finding, also for two of the same words', () => {
    expect(new Set(prints(findings)).size).toBe(findings.length - 1);
    expect(prints(findings)[0]!.split(':')[0]).toBe(prints(findings)[1]!.split(':')[0]);
  });

  test('differ by file and by code', () => {
    const [one] = findings;
    expect(
      new Set(prints([one!, { ...one!, file: 'other.yaml' }, { ...one!, code: 'other' as Code }])).size,
    ).toBe(3);
  });
});
