// tables pull: what a workspace has of its own becomes files, and then a rule over it binds without the workspace.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { startProject, type TestProject } from './command-line.ts';
import { overRest } from './embedded-server.ts';
import { fill } from './workspace-content.ts';

const parser = {
  path: 'savedSearches/repos',
  body: {
    properties: {
      category: 'Functions',
      displayName: 'Repositories',
      functionAlias: 'Repositories',
      functionParameters: 'Least:long=1',
      query: 'Repo_CL | where Size >= Least',
      version: 2,
    },
  },
};

async function putTable(project: TestProject, name: string, columns: readonly object[]): Promise<void> {
  await overRest(project, 'local', async (workspace) => {
    const response = await fetch(`${workspace}/tables/${name}?api-version=2022-10-01`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ properties: { schema: { name, columns } } }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  });
}

const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Size', type: 'long' },
  { name: 'Public', type: 'boolean' },
];

/** A project with a rule over a table and a function that it does not know, which its workspace has. */
async function startWithWorkspace(): Promise<TestProject> {
  const project = startProject({
    'analytics-rules/big.yaml': ruleText({
      query: 'Repositories(10) | where Public | project TimeGenerated, Size',
    }),
    'environments/local.yaml': 'workspace: { embedded: { tables: [Usage] } }\n',
  });
  await putTable(project, 'Repo_CL', columns);
  await fill(project, [parser]);
  return project;
}

test('a rule over a custom table and a saved function binds after they were pulled, and a second pull changes nothing', async () => {
  const project = await startWithWorkspace();
  const unknown = async () => {
    const { diagnostics } = await project.json<{ diagnostics: { code: string }[] }>('lint');
    return diagnostics.filter(({ code }) => /unknown|KS\d/.test(code)).length;
  };
  expect(await unknown()).toBeGreaterThan(0);
  const first = await project.run('tables pull --environment local');
  expect(first.stdout).toContain('2 items: 2 created, 0 updated, 0 unchanged.');
  const schema = JSON.parse(readFileSync(project.path('tables/Repo_CL.json'), 'utf8'));
  expect(schema).toMatchObject({ Name: 'Repo_CL' });
  expect(schema.Properties).toEqual(
    expect.arrayContaining([
      { Name: 'TimeGenerated', Type: 'datetime' },
      { Name: 'Size', Type: 'long' },
      { Name: 'Public', Type: 'bool' },
    ]),
  );
  expect(existsSync(project.path('parsers/repositories.yaml'))).toBe(true);
  expect(await unknown()).toBe(0);
  const second = await project.run('tables pull --environment local');
  expect(second.stdout).toBe('2 items: 0 created, 0 updated, 2 unchanged.\n');
});

test('a column that was added in the workspace is written, a dry run writes nothing, and edits nobody committed stay', async () => {
  const project = await startWithWorkspace();
  await project.run('tables pull --environment local');
  project.git('init', '-q');
  project.git('add', '-A');
  project.git('commit', '-qm', 'Tables');
  const before = readFileSync(project.path('tables/Repo_CL.json'), 'utf8');
  await putTable(project, 'Repo_CL', [...columns, { name: 'Owner', type: 'string' }]);
  expect((await project.run('tables pull --environment local --dry-run')).stdout).toContain('1 updated');
  expect(readFileSync(project.path('tables/Repo_CL.json'), 'utf8')).toBe(before);
  project.write('tables/Repo_CL.json', `${before}\n`);
  const refused = await project.run('tables pull --environment local');
  expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('tables/Repo_CL.json')]);
  await project.run('tables pull --environment local --force');
  expect(readFileSync(project.path('tables/Repo_CL.json'), 'utf8')).toContain('"Owner"');
});
