// Parsers on the embedded workspace: functions that rules and other parsers call, from file to deletion.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';
import { fill, type Resource } from './workspace-content.ts';

const signIns = `id: 00000000-0000-4000-8000-0000000000f1
Function:
  Title: Sign-ins of Contoso
  Version: '1.0.0'
  LastUpdated: '2026-01-15'
Category: Microsoft Sentinel Parser
FunctionName: ContosoSignIns
FunctionAlias: ContosoSignIns
FunctionParams:
  - Name: user
    Type: string
    Default: '*'
  - Name: least
    Type: int
    Default: 1
FunctionQuery: |
  SigninLogs
  | where user == '*' or UserPrincipalName == user
  | summarize Count = count() by UserPrincipalName
  | where Count >= least
`;

const failures = `id: 00000000-0000-4000-8000-0000000000f2
Function:
  Title: Many sign-ins of Contoso
  Version: '1.0.0'
  LastUpdated: '2026-01-15'
Category: Microsoft Sentinel Parser
FunctionName: ContosoManySignIns
FunctionAlias: ContosoManySignIns
FunctionQuery: |
  ContosoSignIns(least=2)
`;

const rule = ruleText({
  id: '00000000-0000-4000-8000-00000000000a',
  name: 'Many sign-ins',
  query: "ContosoManySignIns\n  | where UserPrincipalName != ''",
});

const ruleCases = `cases:
  - name: two sign-ins of one user
    seed:
      SigninLogs:
        - { TimeGenerated: -10m, UserPrincipalName: ada@contoso.com }
        - { TimeGenerated: -20m, UserPrincipalName: ada@contoso.com }
    alerts: 1
  - name: one sign-in
    seed:
      SigninLogs:
        - { TimeGenerated: -10m, UserPrincipalName: ada@contoso.com }
    none: true
`;

const parserCases = `seed:
  SigninLogs:
    - { TimeGenerated: -10m, UserPrincipalName: ada@contoso.com }
    - { TimeGenerated: -20m, UserPrincipalName: ada@contoso.com }
    - { TimeGenerated: -20m, UserPrincipalName: bob@contoso.com }
cases:
  - name: without arguments
    rowCount: 2
    rows:
      - { UserPrincipalName: bob@contoso.com, Count: 1 }
  - name: of one user
    arguments: { user: ada@contoso.com }
    rowCount: 1
    rows:
      - { UserPrincipalName: ada@contoso.com, Count: 2 }
  - name: of many
    arguments: { least: 3 }
    none: true
`;

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'analytics-rules/many.yaml': rule,
    'parsers/sign-ins.yaml': signIns,
    'parsers/many-sign-ins.yaml': failures,
    'test/analytics-rules/many/cases.yaml': ruleCases,
    'test/parsers/sign-ins/cases.yaml': parserCases,
  });
});
afterEach(() => project.dispose());

interface PlanJson {
  readonly changes: readonly {
    readonly kind: string;
    readonly id: string;
    readonly name: string;
    readonly action: string;
    readonly status?: string;
    readonly reason?: string;
  }[];
}

async function changes(line: string): Promise<PlanJson['changes']> {
  const { stdout } = await project.run(`${line} --format json`);
  return (JSON.parse(stdout) as PlanJson).changes;
}

const applied = (stderr: string) => [...stderr.matchAll(/applied: (\w+ .*)/g)].map(([, what]) => what);

test('lint knows the parameters of a parser and the functions of the project', async () => {
  const { stdout } = await project.run('lint');
  expect(stdout).not.toMatch(/KS\d+|undeclared|error/);
  project.write('parsers/sign-ins.yaml', signIns.replace('>= least', '>= leest'));
  const wrong = await project.run('lint');
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toContain('parsers/sign-ins.yaml:20:20 error KS142');
  expect(wrong.stdout).toMatch(/many-sign-ins.yaml:10:3 error kql\/broken-function .*ContosoSignIns/);
});

test('cases of a parser, of a rule that calls it, and a query of the command line', async () => {
  expect(await project.run('test')).toMatchObject({ code: 0 });
  const { code, stdout } = await project.runWords(['query', "ContosoSignIns('ada') | count"]);
  expect({ code, rows: stdout.match(/\d+/)?.[0] }).toEqual({ code: 0, rows: '0' });
  project.write(
    'test/parsers/sign-ins/cases.yaml',
    parserCases.replace('{ least: 3 }', '{ leest: 3 }').replace('{ user: ada@contoso.com }', '{ user: [1] }'),
  );
  const bad = await project.run('test');
  expect(bad.code).toBe(1);
  expect(bad.stdout).toContain('Did you mean `least`?');
  expect(bad.stdout).toContain('cases.yaml:12:18 error test/bad-argument');
});

test('cases of a function over a table that it is given, and of one that gives a value', async () => {
  const head = (name: string) =>
    `FunctionName: ${name}\nFunctionAlias: ${name}\nFunction: { Title: ${name} }\n`;
  project.write(
    'parsers/users.yaml',
    `${head('UsersOf')}FunctionParams: 'T:(UserPrincipalName:string)'
FunctionQuery: |
  T | distinct UserPrincipalName
`,
  );
  project.write(
    'parsers/domain.yaml',
    `${head('DomainOf')}FunctionParams: 'user:string'
FunctionQuery: |
  tostring(split(user, '@')[1])
`,
  );
  project.write(
    'test/parsers/users/cases.yaml',
    `cases:
  - name: each once
    arguments: { T: SigninLogs }
    seed:
      SigninLogs: [{ UserPrincipalName: a@x.com }, { UserPrincipalName: a@x.com }]
    rowCount: 1
`,
  );
  project.write(
    'test/parsers/domain/cases.yaml',
    `cases:
  - name: behind the sign
    arguments: { user: a@x.com }
    rows: [{ Result: x.com }]
`,
  );
  for (const command of ['test', 'validate']) {
    const { code, stdout, stderr } = await project.run(`${command} parsers/users.yaml parsers/domain.yaml`);
    expect({ code, stdout, stderr }).toMatchObject({ code: 0, stdout: expect.stringContaining('2 passed') });
  }
  expect((await project.run('apply --auto-approve')).code).toBe(0);
  const smoke = await project.run('smoke --format json');
  expect(JSON.parse(smoke.stdout)).toMatchObject({ summary: { passed: 3, skipped: 2 } });
});

test('validate runs the cases of parsers and of rules that call them on a workspace without them', async () => {
  const { code, stdout, stderr } = await project.run('validate');
  expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toContain('5 passed');
});

test('parsers go before what calls them, a second plan is empty, and the workspace has the functions', async () => {
  const first = await project.run('apply --auto-approve --verbose');
  expect(first.code).toBe(0);
  expect(applied(first.stderr)).toEqual([
    'create Sign-ins of Contoso',
    'create Many sign-ins of Contoso',
    'create Many sign-ins',
  ]);
  expect((await project.run('plan --detailed-exitcode')).code).toBe(0);
  const smoke = await project.run('smoke --format json');
  expect(smoke.code).toBe(0);
  expect(JSON.parse(smoke.stdout)).toMatchObject({ summary: { passed: 3 } });
  const { code, stdout } = await project.run('doctor');
  expect({ code, stdout }).toMatchObject({ code: 0 });
});

test('a function that a staying rule calls is neither renamed nor pruned', async () => {
  await project.run('apply --auto-approve');
  project.write('parsers/many-sign-ins.yaml', failures.replaceAll('ContosoManySignIns', 'ContosoMany'));
  const blocked = {
    name: 'Many sign-ins of Contoso',
    action: 'blocked',
    reason: 'Many sign-ins calls ContosoManySignIns.',
  };
  expect(
    (await changes('plan')).find(({ kind, action }) => kind === 'parser' && action !== 'no-op'),
  ).toMatchObject(blocked);
  // The rule calls the new name: both go together.
  project.write('analytics-rules/many.yaml', rule.replace('ContosoManySignIns', 'ContosoMany'));
  const renamed = await project.run('apply --auto-approve --verbose');
  expect(applied(renamed.stderr)).toEqual(['update Many sign-ins of Contoso', 'update Many sign-ins']);
  project.write('analytics-rules/many.yaml', rule);
  project.write('parsers/many-sign-ins.yaml', failures);
  expect((await project.run('apply --auto-approve')).code).toBe(0);
  project.remove('parsers/many-sign-ins.yaml');
  expect((await changes('plan --prune')).filter(({ action }) => action !== 'no-op')).toMatchObject([blocked]);
});

test('all are deleted together, callers first', async () => {
  await project.run('apply --auto-approve');
  for (const file of ['parsers/many-sign-ins.yaml', 'parsers/sign-ins.yaml', 'analytics-rules/many.yaml']) {
    project.remove(file);
  }
  project.remove('test/analytics-rules/many/cases.yaml');
  project.remove('test/parsers/sign-ins/cases.yaml');
  const { code, stderr } = await project.run('apply --prune --force --allow-empty --auto-approve --verbose');
  expect({ code, applied: applied(stderr) }).toEqual({
    code: 0,
    applied: ['delete Many sign-ins', 'delete Many sign-ins of Contoso', 'delete Sign-ins of Contoso'],
  });
});

test('a rule over a function that nobody has is blocked; a parser that is blocked is missing for its callers', async () => {
  project.remove('parsers/many-sign-ins.yaml');
  expect((await changes('plan')).find(({ name }) => name === 'Many sign-ins')).toMatchObject({
    action: 'blocked',
    reason: expect.stringContaining('ContosoManySignIns'),
  });
});

test('a rule needs the functions that its functions call, and not those of a fuzzy union', async () => {
  project.write(
    'environments/lab.yaml',
    `workspace: embedded
content:
  exclude: [{ id: 00000000-0000-4000-8000-0000000000f1 }]
`,
  );
  expect(
    (await changes('plan --environment lab')).find(({ name }) => name === 'Many sign-ins'),
  ).toMatchObject({
    action: 'blocked',
    reason: 'It calls ContosoSignIns, which neither the workspace nor any file has.',
  });
  project.write(
    'analytics-rules/many.yaml',
    rule.replace('ContosoManySignIns', 'union isfuzzy=true SigninLogs, NobodyHas(day=1d)'),
  );
  expect((await changes('plan')).find(({ name }) => name === 'Many sign-ins')).toMatchObject({
    action: 'create',
  });
});

test('a locked function keeps its name: a rule that calls the new one is blocked', async () => {
  project.write(
    'environments/lab.yaml',
    `workspace: embedded
overrides:
  - match: { id: 00000000-0000-4000-8000-0000000000f2 }
    locked: true
`,
  );
  expect((await project.run('apply --environment lab --auto-approve')).code).toBe(0);
  project.write('parsers/many-sign-ins.yaml', failures.replaceAll('ContosoManySignIns', 'ContosoMany'));
  project.write('analytics-rules/many.yaml', rule.replace('ContosoManySignIns', 'ContosoMany()'));
  expect(
    (await changes('plan --environment lab')).find(({ name }) => name === 'Many sign-ins'),
  ).toMatchObject({
    action: 'blocked',
    reason: 'It calls ContosoMany, which neither the workspace nor any file has.',
  });
});

test('drift of a function is seen and taken back', async () => {
  await project.run('apply --auto-approve');
  await fill(project, [
    deployedFunction({ id: '00000000-0000-4000-8000-0000000000f2', query: 'ContosoSignIns(least=3)' }),
  ]);
  expect((await changes('plan')).filter(({ action }) => action !== 'no-op')).toMatchObject([
    { name: 'Many sign-ins of Contoso', action: 'update', status: 'drift' },
  ]);
  expect((await project.run('apply --auto-approve')).code).toBe(0);
  expect((await project.run('plan --detailed-exitcode')).code).toBe(0);
});

/** A function as the portal saves it. */
function deployedFunction({ id, ...changes }: { readonly id: string; readonly query?: string }): Resource {
  const properties = {
    category: 'Microsoft Sentinel Parser',
    displayName: 'Many sign-ins of Contoso',
    functionAlias: 'ContosoManySignIns',
    query: 'ContosoSignIns(least=2)',
    version: 2,
    ...changes,
  };
  return { path: `savedSearches/${id}`, body: { etag: '*', properties } };
}

test('a function that is there already is adopted, by its id or by its name', async () => {
  await fill(project, [deployedFunction({ id: '00000000-0000-4000-8000-0000000000f2' })]);
  expect((await changes('plan')).find(({ name }) => name === 'Many sign-ins of Contoso')).toMatchObject({
    action: 'update',
    item: false,
  });
  project.write(
    'parsers/many-sign-ins.yaml',
    failures.replace('f2', 'f3').replace('Title: Many', 'Title: Quite many'),
  );
  expect((await changes('plan')).find(({ id }) => id.endsWith('f3'))).toMatchObject({
    action: 'blocked',
    status: 'duplicate-of',
  });
  const adopted = await project.run(
    'adopt 00000000-0000-4000-8000-0000000000f3 --from 00000000-0000-4000-8000-0000000000f2',
  );
  expect(adopted).toMatchObject({ code: 0 });
  expect((await project.run('apply --auto-approve')).code).toBe(0);
  expect((await project.run('plan --detailed-exitcode')).code).toBe(0);
});

test('export writes functions as files', async () => {
  await project.run('apply --auto-approve');
  const empty = createProject({ 'sentinel-sync.yaml': 'owner: contoso/other\n' });
  await fill(empty, [deployedFunction({ id: 'ContosoManySignIns', query: 'SigninLogs | where 1 < 2' })]);
  expect((await empty.run('export')).code).toBe(0);
  const text = readFileSync(empty.path('parsers/many-sign-ins-of-contoso.yaml'), 'utf8');
  expect(text).toBe(`id: ContosoManySignIns
Function:
  Title: Many sign-ins of Contoso
  Version: 1.0.0
Category: Microsoft Sentinel Parser
FunctionName: ContosoManySignIns
FunctionAlias: ContosoManySignIns
FunctionQuery: |
  SigninLogs | where 1 < 2
`);
  empty.dispose();
});

test('conversion reads the templates of parsers', async () => {
  const search = {
    type: 'savedSearches',
    apiVersion: '2020-08-01',
    name: 'vimProcessContoso',
    properties: {
      etag: '*',
      displayName: 'Process events',
      category: 'ASIM',
      FunctionAlias: 'vimProcessContoso',
      query: "SecurityEvent | where user == '*'",
      version: 1,
      functionParameters: "user:string='*', since:datetime=datetime(null)",
    },
  };
  const workspace = { type: 'Microsoft.OperationalInsights/workspaces', name: 'w', resources: [search] };
  project.write('template.json', JSON.stringify({ resources: [workspace] }));
  const { code, stdout, stderr } = await project.run('convert template.json');
  expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
  expect(readFileSync(project.path('parsers/process-events.yaml'), 'utf8')).toBe(`id: vimProcessContoso
Function:
  Title: Process events
  Version: 1.0.0
Category: ASIM
FunctionName: vimProcessContoso
FunctionAlias: vimProcessContoso
FunctionParams:
  - Name: user
    Type: string
    Default: '*'
  - Name: since
    Type: datetime
    Default: datetime(null)
FunctionQuery: |
  SecurityEvent | where user == '*'
`);
});
