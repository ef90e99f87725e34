// JUnit XML: well-formed whatever the text, in the dialect of Jenkins' schema, and red only where the command is.
import { expect, test } from 'vitest';
import { renderJunit } from '../../src/reporters/junit.ts';
import { junitProblems, parseXml } from './junit-shape.ts';
import { diagnostics, rendering, smoke, tests } from './reports.ts';

const read = (report: Parameters<typeof renderJunit>[0]) => parseXml(renderJunit(report, rendering));

test.each([
  ['findings', diagnostics()],
  ['no findings', diagnostics([])],
  ['detection tests', tests],
  ['smoke', smoke],
])('%s are valid', (_, report) => {
  expect(junitProblems(read(report))).toEqual([]);
});

test('the reader and the shape are strict', () => {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  for (const bad of [
    '<a>',
    '<a></b>',
    '<a x="1" x="2"/>',
    '<a>&</a>',
    '<a>\u0001</a>',
    '<a/><a/>',
    '<a x=1/>',
  ]) {
    expect(() => parseXml(`${head}${bad}`), bad).toThrow();
  }
  expect(junitProblems(parseXml(`${head}<testsuites><testsuite name="a"/></testsuites>`))).toContain(
    'testsuite@tests is missing',
  );
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
  expect(skipped!.children[0]!.attributes).toEqual({ message: 'a wildcard union' });
});

test('a smoked query has its duration in seconds', () => {
  const [passed, failed] = read(smoke).children[0]!.children;
  expect(passed!.attributes).toMatchObject({ name: 'Rare', time: '1.500' });
  expect(failed!.children[0]!.attributes).toMatchObject({ message: '90 a day; 20 are allowed' });
});
