// The company whose days are played: 5,000 staff, 800 of them developers, their devices, its build agents, repositories and code hosts.
import { randomOf } from './random.ts';

export const staffCount = 5000;
const developerCount = 800;
export const organisation = 'contoso';
export const selfHosted = 'gitlab.contoso.com';

type Platform = 'windows' | 'mac' | 'linux';

/** Who is in front of the internet: a proxy that opens TLS, a firewall that sees hosts alone, or a proxy in ASIM's form. */
type Egress = 'inspected' | 'tunnel' | 'asim';

export interface Machine {
  readonly name: string;
  readonly id: string;
  readonly ip: string;
  readonly group: string;
  readonly platform: Platform;
  readonly sensors: readonly ('defender' | 'sysmon')[];
  readonly egress: Egress;
}

export interface Person {
  readonly account: string;
  readonly upn: string;
  readonly objectId: string;
  readonly sid: string;
  /** The login at GitHub of a managed user. */
  readonly login: string;
  readonly machine: Machine;
  readonly usesSsh: boolean;
  readonly country: string;
  /** The repositories this person works in. */
  readonly repositories: readonly string[];
}

const four = (number: number) => String(number).padStart(4, '0');

export const repositories = Array.from({ length: 400 }, (_, n) => `svc-${String(n + 1).padStart(3, '0')}`);

/** Open source that a company uses. */
export const openSource = [
  'cli/cli',
  'kubernetes/kubernetes',
  'vercel/next.js',
  'pallets/flask',
  'psf/requests',
  'hashicorp/terraform',
  'grafana/grafana',
  'prometheus/prometheus',
  'rust-lang/rust-clippy',
  'microsoft/vscode-docs',
  'dotnet/runtime',
  'spring-projects/spring-boot',
];

function personOf(number: number): Person {
  const random = randomOf(`person ${number}`);
  const account = `u${four(number)}`;
  const platform: Platform = number % 10 < 6 ? 'windows' : number % 10 < 8 ? 'mac' : 'linux';
  const prefix = { windows: 'wks', mac: 'mac', linux: 'lnx' }[platform];
  const egress: Egress = number % 4 === 3 ? 'asim' : number % 4 === 2 ? 'tunnel' : 'inspected';
  return {
    account,
    upn: `${account}@contoso.com`,
    objectId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    sid: `S-1-5-21-1004336348-1177238915-682003330-${10_000 + number}`,
    login: `${account}_contoso`,
    machine: {
      name: `${prefix}-${four(number)}.contoso.com`,
      id: `d${random.hex(12)}${four(number)}`,
      ip: `10.${10 + Math.floor(number / 1000)}.${Math.floor((number % 1000) / 200)}.${(number % 200) + 10}`,
      group: 'Workstations',
      platform,
      // Linux is watched by Sysmon; on some Windows machines both sensors run.
      sensors:
        platform === 'linux'
          ? ['sysmon']
          : platform === 'windows' && number % 20 === 0
            ? ['defender', 'sysmon']
            : ['defender'],
      egress,
    },
    usesSsh: number % 3 === 0,
    country: random.one(['DE', 'DE', 'GB', 'PL', 'IN', 'US']),
    repositories: Array.from({ length: 6 }, () => random.one(repositories)),
  };
}

export const developers: readonly Person[] = Array.from({ length: developerCount }, (_, n) =>
  personOf(n + 1),
);
export const otherStaff: readonly Person[] = Array.from({ length: staffCount - developerCount }, (_, n) =>
  personOf(developerCount + n + 1),
);

/** Those whose work on open source is registered: their personal accounts are known to the company. */
export const contributors: readonly Person[] = developers.filter((_, n) => n % 20 === 1);
export const personalOwner = (person: Person) => `${person.account}-oss`;

/** Accounts of administrators, which have no business at a code host; the first two administer GitHub itself. */
export const administrators: readonly Person[] = developers.slice(0, 40).map((person, n) => ({
  ...person,
  account: `adm-${person.account}`,
  upn: `adm-${person.upn}`,
  login: `adm-${person.login}`,
  objectId: `00000000-0000-4000-8000-9${String(n).padStart(11, '0')}`,
}));
export const hostAdministrators = administrators.slice(0, 2);

function serverOf(name: string, number: number, group: string): Machine {
  const sensors = number % 2 === 0 ? (['sysmon'] as const) : (['defender'] as const);
  const ip = `10.90.${group.length}.${number + 10}`;
  return {
    name: `${name}.contoso.com`,
    id: `s${name}`,
    ip,
    group,
    platform: 'linux',
    sensors,
    egress: 'inspected',
  };
}
const servers = (prefix: string, count: number, group: string) =>
  Array.from({ length: count }, (_, n) =>
    serverOf(`${prefix}-${String(n + 1).padStart(2, '0')}`, n + 1, group),
  );

/** Self-hosted runners of GitHub Actions; each lives for one job. */
export const runners = servers('runner', 20, 'Build agents');
export const buildServers = servers('bld', 6, 'Build agents');
export const backupServer = serverOf('bkp-01', 1, 'Backup');
export const scanner = serverOf('sec-01', 1, 'Security');

/** An account that a service runs as. */
export function serviceOn(machine: Machine, account: string): Person {
  const random = randomOf(account);
  return {
    account,
    upn: '',
    objectId: '',
    sid: '',
    login: `${account}-contoso`,
    machine,
    usesSsh: false,
    country: 'DE',
    repositories: Array.from({ length: 40 }, () => random.one(repositories)),
  };
}
