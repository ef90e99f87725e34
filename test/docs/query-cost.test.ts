// docs/guides/query-cost.md lists the factors as they are.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderCostFactors } from '../../scripts/pages/cost-factors.ts';
import { repository } from '../stories/command-line.ts';

test('the guide has the table of the factors', () => {
  const path = join(repository, 'docs/guides/query-cost.md');
  const text = readFileSync(path, 'utf8');
  const current = text.replace(
    /(<!-- factors:start -->\n)[\s\S]*?(<!-- factors:end -->)/,
    (_, start: string, end: string) => `${start}${renderCostFactors()}${end}`,
  );
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, current);
  else expect(text).toBe(current);
});
