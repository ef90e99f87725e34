// The rules of this repository over an hour of a story, as a workspace holds it: each form of asking gives the alerts of the files.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SimulationSummary } from '../../src/alerting/simulation-summary.ts';
import { algorithms } from '../../src/workspace/history/place.ts';
import { createProject, repository, type TestProject } from '../stories/command-line.ts';

const story = 'search-with-gh-clone-with-the-token-that-was-found-push-the-mirror-away';
const owners = [
  'asymmetric-flow',
  'bulk-code-repository-access',
  'code-repository-api-upload',
  'code-repository-search',
  'files-staged-then-uploaded',
  'git-push-outside-organisation',
  'high-outbound-volume',
  'large-upload-by-process',
].map((rule) => `  ${rule}: { AllowedOwners: [contoso] }\n`);

let project: TestProject;
let loaded: SimulationSummary;
const play = (more: string) =>
  project.json<SimulationSummary>(
    `simulate -e contoso --from 2026-03-02T11:15:00Z --to 2026-03-02T12:15:00Z --silence 0 ${more}`,
  );
beforeAll(async () => {
  project = createProject(
    {
      'environments/contoso.yaml': `workspace: { embedded: { dataFolder: kept } }\nparameters:\n${owners.join('')}`,
    },
    { shipped: true },
  );
  cpSync(join(repository, 'examples/stories', story), project.path('kept'), { recursive: true });
  loaded = await play('--data kept');
}, 600_000);
afterAll(() => project.dispose());

test('the story raises alerts', () => {
  expect(loaded.rules).toHaveLength(13);
  expect(loaded.alerts).toHaveLength(6);
});

test.each(algorithms)('%s', async (algorithm) => {
  const found = await play(`--algorithm ${algorithm}`);
  expect(found.alerts).toEqual(loaded.alerts);
  expect(found.incidents).toEqual(loaded.incidents);
  expect(found.history?.cost.requests).toBeLessThan(loaded.rules.reduce((sum, { runs }) => sum + runs, 0));
});
