// docs/reference/checks.md says what the checks say.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { renderChecks } from '../../scripts/pages/checks.ts';

test('the page of the checks is the one rendered from them', async () => {
  const page = fileURLToPath(new URL('../../docs/reference/checks.md', import.meta.url));
  await expect(renderChecks()).toMatchFileSnapshot(page);
});
