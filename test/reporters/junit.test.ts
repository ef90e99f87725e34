// JUnit XML: valid under Jenkins' schema whatever the text, and red only where the command is.
import { describe, expect, test } from 'vitest';
import { formatsFor } from '../../src/reporters/index.ts';
import { renderJunit } from '../../src/reporters/junit.ts';
import { junitProblems } from './junit-problems.ts';
import { readXml } from './read-xml.ts';
import { diagnostics, everyReport, rendering, smoke, tests } from './reports.ts';

type Report = Parameters<typeof renderJunit>[0];

const read = (report: Report) => readXml(renderJunit(report, rendering));

test.each([
  ...everyReport
    .filter(({ kind }) => formatsFor(kind).includes('junit'))
    .map((report): [string, Report] => [report.kind, report]),
  ['no findings', diagnostics([])],
])('%s: valid', async (_, report) => {
  expect(await junitProblems(renderJunit(report, rendering))).toEqual([]);
});

describe('the validation is strict', () => {
  test.each([
    ['not well-formed', '<testsuites>', /parser error/],
    ['a bare &', '<testsuites name="&"/>', /parser error/],
    ['a control character', '<testsuites name="\u0001"/>', /parser error/],
    ['two roots', '<testsuites/><testsuites/>', /parser error/],
    ['no count', '<testsuites><testsuite name="a"/></testsuites>', /attribute 'tests' is required/],
    ['an unknown element', '<testsuites><suite/></testsuites>', /not expected/],
    [
      'a wrong count',
      '<testsuites tests="0" failures="0" errors="0"><testsuite name="a" tests="1" failures="0" errors="0" skipped="0"/></testsuites>',
      /a@tests is 1/,
    ],
  ])('%s', async (_, text, problem) => {
    expect((await junitProblems(text)).join('\n')).toMatch(problem);
  });
});

test('only errors fail; warnings and remarks are told in passed cases', () => {
  const { attributes, children } = read(diagnostics());
  expect(attributes).toMatchObject({ tests: '4', failures: '2', errors: '0' });
  expect(children.map((suite) => suite.attributes['name'])).toEqual([
    'analytics-rules/ä b,c.yaml',
    'analytics-rules/b.yaml',
    'project',
  ]);
  const [first] = children[0]!.children;
  expect(first!.children[0]!.attributes).toEqual({
    type: 'content/known',
    message: 'Line 3, 100%: a <b>bad</b> value\nover two lines',
  });
  expect(first!.children[0]!.text).toContain('analytics-rules/ä b,c.yaml:3:5');
  const odd = children[2]!.children[0]!.children[0]!;
  expect(odd.name).toBe('system-out');
  expect(odd.text).toContain('Odd\uFFFD \uFFFD "text"');
});

test('a clean lint is one passed case, for servers that take an empty file for a failure', () => {
  expect(read(diagnostics([])).attributes).toMatchObject({ tests: '1', failures: '0' });
});

test('cases pass, fail with what differs, and are skipped with their reason', () => {
  const suite = read(tests).children.find(
    ({ attributes }) => attributes['name'] === 'Rare <process> | *seen*',
  )!;
  expect(suite.attributes).toMatchObject({ tests: '4', failures: '1', skipped: '1' });
  const [passed, gap, failed, skipped] = suite.children;
  expect(passed!.children).toEqual([]);
  expect(gap!.children[0]!.text).toBe('known gap: no version information');
  expect(failed!.children[0]!.text.split('\n')).toEqual([
    'test/analytics-rules/rare/cases.yaml:9:5',
    'expected nothing',
    'but got 1 alert from 1 result row',
    '1 alert where none was expected',
    'Account ```bob``` & co',
  ]);
  expect(skipped!.children[0]).toMatchObject({ name: 'skipped', text: 'a wildcard union' });
});

test('a smoked query has its duration in seconds', () => {
  const [passed, failed] = read(smoke).children[0]!.children;
  expect(passed!.attributes).toMatchObject({ name: 'Rare', time: '1.500' });
  expect(failed!.children[0]!.attributes).toMatchObject({ message: '90 a day; 20 are allowed' });
});
