// docs/reference/kql.md says what the tables hold. Write it anew with: npx vitest run test/kql/coverage-page.test.ts -u
import { expect, test } from 'vitest';
import { renderCoverage } from '../../scripts/pages/kql-page.ts';

test('docs/reference/kql.md is in step with the tables', async () => {
  await expect(renderCoverage()).toMatchFileSnapshot('../../docs/reference/kql.md');
});
