// A saved plan: what comes back is what was saved, and it is refused once anything it rests on has moved.
import { expect, it } from 'vitest';
import { summarise } from '../../src/plan/change.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { assertPlanHolds, formatPlanFile, parsePlanFile } from '../../src/plan/plan-file.ts';

const plan: Plan = {
  schemaVersion: 1,
  workspace: '/subscriptions/s/resourceGroups/g/workspaces/dev',
  owner: 'octo/detections',
  commit: 'abc',
  prune: false,
  changes: [],
  summary: summarise([]),
  safety: [],
  content: { 'analytics-rule/r1': 'h1' },
  etags: { 'alertrules/r1': '"1"', 'metadata/analyticsrule-r1': '"2"' },
};

/** `undefined` takes a value out of the plan. */
type Fresh = { readonly [K in keyof Plan]?: Plan[K] | undefined };

const refusal = (fresh: Fresh) => {
  try {
    assertPlanHolds(plan, { ...plan, ...fresh } as Plan);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

it('comes back as it was saved', () => {
  const text = formatPlanFile(plan);
  expect(parsePlanFile(text, 'plan.json')).toEqual(plan);
  expect(formatPlanFile(parsePlanFile(text, 'plan.json'))).toBe(text);
});

it('holds while nothing moves', () => {
  expect(refusal({})).toBeUndefined();
  expect(refusal({ workspace: plan.workspace.toUpperCase() })).toBeUndefined();
});

it.each<[string, Fresh, string]>([
  [
    'another workspace',
    { workspace: '/subscriptions/s/prod' },
    'The plan is for /subscriptions/s/resourceGroups/g/workspaces/dev, not for /subscriptions/s/prod.',
  ],
  ['another commit', { commit: 'def' }, 'commit abc is now def'],
  ['no commit', { commit: undefined }, 'commit abc is now none'],
  ['another owner', { owner: 'octo/fork' }, 'owner octo/detections is now octo/fork'],
  ['changed content', { content: { 'analytics-rule/r1': 'h2' } }, 'content of analytics-rule/r1'],
  ['new content', { content: { ...plan.content, 'hunting-query/h': 'x' } }, 'content of hunting-query/h'],
  [
    'a resource that changed',
    { etags: { ...plan.etags, 'alertrules/r1': '"9"' } },
    'alertrules/r1 in the workspace',
  ],
  [
    'a resource that is gone',
    { etags: {} },
    'alertrules/r1 in the workspace; metadata/analyticsrule-r1 in the workspace',
  ],
  [
    'an id that was taken meanwhile',
    { etags: { ...plan.etags, 'alertrules/r2': '"1"' } },
    'alertrules/r2 in the workspace',
  ],
])('is refused over %s', (_, fresh, message) => {
  expect(refusal(fresh)).toContain(message);
});

it.each([
  ['not json', 'it is no JSON'],
  ['[]', 'it holds no object'],
  ['{"schemaVersion":99}', 'its schemaVersion is 99, not 1'],
  [JSON.stringify({ ...plan, etags: 3 }), 'its etags is missing or of the wrong type'],
  [JSON.stringify({ ...plan, changes: [1] }), 'its changes is missing or of the wrong type'],
])('%s is no plan', (text, why) => {
  expect(() => parsePlanFile(text, 'plan.json')).toThrow(
    `plan.json is not a plan this version can apply: ${why}.`,
  );
});
