// The pipeline of a new project on Azure DevOps, and its stages as a template that other repositories use: one source for both.
import { version } from '../version.ts';
import { workspaces } from './github-workflow.ts';
import type { NewFile } from './new-files.ts';

/** What differs between the two: values, or the parameters that hold them. */
export interface AzureSettings {
  /** Of the project. */
  readonly folder: string;
  /** Of the repository, from which content is deployed. */
  readonly branch: string;
  readonly nodeVersion: string;
  /** Environments of the project, and of Azure DevOps by the same name. */
  readonly dev: string;
  readonly prod: string;
  readonly devConnection: string;
  readonly planConnection: string;
  readonly prodConnection: string;
  /** Variables of each stage, where the pipeline has none: lines of YAML. */
  readonly variables: string;
}

/** What the template takes where its caller says nothing. */
export const azureDefaults = {
  folder: '.',
  branch: 'main',
  nodeVersion: '22.x',
  dev: 'dev',
  prod: 'prod',
  devConnection: 'sentinel-dev',
  planConnection: 'sentinel-prod-plan',
  prodConnection: 'sentinel-prod',
} as const satisfies Omit<AzureSettings, 'variables'>;

/** Of Azure DevOps. https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/ */
export function azurePipeline(): NewFile {
  return {
    file: 'azure-pipelines.yml',
    text: `# Checks Sentinel content in every pull request; on main deploys it to dev, proves it there, plans for prod, and after approval
# applies that very plan. Needs:
# - service connections sentinel-dev, sentinel-prod-plan (one that can only read) and sentinel-prod, with workload identity federation;
# - environments dev and prod; give prod an approval;
# - a variable group sentinel with ${workspaces.slice(0, 2).join(', ')},
#   ${workspaces[2]} and those of PROD.
# A pull request is checked by a build validation policy of the branch main.
trigger:
  branches:
    include: [main]
pool:
  vmImage: ubuntu-latest
variables:
  - group: sentinel
  # The version that made this file; raise it when you are ready to.
  - name: PACKAGE
    value: sentinel-sync@${version}
  - name: DEV
    value: ${azureDefaults.dev}
  - name: PROD
    value: ${azureDefaults.prod}
${azureStages({ ...azureDefaults, variables: '' })}`,
  };
}

/** Values reach scripts as variables, and never as part of their text. */
export function azureStages(settings: AzureSettings): string {
  const { folder, branch, dev, prod, devConnection, planConnection, prodConnection, variables } = settings;
  const start = '$(System.DefaultWorkingDirectory)';
  const root = folder === '.' ? start : `${start}/${folder}`;
  const tool = `- task: UseNode@1
  inputs:
    version: ${settings.nodeVersion}
- bash: |
    set -euo pipefail
    npm install --prefix "$AGENT_TEMPDIRECTORY/sentinel-sync" --no-audit --no-fund "$PACKAGE"
    echo "##vso[task.prependpath]$AGENT_TEMPDIRECTORY/sentinel-sync/node_modules/.bin"
  displayName: Put sentinel-sync on the PATH
`;
  const evidence = '"$PIPELINE_WORKSPACE/evidence/evidence.jsonl"';
  const download = (artifact: string) => `- download: current
  artifact: ${artifact}
`;
  const publish = (file: string, artifact: string) => `- publish: ${root}/${file}
  artifact: ${artifact}
`;
  /** The record of what was written, also where the rest failed; each attempt has its own, since an artifact cannot be replaced. */
  const audit = (of: string) =>
    `${publish('.sentinel-sync/audit.jsonl', `audit-${of}-$(System.JobAttempt)`)}  condition: succeededOrFailed()
`;
  const inAzure = (connection: string, script: string, name = '') => `- task: AzureCLI@2
${name}  inputs:
    azureSubscription: ${connection}
    workingDirectory: ${root}
    scriptType: bash
    scriptLocation: inlineScript
    inlineScript: |
      set -euo pipefail
${indent(script, 6)}`;
  return `stages:
  - stage: check
${variables}    jobs:
      - job: check
        timeoutInMinutes: 30
        steps:
${indent(
  `${tool}- bash: sentinel-sync lint
  workingDirectory: ${root}
- bash: sentinel-sync test --report junit=reports/test.xml
  workingDirectory: ${root}
  condition: succeededOrFailed()
- task: PublishTestResults@2
  condition: succeededOrFailed()
  inputs:
    testResultsFormat: JUnit
    testResultsFiles: reports/test.xml
    searchFolder: ${root}
    testRunTitle: Detection tests
- bash: sentinel-sync plan --environment local
  workingDirectory: ${root}
  condition: succeededOrFailed()
`,
  10,
)}
  - stage: dev
    dependsOn: check
    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/${branch}'))
${variables}    jobs:
      - deployment: dev
        timeoutInMinutes: 60
        environment: ${dev}
        strategy:
          runOnce:
            deploy:
              steps:
                - checkout: self
${indent(
  `${tool}${inAzure(
    devConnection,
    `sentinel-sync apply --environment "$DEV" --auto-approve
sentinel-sync test --as "$PROD"
sentinel-sync validate --environment "$DEV" --as "$PROD"
sentinel-sync smoke --environment "$DEV" --as "$PROD"
`,
  )}${publish('.sentinel-sync/evidence.jsonl', 'evidence')}${audit('dev')}`,
  16,
)}
  # What the approver reads stands in the summary of the run. The connection is one that can only read.
  - stage: plan
    dependsOn: dev
${variables}    jobs:
      - job: plan
        timeoutInMinutes: 30
        steps:
${indent(
  `${tool}${download('evidence')}${inAzure(
    planConnection,
    `code=0
# Where evidence is missing, apply would refuse: the plan fails before anybody is asked to approve it.
sentinel-sync plan --environment "$PROD" --evidence ${evidence} --out prod-plan.json --report markdown=reports/plan.md --detailed-exitcode || code=$?
if [ -f reports/plan.md ]; then echo "##vso[task.uploadsummary]$PWD/reports/plan.md"; fi
echo "##vso[task.setvariable variable=exitCode;isOutput=true]$code"
# 0: nothing to do; 2: changes are pending; anything else is a failure: 1 where all there is to do is blocked.
[ "$code" -eq 0 ] || [ "$code" -eq 2 ]
`,
    '  name: plan\n',
  )}${publish('prod-plan.json', 'plan')}`,
  10,
)}
  - stage: prod
    dependsOn: plan
    # Nobody is asked to approve nothing.
    condition: and(succeeded(), eq(dependencies.plan.outputs['plan.plan.exitCode'], '2'))
${variables}    jobs:
      - deployment: prod
        timeoutInMinutes: 60
        # Give this environment an approval.
        environment: ${prod}
        strategy:
          runOnce:
            deploy:
              steps:
                - checkout: self
${indent(
  `${tool}${download('evidence')}${download('plan')}${inAzure(
    prodConnection,
    `# Refused when anything moved since it was approved: run the pipeline again, and approve the new plan.
sentinel-sync apply "$PIPELINE_WORKSPACE/plan/prod-plan.json" --environment "$PROD" --evidence ${evidence}
`,
  )}${audit('prod')}`,
  16,
)}`;
}

function indent(lines: string, by: number): string {
  return lines.replaceAll(/^(?=.)/gm, ' '.repeat(by));
}
