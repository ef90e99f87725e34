// Developers and the services for code: pull requests, reviews, issues, by the tools of the services, by scripts and in browsers.
import type { Behaviour } from './behaviour.ts';
import { contributors, openSource, organisation, type Person, selfHosted } from './company.ts';
import type { Happening } from './happening.ts';

/** A program calls a service; the proxy sees what it does. */
export function call(
  h: Happening,
  who: Person,
  program: string,
  line: string,
  method: string,
  url: string,
  sent = h.random.bytes(900),
): void {
  h.process(who, program, line);
  h.connection(who, program, url, { line });
  h.web(who, method, url, { agent: `${program}/1.0`, sent });
}

const inOwn = (h: Happening, who: Person) => `${organisation}/${h.random.one(who.repositories)}`;
const number = (h: Happening) => h.random.between(1, 900);

export const serviceWork: readonly Behaviour[] = [
  {
    name: 'pull request by gh',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      call(
        h,
        who,
        'gh',
        h.random.one([
          'gh pr create --fill',
          'gh pr create --title "Fix" --body "See the ticket"',
          'gh pr merge --squash',
          'gh pr review --approve',
        ]),
        'POST',
        'https://api.github.com/graphql',
      );
      h.audit(who, 'pull_request.create', h.random.one(who.repositories), {
        ProgrammaticAccessType: 'OAuth access token',
      });
    },
  },
  {
    name: 'gh reads',
    perDay: 70,
    happens(h) {
      const who = h.developer();
      const line = h.random.one([
        'gh pr list',
        'gh pr checks',
        'gh run watch',
        'gh issue list --assignee @me',
        'gh repo view',
        'gh pr status',
        `gh pr checkout ${number(h)}`,
        'gh auth status',
        'gh gist list',
      ]);
      call(h, who, 'gh', line, 'POST', 'https://api.github.com/graphql');
    },
  },
  {
    name: 'gh api in the organisation',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      const repo = inOwn(h, who);
      const line = h.random.one([
        `gh api repos/${repo}/pulls`,
        `gh api repos/${repo}/actions/runs --paginate`,
        `gh api -X POST repos/${repo}/issues/${number(h)}/comments -f body=done`,
        `gh api orgs/${organisation}/teams`,
      ]);
      call(
        h,
        who,
        'gh',
        line,
        line.includes('POST') ? 'POST' : 'GET',
        `https://api.github.com/repos/${repo}`,
      );
    },
  },
  {
    name: 'code of the organisation is searched with gh',
    perDay: 50,
    happens(h) {
      call(
        h,
        h.developer(),
        'gh',
        h.random.one([
          `gh search code --owner ${organisation} "connectTimeout"`,
          `gh search code "retryPolicy org:${organisation}"`,
          `gh repo list ${organisation} --limit 100`,
        ]),
        'GET',
        'https://api.github.com/search/code?q=org%3Acontoso',
      );
    },
  },
  {
    name: 'a release of the organisation by gh',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      const repo = inOwn(h, who);
      call(
        h,
        who,
        'gh',
        `gh release create v1.${number(h)} dist/app.zip -R ${repo}`,
        'POST',
        `https://uploads.github.com/repos/${repo}/releases/1/assets?name=app.zip`,
        h.random.bytes(4_000_000),
      );
      h.audit(who, 'release.published', repo.split('/')[1]);
    },
  },
  {
    name: 'curl calls the API for the organisation',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      const url = `https://api.github.com/repos/${inOwn(h, who)}/${h.random.one([`issues/${number(h)}/comments`, 'dispatches', 'issues', `pulls/${number(h)}/requested_reviewers`])}`;
      call(
        h,
        who,
        'curl',
        `curl -sS -X POST -H "Authorization: Bearer $GITHUB_TOKEN" ${url} -d @body.json`,
        'POST',
        url,
      );
    },
  },
  {
    name: 'PowerShell calls Azure DevOps for the organisation',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      const url = `https://dev.azure.com/contoso/Platform/_apis/${h.random.one(['wit/workitems/$Task', 'git/repositories/app/pullrequests', 'build/builds', 'wit/wiql'])}?api-version=7.1`;
      const program = who.machine.platform === 'windows' ? 'powershell' : 'pwsh';
      call(
        h,
        who,
        program,
        `${program} -NoProfile -Command "Invoke-RestMethod -Method Post -Uri '${url}' -Headers $h -Body $b"`,
        'POST',
        url,
      );
    },
  },
  {
    name: 'az repos and az boards',
    perDay: 50,
    happens(h) {
      const line = h.random.one([
        'az repos pr create --org https://dev.azure.com/contoso --project Platform --draft',
        'az boards work-item update --id 812 --state Done',
        'az pipelines run --name nightly --org https://dev.azure.com/contoso',
      ]);
      call(
        h,
        h.developer(),
        'az',
        line,
        'POST',
        'https://dev.azure.com/contoso/Platform/_apis/git/pullrequests',
      );
    },
  },
  {
    name: 'glab on the self-hosted GitLab',
    perDay: 50,
    happens(h) {
      call(
        h,
        h.developer(),
        'glab',
        h.random.one(['glab mr create --fill', 'glab mr list', 'glab ci status']),
        'POST',
        `https://${selfHosted}/api/v4/projects/412/merge_requests`,
      );
    },
  },
  {
    name: 'open source by gh',
    perDay: 50,
    happens(h) {
      const who = h.random.one(contributors);
      const repo = h.random.one(openSource);
      const line = h.random.one([
        `gh repo fork ${repo} --clone`,
        `gh pr view ${number(h)} -R ${repo}`,
        `gh api -X PUT user/starred/${repo}`,
        `gh issue list -R ${repo}`,
        `gh release view -R ${repo}`,
      ]);
      call(h, who, 'gh', line, line.includes('PUT') ? 'PUT' : 'GET', `https://api.github.com/repos/${repo}`);
    },
  },
  {
    name: 'files of open source are read',
    perDay: 50,
    happens(h) {
      const url = h.random.one([
        `https://raw.githubusercontent.com/${h.random.one(openSource)}/main/README.md`,
        `https://api.github.com/repos/${h.random.one(openSource)}/releases/latest`,
        `https://github.com/${h.random.one(openSource)}/releases/download/v1.2.3/linux_amd64.tar.gz`,
      ]);
      call(h, h.developer(), 'curl', `curl -fsSL ${url}`, 'GET', url, 300);
    },
  },
  {
    name: 'pages of code hosts in a browser',
    perDay: 540,
    happens(h) {
      const who = h.developer();
      const url = h.random.one([
        `https://github.com/${inOwn(h, who)}/pull/${number(h)}`,
        `https://github.com/${h.random.one(openSource)}`,
        'https://dev.azure.com/contoso/Platform/_boards',
        `https://${selfHosted}/platform`,
        'https://gist.github.com/discover',
        'https://github.com/search?q=retry&type=code',
      ]);
      h.connection(who, h.random.one(['chrome', 'msedge', 'firefox']), url);
      h.web(who, 'GET', url, { sent: h.random.bytes(1800), received: h.random.bytes(120_000) });
    },
  },
  {
    name: 'a review or comment in a browser',
    perDay: 110,
    happens(h) {
      const who = h.developer();
      h.web(who, 'POST', `https://github.com/${inOwn(h, who)}/pull/${number(h)}/review_comment/create`, {
        sent: h.random.bytes(4000),
        received: h.random.bytes(20_000),
      });
    },
  },
  {
    name: 'a picture is attached to an issue',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      h.web(who, 'GET', `https://github.com/${inOwn(h, who)}/issues/${number(h)}`, {
        sent: 2000,
        received: h.random.bytes(400_000),
      });
      h.web(who, 'POST', `https://github.com/upload/policies/assets?repository_id=${number(h)}`, {
        after: 20,
        sent: h.random.between(40_000, 400_000),
        received: 4000,
      });
    },
  },
  {
    name: 'an archive is downloaded in a browser',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      const repository = h.random.one(who.repositories);
      h.web(who, 'GET', `https://codeload.github.com/${organisation}/${repository}/zip/refs/heads/main`, {
        sent: 1200,
        received: h.random.bytes(6_000_000),
      });
      h.audit(who, 'repo.download_zip', repository);
      h.row('DeviceFileEvents', 10, {
        ActionType: 'FileCreated',
        DeviceId: who.machine.id,
        DeviceName: who.machine.name,
        FileName: `${repository}-main.zip`,
        FolderPath: `C:\\Users\\${who.account}\\Downloads\\${repository}-main.zip`,
        FileSize: h.random.bytes(6_000_000),
        FileOriginUrl: 'https://codeload.github.com',
        InitiatingProcessFileName: 'msedge.exe',
        InitiatingProcessCommandLine: 'msedge.exe',
        InitiatingProcessAccountName: who.account,
        InitiatingProcessAccountDomain: 'CONTOSO',
      });
    },
  },
  {
    name: 'an assistant in the editor',
    perDay: 110,
    happens(h) {
      const who = h.developer();
      h.connection(
        who,
        'Code',
        h.random.one([
          'https://api.githubcopilot.com',
          'https://copilot-proxy.githubusercontent.com',
          'https://api.github.com/copilot_internal/v2/token',
        ]),
      );
      h.web(who, 'POST', 'https://api.githubcopilot.com/chat/completions', {
        agent: 'GitHubCopilotChat/0.22',
        sent: h.random.bytes(60_000),
        received: h.random.bytes(8000),
      });
    },
  },
];
