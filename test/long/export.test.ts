// The export of a large workspace; `npm test` asks the same of 100 rules.
import { test } from 'vitest';
import { exportsCleanly } from '../stories/exported-estate.ts';

test('500 rules: no finding of lint that the writer caused, no field in the plan, no byte on the second run, no rule touched', () =>
  exportsCleanly(500));
