// The detection tests of shipped content over test tables say what they say with seed rows in front of the query.
import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { createProject } from './command-line.ts';

/**
 * Validates a hunting query of the repository in both ways, with all its cases or those of one file; fails where the two differ, or a
 * case fails.
 */
export async function passesEitherWay(slug: string, caseFile?: string): Promise<void> {
  const shipped = createProject({ 'environments/dev.yaml': 'workspace: embedded\n' }, { shipped: true });
  const folder = `test/hunting-queries/${slug}`;
  const others = readdirSync(shipped.path(folder)).filter((name) => caseFile && name !== caseFile);
  for (const name of others) shipped.remove(`${folder}/${name}`);
  try {
    const summaryOf = async (way: string) => {
      const args = `validate -e dev hunting-queries/${slug}.yaml --seed ${way}`;
      const { summary } = await shipped.json<{ summary: { passed: number; failed: number } }>(args);
      return summary;
    };
    const overTables = await summaryOf('tables');
    expect(overTables).toEqual(await summaryOf('prologue'));
    expect(overTables.passed).toBeGreaterThan(0);
    expect(overTables.failed).toBe(0);
  } finally {
    shipped.dispose();
  }
}
