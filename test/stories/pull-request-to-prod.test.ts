// A team's week: pull request, merge, dev, evidence, prod; a bad rule stopped at each gate; drift, housekeeping, and the way back.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { editRule, namesIn, readRule } from './portal.ts';
import { says, startTeam, type Team } from './pull-request-to-prod-team.ts';
import { fill, idOf as portalId, portalRule } from './workspace-content.ts';

const idOf = (number: number) => `6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a${String(number).padStart(2, '0')}`;
const rare = idOf(1);

const query = (name: string, table = 'DeviceProcessEvents') =>
  `|\n  // parameters\n  let watched = dynamic(["${name}"]); // tools that nobody here uses\n\n  ${table}\n  | where FileName in~ (watched)\n  | project TimeGenerated, DeviceName, FileName`;
const cases = (name: string) =>
  `cases:\n  - name: fires\n    seed:\n      DeviceProcessEvents:\n        - { TimeGenerated: -5m, DeviceName: a, FileName: ${name} }\n    alerts: 1\n  - name: stays silent\n    seed:\n      DeviceProcessEvents:\n        - { TimeGenerated: -5m, DeviceName: a, FileName: common.exe }\n    none: true\n`;

/** A rule without cases. */
const bare = (slug: string, changes: Readonly<Record<string, string>>) => ({
  [`analytics-rules/${slug}.yaml`]: ruleText(changes),
});
/** A rule with its cases: both mirror each other's path. */
const rule = (slug: string, changes: Readonly<Record<string, string>>, tool = `${slug}.exe`) => ({
  [`analytics-rules/${slug}.yaml`]: ruleText({ query: query(tool), ...changes }),
  [`test/analytics-rules/${slug}/cases.yaml`]: cases(tool),
});

const prod = (more = '') =>
  `workspace: { embedded: { tables: [DeviceProcessEvents, SigninLogs] } }\nsmoke: { maxAlertsPerDay: 20 }\npromotion: { from: dev, require: [tests, validation, smoke], maxAge: 7d }\n${more}`;
const devEnvironment =
  'workspace:\n  embedded:\n    tables: [DeviceProcessEvents]\n    dataFolder: dev-data\n';
const events = [15, 25, 35].map(
  (minute) => `{"TimeGenerated":"2026-01-14T10:${minute}:00Z","DeviceName":"a","FileName":"chatty.exe"}\n`,
);

let team: Team;
let monday: string;
beforeAll(async () => {
  team = await startTeam({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'environments/local.yaml': 'workspace:\n  embedded:\n    tables: [DeviceProcessEvents, SigninLogs]\n',
    'environments/dev.yaml': devEnvironment,
    'environments/prod.yaml': prod(),
    'dev-data/DeviceProcessEvents.jsonl': events.join(''),
  });
});
afterAll(() => team.dispose());

const inProd = (id: string) => readRule(team.project, id, 'prod');
const inDev = (id: string) => readRule(team.project, id, 'dev');

describe('Monday: a good rule goes all the way', () => {
  beforeAll(() => team.at('2026-01-12T09:00:00Z'));

  test('the pull request is green, and its comment shows the plan', async () => {
    team.branch('rare', rule('rare', { id: rare, name: 'Rare tool' }));
    const { checks, comment } = await team.pullRequest();
    expect(checks.failed).toBe(false);
    expect(comment).toContain('Lint: success. Detection tests: success.');
    expect(comment).toContain('### Plan: 1 to create.');
    expect(comment).toContain('<b>Rare tool</b> <code>analytics-rules/rare.yaml</code>');
  });

  test('the merge puts it into dev, gathers evidence there, and plans for prod', async () => {
    monday = team.merge();
    const { failed, steps, outputs } = await team.deploy('plan-prod');
    expect(failed).toBe(false);
    expect(outputs).toEqual({ 'exit-code': '2' });
    says(steps[0]!, 0, '+ create analytics-rule Rare tool', 'Plan: 1 to create.');
    expect(await inDev(rare)).toMatchObject({ displayName: 'Rare tool' });
    expect(await inProd(rare)).toBeUndefined();
  });

  test('approved, that very plan is applied; the next run asks nobody, and the night is quiet', async () => {
    const approved = await team.job('prod');
    expect(approved.failed).toBe(false);
    says(approved.steps[0]!, 0, 'ok create analytics-rule Rare tool', 'Apply: 1 applied (1 item) on prod.');
    expect(await inProd(rare)).toMatchObject({ displayName: 'Rare tool', severity: 'Medium', enabled: true });
    expect((await team.deploy('plan-prod')).outputs).toEqual({ 'exit-code': '0' });
    expect(await team.night()).toEqual([]);
  });
});

describe('Tuesday: bad rules stopped on their pull requests', () => {
  beforeAll(() => team.at('2026-01-13T09:00:00Z'));
  afterEach(() => team.close());

  test('lint: a severity that does not exist', async () => {
    team.branch('misspelt', rule('misspelt', { id: idOf(2), name: 'Misspelt', severity: 'Hihg' }));
    const { checks, comment } = await team.pullRequest();
    expect(checks.failed).toBe(true);
    says(
      checks.steps[0]!,
      1,
      '::error file=analytics-rules/misspelt.yaml,line=6,col=11,title=content/invalid-severity::',
      'There is no severity `Hihg`. Did you mean `High`?',
    );
    expect(comment).toContain('Lint: failure.');
    says(checks.steps[2]!, 0, '! blocked analytics-rule Misspelt (invalid)', 'Azure would refuse it');
    expect(comment).toContain('### Plan: 1 to create, 1 blocked; 1 invalid.');
  });

  test('detection test: a query that misses what its case seeds', async () => {
    team.branch('misses', rule('misses', { id: idOf(2), name: 'Misses', query: query('other.exe') }));
    const { checks, comment } = await team.pullRequest();
    expect(checks.failed).toBe(true);
    says(
      checks.steps[1]!,
      1,
      '::error file=test/analytics-rules/misses/cases.yaml,line=2,col=5,title=test/failed::"fires"',
      'Tests: 3 passed, 1 failed',
    );
    expect(comment).toContain('Lint: success. Detection tests: failure.');
  });

  test('plan: a table that none of our workspaces has', async () => {
    team.branch('firewall', bare('firewall', { id: idOf(2), name: 'Firewall', query: 'CommonSecurityLog' }));
    const { checks, comment } = await team.pullRequest();
    says(
      checks.steps[2]!,
      0,
      '! blocked analytics-rule Firewall (missing-tables)',
      'The workspace lacks CommonSecurityLog; Azure refuses a rule over it.',
      'Plan: 1 to create, 1 blocked; 1 missing-tables.',
    );
    expect(comment).toContain('### Plan: 1 to create, 1 blocked; 1 missing-tables.');
  });
});

describe('Wednesday: bad rules that only dev can tell', () => {
  beforeAll(() => team.at('2026-01-14T11:00:00Z'));
  afterEach(async () => {
    expect(await namesIn(team.project, 'alertRules', 'prod')).toEqual([rare]);
    team.revert();
  });

  test('a table that dev lacks: that rule is blocked, the rest goes on', async () => {
    team.branch('sign-ins', {
      ...bare('sign-ins', { id: idOf(3), name: 'Sign-ins', query: 'SigninLogs' }),
      ...rule('good', { id: idOf(4), name: 'Good tool' }),
    });
    team.merge();
    const { job, failed, steps } = await team.deploy('prod');
    expect({ job, failed }).toEqual({ job: 'dev', failed: true });
    says(
      steps.at(-1)!,
      1,
      'blocked analytics-rule Sign-ins\n    The workspace lacks SigninLogs; Azure refuses a rule over it.',
      'ok create analytics-rule Good tool',
      'Apply: 1 applied, 1 blocked, 1 unchanged (3 items) on dev.',
    );
    expect(steps.at(-1)!.stderr).toBe('');
    expect(await inDev(idOf(3))).toBeUndefined();
    expect(await inDev(idOf(4))).toMatchObject({ displayName: 'Good tool' });
  });

  test('validation: with the names that prod sets, the rule no longer fires', async () => {
    team.branch('tuned', {
      ...rule('tuned', { id: idOf(5), name: 'Tuned' }),
      'environments/prod.yaml': prod('parameters:\n  tuned: { watched: [other.exe] }\n'),
    });
    says(await team.run('test analytics-rules/tuned.yaml'), 0, '2 passed, 0 failed');
    team.merge();
    const { job, failed, steps } = await team.deploy('prod');
    expect({ job, failed }).toEqual({ job: 'dev', failed: true });
    says(steps.at(-1)!, 1, 'failed fires test/analytics-rules/tuned/cases.yaml:2:5', 'expected 1 alert');
    says(
      await team.run('validate --environment dev --as prod'),
      1,
      '1 of 2 failed Tuned',
      'Tests: 3 passed, 1 failed (dev (',
    );
  });

  test('smoke: on the data of dev it would raise more alerts than prod allows', async () => {
    team.branch('chatty', rule('chatty', { id: idOf(6), name: 'Chatty tool' }));
    team.merge();
    const { job, failed, steps } = await team.deploy('prod');
    expect({ job, failed }).toEqual({ job: 'dev', failed: true });
    says(
      steps.at(-1)!,
      1,
      'failed Chatty tool 1 alert in one run would be 24 a day; 20 are allowed',
      'Smoke: 1 of 2 passed',
    );
  });
});

describe('Thursday: the gate of prod', () => {
  const straight = 'apply --environment prod --auto-approve';
  beforeAll(() => team.at('2026-01-15T09:00:00Z'));
  afterEach(async () => expect(await inProd(rare)).toMatchObject({ severity: 'Medium' }));

  test('no evidence: what lacks is named, with the commands that give it', async () => {
    team.commit(rule('rare', { id: rare, name: 'Rare tool', severity: 'High' }));
    says(
      await team.run(straight),
      1,
      'blocked analytics-rule Rare tool',
      'No tests for this content (there is some for another version); no validation in dev',
      'Run sentinel-sync test --as prod, then sentinel-sync validate --environment dev --as prod, then sentinel-sync smoke --environment dev --as prod.',
    );
  });

  test('evidence of another commit: its tests may be others', async () => {
    expect((await team.job('dev')).failed).toBe(false);
    team.commit({ 'README.md': 'Detections.\n' });
    says(await team.run(straight), 1, 'No tests at this commit (there is some at ');
  });

  test('evidence of other content: prod has set another severity since', async () => {
    expect((await team.job('dev')).failed).toBe(false);
    const override = `overrides:\n  - match: { id: ${rare} }\n    severity: Low\n`;
    team.project.write('environments/prod.yaml', prod(override));
    says(
      await team.run(straight),
      1,
      'no validation in dev for this content (there is some for another version)',
    );
    team.project.write('environments/prod.yaml', prod());
  });

  test('evidence that is too old', async () => {
    team.at('2026-01-22T09:01:00Z');
    says(
      await team.run(straight),
      1,
      'no validation in dev as young as asked for (the last is of 2026-01-15T09:00:00.000Z)',
    );
    team.at('2026-01-15T10:00:00Z');
  });

  test('evidence of nothing: no seed rows stand in for a wildcard, and whoever approves sees it', async () => {
    const wide = 'union withsource=Source Device* | where FileName == "wide.exe"';
    team.branch('wide', rule('wide', { id: idOf(7), name: 'Wide', query: wide }));
    team.merge();
    const { job, failed, steps } = await team.deploy('plan-prod');
    expect({ job, failed }).toEqual({ job: 'plan-prod', failed: false });
    says(
      steps[0]!,
      0,
      '~ update analytics-rule Rare tool',
      '! blocked analytics-rule Wide (no-evidence)',
      'Validation in dev failed: no case could run (fires: seed rows cannot stand in for wildcard Device*, the name of a table in union withsource=)',
    );
    team.revert();
  });
});

describe('Thursday: the approval', () => {
  test('a plan is stale once somebody has moved the rule in the portal', async () => {
    expect((await team.deploy('plan-prod')).outputs).toEqual({ 'exit-code': '2' });
    await editRule(team.project, rare, (properties) => ({ ...properties, severity: 'Low' }), 'prod');
    const { failed, steps } = await team.job('prod');
    expect(failed).toBe(true);
    says(steps[0]!, 3, 'The plan is stale', rare, 'in the workspace', 'Plan again and review the new plan.');
    expect(await inProd(rare)).toMatchObject({ severity: 'Low' });
  });

  test('run again, a new plan is made and asked for, and it holds', async () => {
    const { job, failed, steps } = await team.deploy('prod');
    expect({ job, failed }).toEqual({ job: 'prod', failed: false });
    says(steps[0]!, 0, 'ok update analytics-rule Rare tool');
    expect(await inProd(rare)).toMatchObject({ severity: 'High' });
  });
});

describe('Thursday night: drift', () => {
  const plan = 'plan --environment prod --detailed-exitcode';

  test('an edit in the portal is found, and opens an issue', async () => {
    const edit = { query: 'DeviceProcessEvents' };
    await editRule(team.project, rare, (properties) => ({ ...properties, ...edit }), 'prod');
    says(
      await team.run(plan),
      2,
      '~ update analytics-rule Rare tool (drift)',
      '+ | where FileName in~ (watched)',
      'Plan: 1 to update; 1 drift.',
    );
    const issues = await team.night();
    expect(issues).toMatchObject([{ open: true, title: 'The workspace differs from main (sentinel)' }]);
    expect(issues[0]!.body).toContain('+ | where FileName in~ (watched)');
  });

  test('apply converges, and the next night closes the issue', async () => {
    says(await team.run('apply --environment prod --auto-approve'), 0, 'ok update analytics-rule Rare tool');
    expect((await inProd(rare))?.['query']).toContain('| where FileName in~ (watched)');
    says(await team.run(plan), 0, 'Plan: nothing to do (1 unchanged).');
    expect(await team.night()).toMatchObject([{ number: 1, open: false }]);
  });
});

describe('Friday: housekeeping in dev', () => {
  const plan = 'plan --environment dev';
  const apply = 'apply --environment dev --auto-approve';
  const inWorkspace = () => namesIn(team.project, 'alertRules', 'dev');
  beforeAll(() => team.at('2026-01-16T09:00:00Z'));

  test('prune: rules whose files are gone are listed, and deleted when asked, as many as allowed', async () => {
    says(
      await team.run(plan),
      0,
      'Good tool (orphaned)',
      'Its file is gone. It stays: only --prune deletes it.',
      '4 orphaned.',
    );
    says(await team.run(`${apply} --prune`), 1, 'The plan deletes 4 of 5 owned items; 1 at once is allowed.');
    says(await team.run(`${apply} --prune --max-deletes 4`), 0, 'ok delete analytics-rule Good tool');
    expect(await inWorkspace()).toEqual([rare]);
  });

  test('adopt: a portal rule of the same id is left alone until it is taken over', async () => {
    await fill(team.project, [portalRule(1)], 'dev');
    team.commit(bare('one', { id: portalId(1), name: 'Rule 1', severity: 'High' }));
    says(
      await team.run(apply),
      1,
      'blocked analytics-rule Rule 1\n    An item with this id exists, was not made by this repository, and differs.',
    );
    expect(await inDev(portalId(1))).toMatchObject({ severity: 'Medium' });
    says(await team.run(`adopt ${portalId(1)} --environment dev`), 0, 'adopted Rule 1');
    says(await team.run(apply), 0, 'ok update analytics-rule Rule 1');
    expect(await inDev(portalId(1))).toMatchObject({ severity: 'High' });
  });

  test('adopt --from: a portal rule of the same name under an id of its own keeps that id', async () => {
    await fill(team.project, [portalRule(2)], 'dev');
    team.commit(bare('two', { id: idOf(8), name: 'Rule 2', severity: 'High' }));
    says(await team.run(plan), 0, '! blocked analytics-rule Rule 2 (duplicate-of)', portalId(2));
    const words = ['adopt', idOf(8), '--from', 'Rule 2', '--environment', 'dev'];
    says(await team.project.runWords(words), 0, 'adopted Rule 2');
    says(await team.run(apply), 0, 'ok update analytics-rule Rule 2');
    expect(await inWorkspace()).toEqual([portalId(1), portalId(2), rare]);
    expect(await inDev(portalId(2))).toMatchObject({ severity: 'High' });
  });

  test('a change of kind: a new id is proposed, created and checked; then the old one is deleted', async () => {
    const schedule = /^(queryFrequency|queryPeriod|triggerOperator|triggerThreshold):.*\n/gm;
    const nrt = (id: string) => ({
      'analytics-rules/one.yaml': ruleText({ id, name: 'Rule 1', kind: 'NRT' }).replaceAll(schedule, ''),
    });
    team.commit(nrt(portalId(1)));
    const proposed = await team.run(plan);
    says(proposed, 0, 'The workspace holds it as Scheduled, the file says NRT');
    const id = /`id: ([0-9a-f-]{36})`/.exec(proposed.stdout)![1]!;
    team.commit(nrt(id));
    says(
      await team.run(`${apply} --recreate`),
      0,
      'ok create analytics-rule Rule 1\nok delete analytics-rule Rule 1\n',
    );
    expect(await inWorkspace()).toEqual([portalId(2), id, rare].sort());
    expect(await inDev(id)).not.toHaveProperty('queryFrequency');
  });

  test('locked: what the SOC tunes in the portal stays, and the plan shows it', async () => {
    const lock = `overrides:\n  - match: { id: ${rare} }\n    locked: true\n`;
    team.commit({ 'environments/dev.yaml': `${devEnvironment}${lock}` });
    await editRule(team.project, rare, (properties) => ({ ...properties, severity: 'Low' }), 'dev');
    says(await team.run(plan), 0, 'Rare tool (locked)', 'severity: "Low" -> "High"', 'nothing to do');
    says(await team.run(apply), 0, 'left alone analytics-rule Rare tool (locked)', 'Apply: 0 applied');
    expect(await inDev(rare)).toMatchObject({ severity: 'Low' });
  });

  test('capacity: refused before the first write', async () => {
    team.commit({
      'environments/dev.yaml': `${devEnvironment}capacity: { scheduled: 2 }\n`,
      ...bare('three', { id: idOf(9), name: 'Rule 3' }),
    });
    const before = await inWorkspace();
    says(await team.run(apply), 1, 'scheduled');
    expect(await inWorkspace()).toEqual(before);
    // The change to another rule, which would fit, was not written either.
    expect(await inDev(rare)).toMatchObject({ severity: 'Low' });
  });
});

test('the way back: the content of Monday, through the same gate, on evidence that is still young enough', async () => {
  team.commit({ 'environments/dev.yaml': devEnvironment });
  expect(await inProd(rare)).toMatchObject({ severity: 'High' });
  const back = `apply --environment prod --ref ${monday} --auto-approve`;
  team.at('2026-01-21T09:00:00Z');
  says(
    await team.run(back),
    1,
    'no validation in dev as young as asked for (the last is of 2026-01-12T09:00:00.000Z)',
  );
  team.at('2026-01-16T16:00:00Z');
  says(await team.run(back), 0, 'ok update analytics-rule Rare tool');
  expect(await inProd(rare)).toMatchObject({ severity: 'Medium' });
});
