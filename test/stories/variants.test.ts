// What is only reported or unverified about Azure has both variants, and the everyday story passes under either.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { behaviours } from '../../src/emulator/behaviours.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import { loadEnvironment } from '../../src/environments/load-environment.ts';
import { identityOf } from '../../src/workspace/local.ts';
import { nrtText, ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'analytics-rules/a.yaml': ruleText({ id: '00000000-0000-4000-8000-00000000000a', name: 'Rule A' }),
    'analytics-rules/n.yaml': nrtRule,
    'hunting-queries/h.yaml':
      'id: 00000000-0000-4000-8000-00000000000c\nname: Hunt\ndescription: Looks.\ntactics: [Execution]\nquery: |\n  DeviceProcessEvents | take 10\n',
  });
});
afterEach(() => project.dispose());

const nrtRule = nrtText({ id: '00000000-0000-4000-8000-00000000000b', name: 'Rule N' });

/** The defaults are one workspace, whichever behaviour is looked at; every other variant is one of its own. */
const cases = [
  ['every default', {}] as const,
  ...Object.entries(behaviours).flatMap(([id, behaviour]) =>
    Object.keys(behaviour.variants)
      .filter((variant) => variant !== behaviour.default)
      .map((variant) => [`${id}: ${variant}`, { [id]: variant }] as const),
  ),
];

test.each(cases)('deploy, change, prune with %s', async (_, variants) => {
  const { workspace: target } = loadEnvironment({
    projectFolder: project.folder,
    name: 'local',
    variables: {},
  });
  if (target.type !== 'embedded') throw new Error('local is not embedded');
  const emulator = await startEmulator({
    stateFolder: target.stateFolder,
    identity: identityOf(target),
    variants,
    queries: {
      runQuery: async () => ({ ok: true, result: { columns: [], rows: [] } }),
      checkQuery: async () => undefined,
      tables: async () => [{ name: 'DeviceProcessEvents', columns: [] }],
    },
  });
  try {
    const apply = async (flags = '') =>
      expect(await project.run(`apply --auto-approve ${flags}`)).toMatchObject({ code: 0 });
    const settled = async () =>
      expect(await project.run('plan --prune --detailed-exitcode')).toMatchObject({ code: 0 });
    await apply();
    await settled();
    project.write(
      'analytics-rules/a.yaml',
      ruleText({ id: '00000000-0000-4000-8000-00000000000a', name: 'Rule A', severity: 'High' }),
    );
    project.remove('hunting-queries/h.yaml');
    project.remove('analytics-rules/n.yaml');
    expect(await project.run('plan --prune --detailed-exitcode')).toMatchObject({ code: 2 });
    await apply('--prune --max-deletes 2');
    await settled();
  } finally {
    await emulator.close();
  }
});
