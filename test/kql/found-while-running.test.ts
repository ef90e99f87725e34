// What only the rows tell is refused while the query runs, with what to do, and never as a defect of the tool.
import { afterAll, expect, test } from 'vitest';
import { closeEngine, outcomeOf } from './run-query.ts';

afterAll(closeEngine);

const steps = (step: string) =>
  `range t from datetime(2020-01-01) to datetime(2020-01-02) step 1d
   | make-series c = count() on t from datetime(2020-01-01) to datetime(2020-01-02) step ${step}`;

test.each([
  [
    'datatable(b:dynamic, k:string)[dynamic({"a": [1]}), "$.a[0]"] | extend h = bag_has_key(b, k)',
    'engine/conversion',
    /\$\.a\[0\]/,
  ],
  [
    'datatable(b:dynamic, k:string)[dynamic({"a": 1}), "$.a.*"] | extend r = bag_remove_keys(b, pack_array(k))',
    'engine/conversion',
    /\$\.a\.\*/,
  ],
  [steps('10ms'), 'engine/result-limit', /1,048,576/],
])('%s', async (query, code, message) => {
  const outcome = await outcomeOf(query);
  expect(outcome).toMatchObject({
    diagnostics: [{ code, message: expect.stringMatching(message), hint: expect.stringMatching(/^Use /) }],
  });
});

test('a series of few enough steps is made', async () => {
  expect(await outcomeOf(steps('1h'))).toMatchObject({
    result: { rows: [[{ length: 24 }, { length: 24 }]] },
  });
});

test('an assertion that fails refuses the query with its message, and reads no row first', async () => {
  const outcome = await outcomeOf(
    'let over = (n:long, x:long) { assert(n > 0, "n must be positive") and x > n }; range x from 1 to 3 step 1 | where over(long(-1), x)',
  );
  expect(outcome).toMatchObject({
    diagnostics: [
      {
        code: 'engine/assertion-failed',
        message: "assert() has failed with message: 'n must be positive'",
      },
    ],
  });
});
