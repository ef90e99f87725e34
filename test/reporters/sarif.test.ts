// SARIF: the specification's shape, paths that code scanning finds, fingerprints that outlive an edit above the finding.
import { describe, expect, test } from 'vitest';
import { renderSarif } from '../../src/reporters/sarif.ts';
import { diagnostics, findings, rendering, tests } from './reports.ts';
import { sarifProblems } from './sarif-shape.ts';

const log = (report: Parameters<typeof renderSarif>[0]) => JSON.parse(renderSarif(report, rendering));
const run = (report: Parameters<typeof renderSarif>[0]) => log(report).runs[0];

test.each([
  ['findings', diagnostics()],
  ['no findings', diagnostics([])],
  ['detection tests', tests],
])('%s have the shape of SARIF 2.1.0', (_, report) => {
  expect(sarifProblems(log(report))).toEqual([]);
});

test('the shape is strict', () => {
  const good = log(diagnostics());
  const broken = (edit: (copy: ReturnType<typeof log>) => void) => {
    const copy = structuredClone(good);
    edit(copy);
    return sarifProblems(copy);
  };
  expect(broken((copy) => delete copy.version)).toEqual(['log.version is missing']);
  expect(broken((copy) => delete copy.runs[0].results[0].message)).toHaveLength(1);
  expect(
    broken((copy) => {
      copy.runs[0].results[0].level = 'info';
    }),
  ).toEqual(['log.runs[0].results[0].level is "info"']);
  expect(
    broken((copy) => {
      copy.runs[0].results[0].line = 3;
    }),
  ).toEqual(['log.runs[0].results[0].line is unknown']);
  expect(
    broken((copy) => {
      copy.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'C:\\a b';
    }),
  ).toHaveLength(1);
  expect(
    broken((copy) => {
      copy.runs[0].results[0].ruleIndex = 0;
    }),
  ).toHaveLength(1);
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

test('a place is a relative URI with a line; a finding about a whole file stands on its first line', () => {
  const [first, , third, fourth] = run(diagnostics()).results;
  expect(first.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'analytics-rules/%C3%A4%20b%2Cc.yaml', uriBaseId: '%SRCROOT%' },
        region: { startLine: 3, startColumn: 5 },
      },
    },
  ]);
  expect(third.locations[0].physicalLocation.region).toEqual({ startLine: 1 });
  expect(fourth.locations).toBeUndefined();
  expect(fourth.level).toBe('note');
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
    ['test/unknown-key', { startLine: 4, startColumn: 5 }],
    ['test/failed', { startLine: 9, startColumn: 5 }],
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
    expect(new Set(prints(findings)).size).toBe(findings.length);
    expect(prints(findings)[0]!.split(':')[0]).toBe(prints(findings)[1]!.split(':')[0]);
  });

  test('differ by file and by code', () => {
    const [one] = findings;
    expect(new Set(prints([one!, { ...one!, file: 'other.yaml' }, { ...one!, code: 'other' }])).size).toBe(3);
  });
});
