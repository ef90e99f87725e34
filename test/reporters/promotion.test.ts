// What promote reports is what its commands report, step by step.
import { expect, test } from 'vitest';
import { renderJson } from '../../src/reporters/json.ts';
import { renderText } from '../../src/reporters/text.ts';
import { apply, promotion, rendering, tests } from './reports.ts';

const { style } = rendering;

test('as text: a heading for each step, what the command says, and where it stopped', () => {
  expect(renderText(promotion, style)).toBe(
    [
      '[1/5] test --as prod\n',
      renderText(tests, style),
      '[2/5] apply --environment dev\n',
      renderText(apply, style),
      'Promotion stopped: apply --environment dev did not pass.\n',
    ].join(''),
  );
});

test('as text: promoted, where nothing stopped it', () => {
  const { stopped: _, ...passed } = promotion;
  expect(renderText({ ...passed, steps: [] }, style)).toBe('Promoted.\n');
});

test('as JSON: the document of each command', () => {
  expect(JSON.parse(renderJson(promotion))).toEqual({
    schemaVersion: 1,
    promoted: false,
    steps: [
      { command: 'test --as prod', exitCode: 0, report: JSON.parse(renderJson(tests)) },
      { command: 'apply --environment dev', exitCode: 1, report: JSON.parse(renderJson(apply)) },
    ],
  });
});
