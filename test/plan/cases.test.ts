// Each folder of cases/ holds content files, what the workspace holds (deployed.json) and the plan that must come of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseContent } from '../../src/content/files/load.ts';
import { contentKindDefinitions } from '../../src/content/kinds/kinds.ts';
import { type DesiredItem, desiredItem } from '../../src/plan/desired.ts';
import { makePlan } from '../../src/plan/plan.ts';
import type { PlanInput } from '../../src/plan/plan-input.ts';
import { collections } from '../../src/workspace/resources/index.ts';
import type { Collection } from '../../src/workspace/workspace.ts';

const folder = join(import.meta.dirname, 'cases');

it.each(readdirSync(folder))('%s', (name) => {
  const desired = readContent(join(folder, name));
  const { now = '2026-03-01T12:00:00Z', ...options } = readJson(
    join(folder, name, 'options.json'),
    {},
  ) as Partial<Omit<PlanInput, 'now'>> & { now?: string };
  const plan = makePlan({
    desired,
    deployed: readDeployed(join(folder, name, 'deployed.json'), desired),
    kinds: contentKindDefinitions,
    workspace: '/subscriptions/s/resourceGroups/detections/workspaces/soc',
    owner: 'octo/detections',
    now: new Date(now),
    sameTokens: (a, b) => a.replace(/\s+/g, '') === b.replace(/\s+/g, ''),
    ...options,
  });
  const { changes, safety, etags } = plan;
  const text = maskHashes(JSON.stringify({ changes, safety, etags }), desired);
  expect(JSON.parse(text)).toEqual(readJson(join(folder, name, 'plan.json'), undefined));
});

function readContent(root: string): readonly DesiredItem[] {
  return ['analytics-rules', 'hunting-queries'].flatMap((kind) => {
    const files = existsSync(join(root, kind)) ? readdirSync(join(root, kind)) : [];
    return files.map((file) => {
      const text = readFileSync(join(root, kind, file), 'utf8');
      const { item, diagnostics } = parseContent(text, {
        file: `${kind}/${file}`,
        kind: kind === 'analytics-rules' ? 'analytics-rule' : 'hunting-query',
      });
      if (item === undefined) throw new Error(JSON.stringify(diagnostics));
      return desiredItem(item, contentKindDefinitions[item.kind]);
    });
  });
}

/** `hash of ID` stands for the hash of the file with that id, so that the cases show meaning and not digits. */
function readDeployed(file: string, desired: readonly DesiredItem[]): PlanInput['deployed'] {
  const text = desired.reduce(
    (all, item) => all.replaceAll(`hash of ${item.id}`, item.hash),
    readFileSync(file, 'utf8'),
  );
  const lists = JSON.parse(text) as Record<Collection, Record<string, unknown>[]>;
  const read = (collection: Collection) => lists[collection].map((raw) => collections[collection].read(raw));
  return {
    alertRules: read('alertRules'),
    savedSearches: read('savedSearches'),
    metadata: read('metadata'),
  };
}

function maskHashes(text: string, desired: readonly DesiredItem[]): string {
  return desired.reduce((all, item) => all.replaceAll(item.hash, `hash of ${item.id}`), text);
}

function readJson(file: string, otherwise: unknown): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : otherwise;
}
