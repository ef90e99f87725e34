// A variable of an environment file may hold a secret: messages name the variable, and what signs in is no value at all.
import { afterEach, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from '../stories/command-line.ts';

const secret = 'Sw0rdf1sh~secret';
const id = '00000000-0000-4000-8000-000000000001';
let project: TestProject | undefined;
afterEach(() => {
  project?.dispose();
  project = undefined;
});

const azure = (fields: Readonly<Record<string, string>>) => {
  const all = { subscriptionId: id, resourceGroup: 'g', workspaceName: 'soc-dev', ...fields };
  const lines = Object.entries(all).map(([key, value]) => `    ${key}: ${value}`);
  return `workspace:\n  azure:\n${lines.join('\n')}\n`;
};
const embedded = 'workspace: embedded\n';
const query = '|\n  // parameters\n  let limit = 5;\n  DeviceProcessEvents\n  | take limit';

const files = (variable: string): readonly [string, string][] => [
  ['subscriptionId', azure({ subscriptionId: `\${${variable}}` })],
  ['resourceGroup', azure({ resourceGroup: `a/\${${variable}}` })],
  ['workspaceName', azure({ workspaceName: `\${${variable}}` })],
  ['cloud', azure({ cloud: `\${${variable}}` })],
  ['apiVersion', `${embedded}apiVersion: \${${variable}}\n`],
  ['onMissingTables', `${embedded}onMissingTables: \${${variable}}\n`],
  ['dataFolder', `workspace:\n  embedded:\n    dataFolder: \${${variable}}\n`],
  ['severity', `${embedded}overrides:\n  - match: { tag: x }\n    severity: "\${${variable}}"\n`],
  ['from', `${embedded}promotion:\n  from: \${${variable}}\n`],
  ['a parameter', `${embedded}parameters:\n  rare:\n    limit: "\${${variable}}"\n`],
  ['a list in a parameter', `${embedded}parameters:\n  rare:\n    limit: ["a", "\${${variable}}"]\n`],
];

async function planned(text: string, env: Readonly<Record<string, string>>) {
  project = createProject({
    'environments/dev.yaml': text,
    'analytics-rules/rare.yaml': ruleText({ query }),
  });
  const { code, stdout, stderr } = await project.run('plan -e dev --verbose', { env });
  expect(code).toBeGreaterThan(0);
  expect(stdout + stderr).not.toContain(secret);
  return stderr;
}

test.each(files('SOC_NAME'))('%s: the message has the variable, not what it holds', async (_, text) => {
  expect(await planned(text, { SOC_NAME: secret })).toContain('${SOC_NAME}');
});

test.each(files('AZURE_CLIENT_SECRET'))('%s: a credential is no value of an environment', async (_, text) => {
  const said = await planned(text, { AZURE_CLIENT_SECRET: secret });
  expect(said).toContain('environment/credential');
  expect(said).toContain('The environment variable AZURE_CLIENT_SECRET holds a credential');
});

test.each(['constructor', 'toString', '__proto__'])(
  'a variable called %s that is not set is not set',
  async (name) => {
    expect(await planned(azure({ resourceGroup: `\${${name}}` }), {})).toContain(`${name} is not set`);
  },
);
