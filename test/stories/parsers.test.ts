// Parsers on the embedded workspace: functions that rules and other parsers call, from file to deletion.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';

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

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'analytics-rules/many.yaml': rule,
    'parsers/sign-ins.yaml': signIns,
    'parsers/many-sign-ins.yaml': failures,
  });
});
afterEach(() => project.dispose());

test('lint, plan, apply', async () => {
  for (const line of [
    'lint',
    'plan',
    'apply --auto-approve --verbose',
    'plan --detailed-exitcode',
    'doctor',
  ]) {
    await project.run(line);
  }
  expect(1).toBe(1);
});
