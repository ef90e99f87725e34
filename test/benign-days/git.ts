// Developers at work with git: they clone, pull, commit and push, for the company and for open source.
import type { Behaviour } from './behaviour.ts';
import { contributors, openSource, organisation, type Person, personalOwner, selfHosted } from './company.ts';
import { type Happening, ownUrl } from './happening.ts';

interface GitOptions {
  readonly line?: string;
  readonly parent?: string;
  readonly parentLine?: string;
  readonly sent?: number;
  readonly remote?: string;
}

const gitAgent = 'git/2.47.1';

/** git sends: the command, its helper or ssh, the connection, and what proxy or firewall count. */
export function push(h: Happening, who: Person, url: string, options: GitOptions = {}): void {
  const { line = 'git push', remote = 'origin', sent = h.random.bytes(20_000) } = options;
  h.process(who, 'git', line, options);
  if (url.startsWith('git@')) {
    const [host = '', path = ''] = url.slice('git@'.length).split(':');
    const ssh = `ssh git@${host} "git-receive-pack '${path}'"`;
    h.process(who, 'ssh', ssh, { after: 1, parent: 'git', parentLine: line });
    h.connection(who, 'ssh', host, { line: ssh, port: 22, parent: 'git' });
    h.ssh(who, host, sent, h.random.bytes(3000));
    return;
  }
  const helper = `git-remote-https ${remote} ${url}`;
  h.process(who, 'git', `git ${helper.slice(4)}`, { after: 0.5, parent: 'git', parentLine: line });
  h.process(who, 'git-remote-https', helper, {
    after: 0.6,
    parent: 'git',
    parentLine: `git ${helper.slice(4)}`,
    grandparent: 'git',
  });
  h.connection(who, 'git-remote-https', url, { line: helper, parent: 'git' });
  const web = { after: 2, agent: gitAgent };
  h.web(who, 'GET', `${url}/info/refs?service=git-receive-pack`, {
    ...web,
    after: 1.5,
    sent: 420,
    received: 900,
  });
  h.web(who, 'POST', `${url}/git-receive-pack`, { ...web, sent, received: 1100 });
}

/** git reads: fetch, pull, clone. */
export function fetch(
  h: Happening,
  who: Person,
  url: string,
  options: GitOptions & { readonly received?: number } = {},
): void {
  const { line = 'git fetch', remote = 'origin', received = h.random.bytes(60_000) } = options;
  h.process(who, 'git', line, options);
  if (url.startsWith('git@')) {
    const [host = '', path = ''] = url.slice('git@'.length).split(':');
    const ssh = `ssh -o SendEnv=GIT_PROTOCOL git@${host} "git-upload-pack '${path}'"`;
    h.process(who, 'ssh', ssh, { after: 1, parent: 'git', parentLine: line });
    h.connection(who, 'ssh', host, { line: ssh, port: 22, parent: 'git' });
    h.ssh(who, host, h.random.bytes(4000), received);
    return;
  }
  const helper = `git-remote-https ${remote} ${url}`;
  h.process(who, 'git-remote-https', helper, { after: 0.6, parent: 'git', parentLine: line });
  h.connection(who, 'git-remote-https', url, { line: helper, parent: 'git' });
  h.web(who, 'POST', `${url}/git-upload-pack`, { agent: gitAgent, sent: h.random.bytes(1500), received });
}

const sshUrl = (owner: string, repository: string) => `git@github.com:${owner}/${repository}.git`;

function own(h: Happening): { readonly who: Person; readonly repository: string; readonly url: string } {
  const who = h.developer();
  const repository = h.random.one(who.repositories);
  return { who, repository, url: who.usesSsh ? sshUrl(organisation, repository) : ownUrl(repository) };
}

const branch = (h: Happening) => `feature/${h.random.hex(6)}`;
const foreignUrl = (h: Happening) => `https://github.com/${h.random.one(openSource)}.git`;

/** What a person contributes to open source goes to a fork of their own first. */
function forkOf(h: Happening) {
  // Now and then by somebody who has registered no personal account.
  const who = h.random.onceIn(40) ? h.developer() : h.random.one(contributors);
  const repository = h.random.one(openSource).split('/')[1]!;
  return { who, owner: personalOwner(who), repository, url: sshUrl(personalOwner(who), repository) };
}

export const gitWork: readonly Behaviour[] = [
  {
    name: 'push to the organisation',
    perDay: 320,
    happens(h) {
      const { who, repository, url } = own(h);
      push(h, who, url, {
        line: h.random.one([
          'git push',
          'git push origin HEAD',
          `git push -u origin ${branch(h)}`,
          `git push --force-with-lease origin ${branch(h)}`,
        ]),
      });
      h.audit(who, 'git.push', repository, { TransportProtocolName: who.usesSsh ? 'ssh' : 'http' });
    },
  },
  {
    name: 'large push to the organisation',
    perDay: 50,
    happens(h) {
      const { who, repository, url } = own(h);
      push(h, who, url, { line: 'git push origin main', sent: h.random.between(600_000, 30_000_000) });
      h.audit(who, 'git.push', repository);
    },
  },
  {
    name: 'push by GitHub Desktop, Visual Studio or VS Code',
    perDay: 50,
    happens(h) {
      const { who, repository } = own(h);
      const parent = h.random.one(['GitHubDesktop', 'devenv', 'Code']);
      push(h, who, ownUrl(repository), { line: `git push origin ${branch(h)}`, parent, parentLine: parent });
      h.audit(who, 'git.push', repository, { TransportProtocolName: 'http' });
    },
  },
  {
    name: 'push to the self-hosted GitLab',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      push(h, who, `https://${selfHosted}/platform/${h.random.one(who.repositories)}.git`, {
        line: `git push origin ${branch(h)}`,
      });
    },
  },
  {
    name: 'push to Azure DevOps',
    perDay: 70,
    happens(h) {
      const who = h.developer();
      const url = `https://contoso@dev.azure.com/contoso/Platform/_git/${h.random.one(who.repositories)}`;
      push(h, who, url, { line: `git push origin ${branch(h)}` });
    },
  },
  {
    name: 'push to a fork of open source',
    perDay: 50,
    happens(h) {
      const { who, url } = forkOf(h);
      push(h, who, url, { line: `git push origin ${branch(h)}` });
    },
  },
  {
    name: 'clone of an own fork, with the original as upstream',
    perDay: 50,
    happens(h) {
      const { who, url, repository } = forkOf(h);
      fetch(h, who, url, { line: `git clone ${url}`, received: h.random.bytes(5_000_000) });
      h.process(who, 'git', `git remote add upstream https://github.com/${repository}/${repository}.git`, {
        after: 40,
      });
    },
  },
  {
    name: 'pull from the organisation',
    perDay: 320,
    happens(h) {
      const { who, repository, url } = own(h);
      fetch(h, who, url, {
        line: h.random.one(['git pull', 'git pull --rebase', 'git fetch --prune', 'git pull origin main']),
      });
      h.audit(who, 'git.fetch', repository);
    },
  },
  {
    name: 'autofetch by an editor',
    perDay: 320,
    happens(h) {
      const { who, repository, url } = own(h);
      const parent = h.random.one(['Code', 'idea64', 'devenv', 'rider64']);
      fetch(h, who, url, { line: 'git fetch', parent, parentLine: parent });
      h.audit(who, 'git.fetch', repository);
    },
  },
  {
    name: 'an editor opens a workspace of many repositories',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      for (const repository of who.repositories) {
        h.process(who, 'git', 'git fetch', { parent: 'Code', parentLine: 'Code' });
        h.audit(who, 'git.fetch', repository, {}, h.random.between(1, 60));
      }
    },
  },
  {
    name: 'clone from the organisation',
    perDay: 70,
    happens(h) {
      const { who, repository, url } = own(h);
      fetch(h, who, url, { line: `git clone ${url}`, received: h.random.bytes(8_000_000) });
      h.audit(who, 'git.clone', repository);
    },
  },
  {
    name: 'clone of open source',
    perDay: 50,
    happens(h) {
      const url = foreignUrl(h);
      fetch(h, h.developer(), url, {
        line: `git clone --depth 1 ${url}`,
        received: h.random.bytes(20_000_000),
      });
    },
  },
  {
    name: 'fetch from the upstream of a fork',
    perDay: 50,
    happens(h) {
      fetch(h, h.random.one(contributors), foreignUrl(h), { line: 'git fetch upstream', remote: 'upstream' });
    },
  },
  {
    name: 'add and commit',
    perDay: 320,
    happens(h) {
      const who = h.developer();
      h.process(who, 'git', 'git add -A');
      h.process(who, 'git', `git commit -m "Fix ${h.random.hex(4)}"`, { after: 8 });
    },
  },
  {
    name: 'commit with pre-commit hooks',
    perDay: 90,
    happens(h) {
      const who = h.developer();
      const hook =
        'python3 -mpre_commit hook-impl --config=.pre-commit-config.yaml --hook-type=pre-commit --hook-dir .git/hooks --';
      h.process(who, 'git', 'git commit -am wip');
      h.process(who, 'python', hook, { after: 1, parent: 'git', parentLine: 'git commit -am wip' });
      const line = h.random.one([
        'gitleaks protect --verbose --redact --staged',
        'gitleaks git --pre-commit --redact --staged --verbose',
        'detect-secrets-hook --baseline .secrets.baseline src/app.py',
      ]);
      h.process(who, line.split(' ')[0]!, line, {
        after: 2,
        parent: 'python',
        parentLine: hook,
        grandparent: 'git',
      });
    },
  },
  {
    name: 'pre-commit installs its hooks',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      const url = h.random.one([
        'https://github.com/pre-commit/pre-commit-hooks',
        'https://github.com/gitleaks/gitleaks',
        'https://github.com/psf/black',
      ]);
      const parentLine = 'python3 -mpre_commit install-hooks';
      h.process(who, 'git', `git remote add origin ${url}`, { parent: 'python', parentLine });
      fetch(h, who, url, { line: 'git fetch origin --tags', parent: 'python', parentLine });
    },
  },
  {
    name: 'submodules are updated',
    perDay: 50,
    happens(h) {
      const url = foreignUrl(h);
      fetch(h, h.developer(), url, {
        line: `git clone --no-checkout --separate-git-dir .git/modules/lib ${url} lib`,
        parent: 'git',
        parentLine: 'git submodule update --init --recursive',
      });
    },
  },
  {
    name: 'git LFS',
    perDay: 50,
    happens(h) {
      const { who, repository } = own(h);
      push(h, who, ownUrl(repository), { line: 'git push origin main' });
      h.process(who, 'git-lfs', 'git-lfs pre-push origin https://github.com/contoso/assets.git', {
        after: 1,
        parent: 'git',
        parentLine: 'git push origin main',
      });
      h.web(who, 'POST', `${ownUrl(repository)}/info/lfs/objects/batch`, {
        agent: 'git-lfs/3.6.0',
        sent: 5200,
        received: 9100,
      });
      h.audit(who, 'git.push', repository);
    },
  },
  {
    name: 'local work with words that look like a push',
    perDay: 50,
    happens(h) {
      const line = h.random.one([
        'git stash push -m wip',
        'git push --dry-run origin main',
        'git log --oneline origin/main..HEAD',
        'git config push.default current',
        'git push --help',
        `git branch -D ${branch(h)}`,
      ]);
      h.process(h.developer(), 'git', line);
    },
  },
  {
    name: 'a branch is taken away',
    perDay: 50,
    happens(h) {
      const { who, repository, url } = own(h);
      push(h, who, url, { line: `git push origin --delete ${branch(h)}`, sent: 400 });
      h.audit(who, 'git.push', repository);
    },
  },
  {
    name: 'a remote of the organisation is set, then pushed to',
    perDay: 50,
    happens(h) {
      const { who, repository } = own(h);
      h.process(who, 'git', `git remote add origin ${ownUrl(repository)}`);
      h.process(who, 'git', 'git push -u origin main', { after: 30 });
      h.audit(who, 'git.push', repository);
    },
  },
];
