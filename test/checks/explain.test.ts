// Every code the tool reports when linting can be explained.
import { expect, test } from 'vitest';
import { knownCodes } from '../../src/checks/lint/known-codes.ts';
import { explanationFor, nearestTo } from '../../src/explanation.ts';
import { renderExplanation } from '../../src/reporters/text-explanation.ts';

function explain(code: string): string | undefined {
  const explanation = explanationFor(code);
  return explanation && renderExplanation(explanation);
}

test.each(knownCodes().map((code) => [code]))('%s has an explanation', (code) => {
  const text = explain(code);
  expect(text?.split('\n')[0]).toMatch(new RegExp(`^${code}( \\((error|warning|info)\\))?$`));
  expect(text?.split('\n').length).toBeGreaterThan(2);
});

test('a check says what, why, what to do and where to read on', () => {
  expect(explain('content/invalid-id')).toBe(`content/invalid-id (error)

The id is not a GUID (an information where it is a name that the item can have in the workspace).

The id is the name of the resource in the workspace and the only thing that ties the file to it.

What to do: Write eight, four, four, four and twelve hexadecimal digits with dashes between.

See https://github.com/Azure/Azure-Sentinel/tree/master/.script/tests/detectionTemplateSchemaValidation
`);
});

test('a parser code without an entry of its own still has a text', () => {
  expect(explain('KS239')).toContain('Microsoft’s KQL parser');
});

test('a code that nothing reports has none, and a near one is offered', () => {
  expect(explain('content/invalid-ids')).toBeUndefined();
  expect(explain('toString')).toBeUndefined();
  expect(nearestTo('content/invalid-ids')).toBe('content/invalid-id');
});
