// Workflow commands: one line a finding, nothing in a text can end a property or begin another command.
import { expect, test } from 'vitest';
import type { Code, Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { renderGithubActions } from '../../src/reporters/github-actions.ts';
import { diagnostics, rendering, tests } from './reports.ts';

test('findings are annotations at their places, errors first', () => {
  expect(renderGithubActions(diagnostics(), rendering).split('\n')).toEqual([
    '::error file=analytics-rules/ä b%2Cc.yaml,line=3,col=5,title=content/known::Line 3, 100%25: a <b>bad</b> value%0Aover two lines. Correct it.',
    '::error file=analytics-rules/ä b%2Cc.yaml,line=7,col=5,title=content/known::Line 7, 100%25: a <b>bad</b> value%0Aover two lines',
    '::warning file=analytics-rules/b.yaml,title=KS142::A name is unknown.',
    '::notice title=project/odd::Odd\u0000 \uD800 "text" @contoso/soc `x`',
    '2 errors, 1 warning, 1 remark in 6 files',
    '',
  ]);
});

test('failed cases are annotations, passed and skipped ones are not', () => {
  const lines = renderGithubActions(tests, rendering).trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(
    /^::error file=test\/analytics-rules\/rare\/cases\.yaml,line=9,col=5,title=test\/failed::"stays silent": 1 alert/,
  );
  expect(lines[2]).toBe('Tests: 2 passed, 1 failed, 1 skipped, 1 of them known gaps (embedded engine).');
});

test('a file name cannot smuggle in a property, nor a message a command', () => {
  const hostile: Diagnostic = {
    code: 'a:b' as Code,
    severity: 'error',
    message: 'x\r\n::error::y %0A',
    file: 'a,line=1:\n::b',
  };
  expect(renderGithubActions(diagnostics([hostile]), rendering)).toBe(
    '::error file=a%2Cline=1%3A%0A%3A%3Ab,title=a%3Ab::x%0D%0A::error::y %250A\n1 error in 6 files\n',
  );
});

test('a project in a subfolder is placed from the root of the repository', () => {
  const text = renderGithubActions(diagnostics(), { ...rendering, placeOf: (file) => `detections/${file}` });
  expect(text).toContain('::warning file=detections/analytics-rules/b.yaml,');
});
