// Package managers, infrastructure tools and install scripts: they read code hosts all day.
import type { Behaviour } from './behaviour.ts';
import { openSource, type Person } from './company.ts';
import { fetch } from './git.ts';
import type { Happening } from './happening.ts';
import { call } from './services.ts';

/** A tool that runs git, or connects itself. */
function reads(h: Happening, who: Person, program: string, line: string, urls: readonly string[]): void {
  h.process(who, program, line);
  for (const [index, url] of urls.entries()) {
    h.connection(who, program, url, { after: 2 + index, line });
    h.web(who, 'GET', url, {
      after: 2 + index,
      agent: `${program}/1.0`,
      sent: 700,
      received: h.random.bytes(400_000),
    });
  }
}

const archives = (h: Happening, count: number) =>
  Array.from({ length: count }, () => `https://codeload.github.com/${h.random.one(openSource)}/tar.gz/main`);
const gitUrl = (h: Happening) => `https://github.com/${h.random.one(openSource)}`;

export const packageWork: readonly Behaviour[] = [
  {
    name: 'npm installs packages from git',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      const script =
        who.machine.platform === 'windows'
          ? '"C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js"'
          : '/usr/lib/node_modules/npm/bin/npm-cli.js';
      reads(
        h,
        who,
        'node',
        `node ${script} ${h.random.one(['ci', 'install', 'update'])}`,
        archives(h, h.random.between(1, 4)),
      );
    },
  },
  {
    name: 'pip installs from git',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      const url = gitUrl(h);
      const line = `pip install git+${url}@main`;
      h.process(who, 'pip', line);
      fetch(h, who, url, {
        line: `git clone --filter=blob:none --quiet ${url} /tmp/pip-req-build-${h.random.hex(8)}`,
        parent: 'pip',
        parentLine: line,
      });
    },
  },
  {
    name: 'go downloads modules',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      const line = h.random.one(['go mod download', 'go build ./...', 'go get -u ./...', 'go mod tidy']);
      h.process(who, 'go', line);
      fetch(h, who, gitUrl(h), { line: `git ls-remote -q ${gitUrl(h)}`, parent: 'go', parentLine: line });
    },
  },
  {
    name: 'terraform loads modules and providers',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      const url = 'https://github.com/terraform-aws-modules/terraform-aws-vpc.git';
      const line = h.random.one([
        'terraform init',
        'terraform init -upgrade',
        'tofu init',
        'terragrunt run-all init',
      ]);
      h.process(who, line.split(' ')[0]!, line);
      fetch(h, who, url, {
        line: `git clone --depth 1 -- ${url} .terraform/modules/vpc`,
        parent: 'terraform',
        parentLine: 'terraform init',
      });
      h.connection(who, 'terraform-provider-github_v6.4.0', 'https://api.github.com/repos/contoso', {
        line: 'terraform-provider-github_v6.4.0',
        parent: 'terraform',
      });
    },
  },
  {
    name: 'brew updates and installs',
    perDay: 50,
    happens(h) {
      const who = h.developer();
      const parentLine = h.random.one([
        '/bin/bash /opt/homebrew/Library/Homebrew/brew.sh update',
        '/bin/bash /opt/homebrew/bin/brew install jq',
      ]);
      fetch(h, who, 'https://github.com/Homebrew/brew', {
        line: 'git fetch --tags --force origin refs/heads/main:refs/remotes/origin/main',
        parent: 'bash',
        parentLine,
      });
      h.connection(who, 'curl', 'https://github.com/Homebrew/homebrew-core', {
        line: 'curl --user-agent Homebrew/4.4 https://github.com/Homebrew/homebrew-core/archive.tar.gz',
        parent: 'brew',
      });
    },
  },
  {
    name: 'an install script',
    perDay: 50,
    happens(h) {
      const path = h.random.one([
        'nvm-sh/nvm/v0.40.1/install.sh',
        'ohmyzsh/ohmyzsh/master/tools/install.sh',
        'helm/helm/main/scripts/get-helm-3',
        'rancher/k3d/main/install.sh',
      ]);
      const url = `https://raw.githubusercontent.com/${path}`;
      call(h, h.developer(), 'bash', `bash -c "curl -fsSL ${url} | bash"`, 'GET', url, 300);
    },
  },
  {
    name: 'cargo, composer, bundler and CMake load from git',
    perDay: 50,
    happens(h) {
      const line = h.random.one([
        'cargo fetch',
        'cargo build',
        'composer install',
        'bundle install',
        'cmake -S . -B build',
        'flutter pub get',
        'vcpkg install fmt',
      ]);
      const who = h.developer();
      const url = gitUrl(h);
      h.process(who, line.split(' ')[0]!, line);
      fetch(h, who, url, {
        line: `git clone --no-checkout ${url} cache`,
        parent: line.split(' ')[0]!,
        parentLine: line,
      });
    },
  },
  {
    name: 'winget, scoop and choco load releases',
    perDay: 50,
    happens(h) {
      const [program, line] = h.random.one([
        ['winget', 'winget upgrade --all'],
        ['choco', 'choco upgrade all -y'],
        ['winget', 'winget install Git.Git'],
      ] as const);
      reads(h, h.developer(), program, line, [
        'https://github.com/git-for-windows/git/releases/download/v2.47.1/Git.exe',
        'https://raw.githubusercontent.com/microsoft/winget-pkgs/master/manifest.yaml',
      ]);
    },
  },
  {
    name: 'kubectl and helm read manifests',
    perDay: 50,
    happens(h) {
      const url = 'https://raw.githubusercontent.com/argoproj/argo-cd/stable/manifests/install.yaml';
      reads(h, h.developer(), h.random.one(['kubectl', 'helm']), `kubectl apply -f ${url}`, [url]);
    },
  },
  {
    name: 'an editor loads extensions',
    perDay: 70,
    happens(h) {
      const who = h.developer();
      h.connection(
        who,
        'Code',
        h.random.one([
          'https://github.com/microsoft/vscode-python',
          'https://raw.githubusercontent.com/microsoft/vscode/main/x.json',
          'https://marketplace.visualstudio.com/_apis/public',
          'https://dc.services.visualstudio.com/v2/track',
        ]),
      );
    },
  },
  {
    name: 'tools of data science read datasets',
    perDay: 50,
    happens(h) {
      reads(h, h.developer(), 'python', 'python train.py', [
        'https://raw.githubusercontent.com/mwaskom/seaborn-data/master/iris.csv',
      ]);
    },
  },
  {
    name: 'a program looks for its own update',
    perDay: 70,
    happens(h) {
      const who = h.developer();
      const program = h.random.one([
        'obsidian',
        'notepad++',
        'powertoys',
        'rancher-desktop',
        'k9s',
        'dbeaver',
      ]);
      h.connection(who, program, 'https://api.github.com/repos/x/y/releases/latest');
    },
  },
];
