// The property behind "no false diffs": what was deployed and read back in any form needs nothing; what was changed needs just that.
import fc from 'fast-check';
import { expect } from 'vitest';
import { parseContent } from '../../src/content/files/load.ts';
import { contentKindDefinitions } from '../../src/content/kinds/kinds.ts';
import { applyPlan } from '../../src/plan/apply.ts';
import { desiredItem } from '../../src/plan/desired.ts';
import { makePlan } from '../../src/plan/plan.ts';
import type { PlanInput } from '../../src/plan/plan-input.ts';
import { readSnapshot } from '../../src/plan/snapshot.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { awkwardServer, chooser } from './awkward-server.ts';
import { type GeneratedFile, generatedProject } from './generated-content.ts';

async function inputOf(files: readonly GeneratedFile[], workspace: Workspace): Promise<PlanInput> {
  return {
    desired: files.map(({ file, kind, text }) => {
      const { item, diagnostics } = parseContent(text, { file, kind });
      if (item === undefined) throw new Error(JSON.stringify(diagnostics));
      return desiredItem(item, contentKindDefinitions[kind]);
    }),
    deployed: await readSnapshot(workspace),
    kinds: contentKindDefinitions,
    workspace: workspace.resourceId,
    owner: 'octo/detections',
    now: new Date('2026-03-01T12:00:00Z'),
  };
}

const pendingIn = (changes: ReturnType<typeof makePlan>['changes']) =>
  changes.filter(({ action }) => action !== 'no-op');

/** Runs the property on `numRuns` generated projects of up to `maxLength` files. */
export async function checkReadBack(numRuns: number, maxLength: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(generatedProject(maxLength), fc.nat(), async (files, seed) => {
      const { workspace, stored } = awkwardServer(chooser(seed));
      const first = await inputOf(files, workspace);
      const report = await applyPlan({ plan: makePlan(first), input: first }, workspace);
      expect(report.summary).toMatchObject({ applied: files.length, failed: 0 });
      expect(report.changes.flatMap(({ storedDifferently = [] }) => storedDifferently)).toEqual([]);
      expect(pendingIn(makePlan(await inputOf(files, workspace)).changes)).toEqual([]);

      // One text of the first file is another: that is the whole plan, and what is written keeps what nobody stated.
      const [one, ...rest] = files as readonly [GeneratedFile, ...GeneratedFile[]];
      const edited = [{ ...one, text: one.text.replace(/^name: .*$/m, 'name: Renamed') }, ...rest];
      const second = await inputOf(edited, workspace);
      const [change, ...more] = pendingIn(makePlan(second).changes);
      expect(more).toEqual([]);
      expect(change?.fields.map(({ path }) => path)).toEqual(['displayName']);
      await applyPlan({ plan: makePlan(second), input: second }, workspace);
      expect(pendingIn(makePlan(await inputOf(edited, workspace)).changes)).toEqual([]);
      const body = stored.get(
        `${one.kind === 'analytics-rule' ? 'alertRules' : 'savedSearches'}/${String(one.values['id'])}`,
      );
      if (one.kind === 'analytics-rule') {
        expect(body?.['properties']).toMatchObject({ displayName: 'Renamed', somethingNew: { on: true } });
        expect(body?.['properties']).not.toHaveProperty('lastModifiedUtc');
      }
    }),
    { numRuns },
  );
}
