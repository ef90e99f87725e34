// The same property as test/plan/no-false-diffs.test.ts, over thousands of generated projects.
import { it } from 'vitest';
import { checkReadBack } from '../plan/read-back.ts';

it('of five thousand generated projects none shows a change that nobody made', async () => {
  await checkReadBack(5000, 6);
});
