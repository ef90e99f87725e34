// The workflow of a new project on GitHub: checks of every pull request, and on main the way through dev to prod.
import { version } from '../version.ts';
import type { NewFile } from './new-files.ts';

/** Runs the version that made the file; a project raises it when it is ready to. */
const tool = `npx --yes sentinel-sync@${version}`;

const check = [`lint`, 'test', 'plan --environment local'] as const;

/** What is proven in dev is the content as prod makes it. */
const dev = [
  'apply --environment dev --auto-approve',
  'test --as prod',
  'validate --environment dev --as prod',
  'smoke --environment dev --as prod',
] as const;

const prod = ['apply --environment prod --auto-approve'] as const;

/** What the environment files of a new project ask for. */
export const workspaces = ['DEV', 'PROD'].flatMap((name) =>
  ['SUBSCRIPTION', 'RESOURCE_GROUP', 'WORKSPACE'].map((part) => `SENTINEL_SYNC_${name}_${part}`),
);

/** Of GitHub Actions. https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
export function githubWorkflow(): NewFile {
  const checkout = `      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: "22"
`;
  const login = (name: string) => `      - uses: azure/login@a457da9ea143d694b1b9c7c869ebb04ebe844ef5 # v2.3.0
        with:
          tenant-id: \${{ vars.AZURE_TENANT_ID }}
          client-id: \${{ vars.AZURE_CLIENT_ID }}
          subscription-id: \${{ vars.SENTINEL_SYNC_${name}_SUBSCRIPTION }}
`;
  const run = (commands: readonly string[], flags = '') =>
    commands.map((command) => `      - run: ${tool} ${command}${flags}\n`).join('');
  const environment = workspaces.map((name) => `  ${name}: \${{ vars.${name} }}\n`).join('');
  return {
    file: '.github/workflows/sentinel.yml',
    text: `# Checks Sentinel content in every pull request; on main deploys it to dev, proves it there, and takes it to prod.
# Nothing is deployed until the variables below are set in the repository, and AZURE_TENANT_ID and AZURE_CLIENT_ID with them.
# Give the environment prod required reviewers: that is the approval.
name: sentinel
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
env:
${environment}jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
${checkout}${run(check.slice(0, 2), ' --format github-actions')}${run(check.slice(2))}
  dev:
    needs: check
    if: github.event_name == 'push' && vars.AZURE_CLIENT_ID != ''
    runs-on: ubuntu-latest
    timeout-minutes: 60
    environment: dev
    permissions:
      contents: read
      id-token: write
    concurrency:
      group: sentinel-dev
    steps:
${checkout}${login('DEV')}${run(dev)}      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        with:
          name: evidence
          path: .sentinel-sync/evidence.jsonl
          include-hidden-files: true

  prod:
    needs: dev
    runs-on: ubuntu-latest
    timeout-minutes: 60
    environment: prod
    permissions:
      contents: read
      id-token: write
    concurrency:
      group: sentinel-prod
    steps:
${checkout}      - uses: actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0
        with:
          name: evidence
          path: .sentinel-sync
${login('PROD')}${run(prod, ' --evidence-run "$GITHUB_RUN_ID"')}`,
  };
}
