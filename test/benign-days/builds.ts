// Build systems, bots and services: runners that fetch, build, report and release, and the jobs that read every repository.
import type { Behaviour } from './behaviour.ts';
import {
  backupServer,
  buildServers,
  organisation,
  type Person,
  repositories,
  runners,
  scanner,
  selfHosted,
  serviceOn,
} from './company.ts';
import { fetch, push } from './git.ts';
import { type Happening, ownUrl } from './happening.ts';
import { call } from './services.ts';

const actions = runners.map((machine) => serviceOn(machine, 'runner'));
const jenkins = buildServers.map((machine) => serviceOn(machine, 'jenkins'));
const backup = serviceOn(backupServer, 'svc-backup');
const security = serviceOn(scanner, 'svc-scan');
const bot = (name: string): Person => ({ ...backup, account: name, login: `${name}[bot]` });

const worker = {
  parent: 'bash',
  parentLine: 'bash -e /opt/actions-runner/_work/_temp/4f1c.sh',
  grandparent: 'Runner.Worker',
};

/** One of the organisation's repositories, built on a runner. */
function job(h: Happening) {
  const who = h.random.one(actions);
  const repository = h.random.one(repositories);
  return {
    who,
    repository,
    url: ownUrl(repository),
    api: `https://api.github.com/repos/${organisation}/${repository}`,
  };
}

export const buildWork: readonly Behaviour[] = [
  {
    name: 'checkout on a runner',
    perDay: 220,
    hours: 'always',
    happens(h) {
      const { who, repository, url } = job(h);
      const parentLine =
        '/opt/actions-runner/externals/node20/bin/node /opt/actions-runner/_work/_actions/actions/checkout/v4/dist/index.js';
      fetch(h, who, url, {
        line: `/usr/bin/git -c protocol.version=2 fetch --no-tags --prune --depth=1 origin +${h.random.hex(40)}:refs/remotes/pull/1/merge`,
        parent: 'node',
        parentLine,
      });
      h.audit(bot('github-actions'), 'git.fetch', repository, {
        ProgrammaticAccessType: 'GitHub App server-to-server token',
      });
    },
  },
  {
    name: 'a build step reports by curl in bash',
    perDay: 70,
    hours: 'always',
    happens(h) {
      const { who, api } = job(h);
      const url = `${api}/statuses/${h.random.hex(40)}`;
      h.process(
        who,
        'curl',
        `curl -sS -X POST -H "Authorization: token $GITHUB_TOKEN" https://api.github.com/repos/$GITHUB_REPOSITORY/statuses/$GITHUB_SHA -d @status.json`,
        worker,
      );
      h.connection(who, 'curl', url, { parent: 'bash' });
      h.web(who, 'POST', url, { agent: 'curl/8.5', sent: 900, received: 4000 });
    },
  },
  {
    name: 'an action in node calls the API',
    perDay: 110,
    hours: 'always',
    happens(h) {
      const { who, api } = job(h);
      const line = `/opt/actions-runner/externals/node20/bin/node /opt/actions-runner/_work/_actions/${h.random.one(['actions/cache', 'actions/upload-artifact', 'actions/github-script', 'peter-evans/create-pull-request'])}/v4/dist/index.js`;
      h.process(who, 'node', line, { parent: 'Runner.Worker', parentLine: 'Runner.Worker spawnclient' });
      h.connection(who, 'node', api, { line, parent: 'Runner.Worker' });
      h.web(who, 'POST', `${api}/actions/artifacts`, {
        agent: 'actions/github-script',
        sent: h.random.bytes(6000),
      });
    },
  },
  {
    name: 'a build pushes tags and pages',
    perDay: 50,
    hours: 'always',
    happens(h) {
      const { who, repository, url } = job(h);
      push(h, who, url, {
        line: h.random.one([
          'git push --follow-tags origin main',
          'git push --force origin gh-pages',
          `git push https://x-access-token:***@github.com/contoso/${repository}.git HEAD:main`,
        ]),
        ...worker,
      });
      h.audit(bot('github-actions'), 'git.push', repository);
    },
  },
  {
    name: 'a build releases',
    perDay: 50,
    hours: 'always',
    happens(h) {
      const { who, repository, api } = job(h);
      h.process(
        who,
        'gh',
        `gh release upload v1.2.3 dist/app.tar.gz --repo ${organisation}/${repository}`,
        worker,
      );
      h.connection(who, 'gh', 'https://uploads.github.com', { parent: 'bash' });
      h.web(who, 'POST', `${api.replace('api.', 'uploads.')}/releases/1/assets?name=app.tar.gz`, {
        agent: 'GitHub CLI 2.62',
        sent: h.random.bytes(9_000_000),
        received: 3000,
      });
    },
  },
  {
    name: 'a build scans its own tree for secrets',
    perDay: 50,
    hours: 'always',
    happens(h) {
      const { who } = job(h);
      h.process(
        who,
        'gitleaks',
        h.random.one([
          'gitleaks detect --source . --report-format sarif --report-path r.sarif',
          'gitleaks dir . --redact',
        ]),
        worker,
      );
    },
  },
  {
    name: 'the security team scans the organisation',
    perDay: 50,
    hours: 'night',
    happens(h) {
      call(
        h,
        security,
        'trufflehog',
        `trufflehog github --org=${organisation} --repo=${ownUrl(h.random.one(repositories))} --only-verified --json`,
        'GET',
        `https://api.github.com/orgs/${organisation}/repos`,
      );
    },
  },
  {
    name: 'Jenkins polls and builds',
    perDay: 110,
    hours: 'always',
    happens(h) {
      const who = h.random.one(jenkins);
      const url = ownUrl(h.random.one(repositories));
      fetch(h, who, url, {
        line: `git ls-remote -h -- ${url}`,
        parent: 'java',
        parentLine: 'java -jar agent.jar',
      });
      h.audit(who, 'git.fetch', h.random.one(repositories), { HashedToken: 'jenkins-deploy-token-hash=' });
    },
  },
  {
    name: 'Azure Pipelines builds',
    perDay: 50,
    hours: 'always',
    happens(h) {
      const who = h.random.one(jenkins);
      const url = `https://dev.azure.com/contoso/Platform/_git/${h.random.one(repositories)}`;
      fetch(h, who, url, {
        line: 'git fetch --force --tags --prune --no-recurse-submodules origin',
        parent: 'Agent.Worker',
        parentLine: 'Agent.Worker spawnclient 133 136',
      });
      h.row('AzureDevOpsAuditing', 5, {
        OperationName: 'Pipelines.PipelineRun',
        ActorUPN: 'contoso-build',
        ActorDisplayName: 'Project Collection Build Service',
        ScopeDisplayName: 'contoso (Organization)',
        ProjectName: 'Platform',
        IpAddress: '203.0.113.77',
        Category: 'Execute',
        Area: 'Pipelines',
        Id: h.random.hex(32),
      });
    },
  },
  {
    name: 'dependabot and renovate',
    perDay: 70,
    hours: 'always',
    happens(h) {
      const who = bot(h.random.one(['dependabot', 'renovate-contoso']));
      const repository = h.random.one(repositories);
      h.audit(who, h.random.one(['git.fetch', 'git.push', 'pull_request.create', 'git.clone']), repository, {
        ActorIsBot: true,
        ProgrammaticAccessType: 'GitHub App server-to-server token',
      });
    },
  },
  {
    name: 'self-hosted renovate',
    perDay: 50,
    hours: 'night',
    happens(h) {
      const who = h.random.one(jenkins);
      const url = ownUrl(h.random.one(repositories));
      const line = 'node /usr/local/renovate/dist/renovate.js';
      h.process(who, 'node', line);
      h.connection(who, 'node', 'https://api.github.com/graphql', { line });
      push(h, who, url, {
        line: `git push --force origin renovate/lodash-4.x`,
        parent: 'node',
        parentLine: line,
      });
    },
  },
  {
    name: 'deployments read their repositories',
    perDay: 110,
    hours: 'always',
    happens(h) {
      h.audit(
        { ...backup, account: 'argocd', login: 'argocd-contoso' },
        'git.fetch',
        h.random.one(repositories.slice(0, 60)),
        { HashedToken: 'argocd-deploy-token-hash=' },
      );
    },
  },
  {
    name: 'the backup clones every repository',
    perDay: 140,
    hours: 'night',
    happens(h) {
      const repository = h.random.one(repositories);
      fetch(h, backup, ownUrl(repository), {
        line: `git clone --mirror ${ownUrl(repository)}`,
        received: h.random.bytes(20_000_000),
        parent: 'python',
        parentLine: 'python3 /opt/backup/mirror.py',
      });
      h.audit(backup, 'git.clone', repository);
    },
  },
  {
    name: 'the backup mirrors to the self-hosted GitLab',
    perDay: 50,
    hours: 'night',
    happens(h) {
      push(h, backup, `https://${selfHosted}/mirror/${h.random.one(repositories)}.git`, {
        line: 'git push --mirror mirror',
        remote: 'mirror',
        sent: h.random.bytes(8_000_000),
        parent: 'python',
        parentLine: 'python3 /opt/backup/mirror.py',
      });
    },
  },
];
