// A file that returns within a day of its rule's deletion: the workspace itself forgets, so the ownership record remembers.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, smallWorkspace, type TestProject } from './command-line.ts';
import { serving } from './embedded-server.ts';
import { namesIn } from './portal.ts';

const id = (letter: string) => `00000000-0000-4000-8000-00000000000${letter}`;
const rule = (letter: string, changes: Readonly<Record<string, string>> = {}) =>
  ruleText({ id: id(letter), name: `Rule ${letter}`, ...changes });
const fileA = 'analytics-rules/a.yaml';
const fileB = 'analytics-rules/b.yaml';
const fileH = 'hunting-queries/h.yaml';
const hunt = `id: ${id('c')}\nname: Hunt\ndescription: Looks.\ntactics: [Execution]\nquery: |\n  DeviceProcessEvents | take 10\n`;

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'environments/local.yaml': smallWorkspace,
    [fileA]: rule('a'),
    [fileB]: rule('b'),
    [fileH]: hunt,
  });
});
afterEach(() => project.dispose());

const at = (iso: string) => ({ clock: () => new Date(iso) });
const morning = at('2026-11-22T07:00:00Z');
const deletion = at('2026-11-22T07:29:59.400Z');
const noon = at('2026-11-22T12:00:00Z');
const until = '2026-11-23T07:30:00Z';

interface PlanJson {
  readonly changes: readonly Readonly<Record<string, unknown>>[];
  readonly summary: Readonly<Record<string, number>>;
}

/** Rule A was deployed and its file removed; apply --prune deleted it. */
async function pruned(): Promise<void> {
  expect(await project.run('apply --auto-approve', morning)).toMatchObject({ code: 0 });
  project.remove(fileA);
  const prune = await project.run('apply --prune --auto-approve', deletion);
  expect(prune).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('ok delete analytics-rule Rule a'),
  });
}

test('its deletion leaves a record that no plan shows, counts or prunes', async () => {
  await pruned();
  expect(await namesIn(project, 'metadata')).toEqual([
    `analyticsrule-${id('a')}`,
    `analyticsrule-${id('b')}`,
    `huntingquery-${id('c')}`,
  ]);
  for (const when of [noon, at('2026-12-24T00:00:00Z')]) {
    const plan = await project.run('plan --prune --max-deletes 0 --detailed-exitcode', when);
    expect(plan).toMatchObject({ code: 0, stdout: 'Plan: nothing to do (2 unchanged).\n' });
  }
});

test('the restored file is blocked until a day has passed, and the rest goes on', async () => {
  await pruned();
  project.write(fileA, rule('a'));
  project.write(fileB, rule('b', { severity: 'High' }));

  const sentence = `Its rule was deleted at 2026-11-22T07:30:00Z and Azure keeps a deleted id for about a day: blocked until ${until}.`;
  const text = await project.run('plan', noon);
  expect(text.stdout).toBe(`! blocked analytics-rule Rule a (recently-deleted) ${fileA}
    ${sentence}
    hint: Wait until then, or give the file another id.

~ update analytics-rule Rule b ${fileB}
    severity: "Medium" -> "High"

Plan: 1 to update, 1 blocked, 1 unchanged; 1 recently-deleted.
`);
  expect((await project.run('plan --format markdown', noon)).stdout).toContain(sentence);
  const json = await project.json<PlanJson>('plan', noon);
  expect(json.changes[0]).toMatchObject({
    action: 'blocked',
    status: 'recently-deleted',
    blockedUntil: until,
    reason: sentence,
  });
  expect(json.summary).toMatchObject({ blocked: 1, 'recently-deleted': 1 });

  const applied = await project.run('apply --auto-approve --verbose', noon);
  expect(applied).toMatchObject({ code: 1, stdout: expect.stringContaining(`blocked until ${until}`) });
  expect(applied.stdout).toContain('Apply: 1 applied, 1 blocked, 1 unchanged (3 items)');
  expect(applied.stderr).not.toMatch(new RegExp(`^PUT .*${id('a')}`, 'm'));
  // Nothing is pending, and yet the workspace does not hold what the files say.
  expect((await project.run('plan --detailed-exitcode', noon)).code).toBe(1);
});

test('once the day is over it is an ordinary create, whose record is a claim again', async () => {
  await pruned();
  project.write(fileA, rule('a'));
  const [before] = (await project.json<PlanJson>('plan', at('2026-11-23T07:29:59Z'))).changes;
  expect(before).toMatchObject({ action: 'blocked' });
  const [after] = (await project.json<PlanJson>('plan', at(until))).changes;
  expect(after).toMatchObject({ action: 'create' });
  expect(after).not.toHaveProperty('status');

  const applied = await project.run('apply --auto-approve', at(until));
  expect(applied).toMatchObject({ code: 0, stdout: expect.not.stringContaining('Forgot') });
  expect(await project.run('plan --prune --detailed-exitcode', at(until))).toMatchObject({ code: 0 });
  project.remove(fileA);
  const [orphan] = (await project.json<PlanJson>('plan --prune', at(until))).changes.slice(-1);
  expect(orphan).toMatchObject({ action: 'delete', status: 'orphaned', metadata: 'mark' });
});

test('a plan that was saved as blocked is stale once the id is free', async () => {
  await pruned();
  project.write(fileA, rule('a'));
  expect((await project.run('plan --out plan.json', noon)).code).toBe(0);
  const late = await project.run('apply plan.json', at(until));
  expect(late).toMatchObject({ code: 3, stderr: expect.stringContaining('The plan is stale') });
});

describe('records of more than a day ago', () => {
  const later = at('2026-11-24T00:00:00Z');

  test('stay while nothing is written, and go with the next apply that writes', async () => {
    await pruned();
    const idle = await project.run('apply --auto-approve --verbose', later);
    expect(idle).toMatchObject({ code: 0, stderr: expect.not.stringContaining('DELETE') });
    expect(await namesIn(project, 'metadata')).toHaveLength(3);

    project.write(fileB, rule('b', { severity: 'High' }));
    const applied = await project.run('apply --auto-approve', later);
    expect(applied).toMatchObject({ code: 0 });
    expect(applied.stdout).toBe(
      `ok update analytics-rule Rule b\nForgot 1 deletion of more than a day ago: ${id('a')}.\nApply: 1 applied, 1 unchanged (2 items) on local.\n`,
    );
    expect(await namesIn(project, 'metadata')).toEqual([
      `analyticsrule-${id('b')}`,
      `huntingquery-${id('c')}`,
    ]);
  });

  test('are told in JSON and markdown too; younger ones stay', async () => {
    await pruned();
    project.write(fileB, rule('b', { severity: 'High' }));
    await project.run('apply --auto-approve', noon);
    expect(await namesIn(project, 'metadata')).toHaveLength(3);
    project.write(fileB, rule('b', { severity: 'Low' }));
    const report = await project.run('apply --auto-approve --format json --report markdown=apply.md', later);
    expect(JSON.parse(report.stdout).forgottenDeletions).toEqual([
      { id: id('a'), deletedAt: '2026-11-22T07:30:00Z' },
    ]);
    expect(readFileSync(project.path('apply.md'), 'utf8')).toContain(
      `Forgot 1 deletion of more than a day ago: ${id('a')}.`,
    );
  });
});

test('a hunting query can return at once: its record is deleted with it', async () => {
  await project.run('apply --auto-approve', morning);
  project.remove(fileH);
  await project.run('apply --prune --auto-approve', deletion);
  expect(await namesIn(project, 'metadata')).toHaveLength(2);
  project.write(fileH, hunt);
  expect(await project.run('apply --auto-approve', noon)).toMatchObject({ code: 0 });
});

test('a rule deleted in the portal is refused by the workspace: the latest moment is named, the rest goes on', async () => {
  project.remove(fileA);
  await project.run('apply --auto-approve', morning);
  // Deployed and deleted by somebody whose record tells nothing.
  const other = createProject({
    'sentinel-sync.yaml': 'owner: contoso/other\n',
    'environments/local.yaml': `workspace:\n  embedded:\n    state: ${project.path('.sentinel-sync/local')}\n`,
    [fileA]: rule('a'),
  });
  try {
    const variants = { 'metadata-without-parent': 'refused-400' } as const;
    await serving(project, 'local', { variants, now: deletion.clock }, async () => {
      await other.run('apply --auto-approve', morning);
      other.remove(fileA);
      await other.run('apply --prune --auto-approve', deletion);
    });
  } finally {
    other.dispose();
  }
  project.write(fileA, rule('a'));
  project.write(fileB, rule('b', { severity: 'High' }));
  const applied = await project.run('apply --auto-approve', noon);
  expect(applied.code).toBe(1);
  expect(applied.stdout).toContain('workspace/recently-deleted');
  expect(applied.stdout).toContain('at the latest until 2026-11-23T12:00:00Z');
  expect(applied.stdout).toContain('ok update analytics-rule Rule b');
});

describe.each(['refused-400', 'refused-404'] as const)('where a record without its rule is %s', (variant) => {
  test('the record goes, loudly, and the day is only known to the workspace', async () => {
    const variants = { 'metadata-without-parent': variant };
    await project.run('apply --auto-approve', morning);
    project.remove(fileA);
    await serving(project, 'local', { variants, now: deletion.clock }, async () => {
      const prune = await project.run('apply --prune --auto-approve', deletion);
      expect(prune.code).toBe(0);
      expect(prune.stdout).toContain('The workspace refuses to remember the deletion (PUT metadata/');
      expect(prune.stdout).toContain(
        'so no plan will know that the id is refused until 2026-11-23T07:29:59Z.',
      );
    });
    expect(await namesIn(project, 'metadata')).toHaveLength(2);
    project.write(fileA, rule('a'));
    expect((await project.json<PlanJson>('plan', noon)).changes[0]).toMatchObject({ action: 'create' });
    const applied = await project.run('apply --auto-approve', noon);
    expect(applied).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('at the latest until 2026-11-23T12:00:00Z'),
    });
  });
});
