// What a workspace holds becomes files that say the same: asked of a few rules by `npm test`, and of many by the long runs.
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { startProject, type TestProject } from './command-line.ts';
import { fill, portalRules } from './workspace-content.ts';

interface Change {
  readonly action: string;
  readonly item: boolean;
  readonly fields: readonly { readonly path: string }[];
}

/** What apply would do to the items themselves; taking over an item that nobody owns writes a record beside it, no more. */
export async function fieldChanges(project: TestProject): Promise<readonly unknown[]> {
  const { changes } = await project.json<{ changes: Change[] }>('plan');
  expect(changes.length).toBeGreaterThan(0);
  const isClaim = ({ action, item, fields }: Change) =>
    action === 'update' && !item && fields.every(({ path }) => path.startsWith('metadata.'));
  return changes.filter((change) => change.action !== 'no-op' && !isClaim(change));
}

export function contents(project: TestProject, folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(project.path(folder)).sort();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(project.path(`${folder}/${name}`), 'utf8')]),
  );
}

/** Exports so many generated rules of the portal, lints and plans what came of them, exports and applies again. */
export async function exportsCleanly(count: number): Promise<void> {
  const project = startProject();
  await fill(project, portalRules(count));
  const first = await project.run('export --environment local');
  expect(first.stdout).toContain(`${count} items: ${count} created, 0 updated, 0 unchanged.`);
  const files = contents(project, 'analytics-rules');
  expect(Object.keys(files)).toHaveLength(count);

  const { diagnostics } = await project.json<{ diagnostics: { code: string; severity: string }[] }>('lint');
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  expect([...new Set(errors)]).toEqual([]);
  const format = /unknown-key|wrong-type|missing-field|version|duplicate|bare-number|invalid/;
  expect(diagnostics.filter(({ code }) => format.test(code))).toEqual([]);

  expect(await fieldChanges(project)).toEqual([]);
  const second = await project.run('export --environment local');
  expect(second.stdout).toBe(`${count} items: 0 created, 0 updated, ${count} unchanged.\n`);
  expect(contents(project, 'analytics-rules')).toEqual(files);

  // Ownership is recorded beside each rule; no rule is touched.
  const applied = await project.json<{ changes: { item: boolean; result: string }[] }>(
    'apply --auto-approve',
  );
  expect(applied.changes.filter(({ item, result }) => !item && result === 'applied')).toHaveLength(count);
  expect(await project.run('plan --detailed-exitcode')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`Plan: nothing to do (${count} unchanged).`),
  });
}
