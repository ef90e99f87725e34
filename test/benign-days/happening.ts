// One occurrence of a behaviour: who, when, and the rows that each sensor would write.
import type { Row } from './behaviour.ts';
import { developers, type Machine, organisation, type Person } from './company.ts';
import type { Random } from './random.ts';

export interface ProcessOptions {
  /** Seconds after the behaviour began. */
  readonly after?: number;
  readonly parent?: string;
  readonly parentLine?: string;
  readonly grandparent?: string;
  readonly folder?: string;
}

export interface WebOptions {
  readonly after?: number;
  readonly sent?: number;
  readonly received?: number;
  readonly agent?: string;
  readonly method?: string;
}

/** What an audit row says besides who did what. */
export type AuditValues = Readonly<Record<string, unknown>>;

const shells = { windows: 'powershell.exe', mac: 'zsh', linux: 'bash' };
const countryAsn: Readonly<Record<string, string>> = {
  DE: '3320',
  GB: '2856',
  PL: '5617',
  IN: '24560',
  US: '7922',
};

/** An own repository that a person works in. */
export const ownUrl = (repository: string) => `https://github.com/${organisation}/${repository}.git`;

export class Happening {
  readonly random: Random;
  readonly rows: Row[] = [];
  readonly #at: number;
  #processId: number;

  constructor(random: Random, at: number) {
    this.random = random;
    this.#at = at;
    this.#processId = random.between(2000, 60_000);
  }

  developer(): Person {
    return this.random.one(developers);
  }

  /** A row as it stands. */
  row(table: string, after: number, values: AuditValues): void {
    this.rows.push({ table, at: this.#at + Math.round(after * 1000), values });
  }

  /** A program starts; its number. `git` is git.exe on Windows. */
  process(person: Person, program: string, line: string, options: ProcessOptions = {}): number {
    const { machine } = person;
    const parent = options.parent ?? shells[machine.platform];
    const file = nameOn(machine, program);
    const parentFile = nameOn(machine, parent);
    const id = ++this.#processId;
    for (const sensor of machine.sensors) {
      if (sensor === 'defender')
        this.#defender(person, {
          id,
          file,
          line,
          parentFile,
          options,
          parentLine: options.parentLine ?? parentFile,
        });
      else
        this.#sysmon(person, {
          id,
          file,
          line,
          parentFile,
          options,
          parentLine: options.parentLine ?? parentFile,
        });
    }
    return id;
  }

  #defender(person: Person, { id, file, line, parentFile, parentLine, options }: Started): void {
    const { machine } = person;
    this.row('DeviceProcessEvents', options.after ?? 0, {
      ActionType: 'ProcessCreated',
      ...deviceOf(machine),
      AccountName: person.account,
      AccountDomain: 'CONTOSO',
      ...(person.upn !== '' && {
        AccountUpn: person.upn,
        AccountSid: person.sid,
        AccountObjectId: person.objectId,
      }),
      FileName: file,
      FolderPath: pathOn(machine, file),
      ProcessId: id,
      ProcessCommandLine: line,
      InitiatingProcessFileName: parentFile,
      InitiatingProcessId: id - 1,
      InitiatingProcessCommandLine: parentLine,
      InitiatingProcessAccountName: person.account,
      ...(options.grandparent !== undefined && {
        InitiatingProcessParentFileName: nameOn(machine, options.grandparent),
      }),
    });
  }

  #sysmon(person: Person, { id, file, line, parentFile, parentLine, options }: Started): void {
    const { machine } = person;
    this.row('ASimProcessEventLogs', (options.after ?? 0) + 0.4, {
      EventType: 'ProcessCreated',
      EventProduct: machine.platform === 'windows' ? 'Sysmon' : 'Sysmon for Linux',
      EventVendor: 'Microsoft',
      DvcHostname: machine.name.split('.')[0],
      DvcDomain: 'contoso.com',
      DvcFQDN: machine.name,
      TargetUsername: machine.platform === 'windows' ? `CONTOSO\\${person.account}` : person.account,
      TargetProcessName: pathOn(machine, file),
      TargetProcessId: String(id),
      TargetProcessCommandLine: line,
      ActingProcessName: pathOn(machine, parentFile),
      ActingProcessId: String(id - 1),
      ActingProcessCommandLine: parentLine,
    });
  }

  /** A program connects, the one that was started last; what the endpoint knows of it. */
  connection(
    person: Person,
    program: string,
    url: string,
    options: {
      readonly after?: number;
      readonly line?: string;
      readonly parent?: string;
      readonly port?: number;
    } = {},
  ): void {
    const { machine } = person;
    const file = nameOn(machine, program);
    const parent = nameOn(machine, options.parent ?? shells[machine.platform]);
    if (!machine.sensors.includes('defender')) {
      this.row('ASimNetworkSessionLogs', options.after ?? 1, {
        EventVendor: 'Microsoft',
        EventProduct: 'Sysmon for Linux',
        EventType: 'EndpointNetworkSession',
        EventResult: 'Success',
        DvcHostname: machine.name,
        SrcHostname: machine.name,
        SrcIpAddr: machine.ip,
        SrcAppType: 'Process',
        SrcAppName: pathOn(machine, file),
        SrcAppId: String(this.#processId),
        SrcUsername: person.account,
        DstHostname: hostOf(url),
        DstPortNumber: options.port ?? 443,
      });
      return;
    }
    this.row('DeviceNetworkEvents', options.after ?? 1, {
      ActionType: 'ConnectionSuccess',
      ...deviceOf(machine),
      LocalIP: machine.ip,
      RemotePort: options.port ?? 443,
      Protocol: 'Tcp',
      RemoteUrl: hostOf(url),
      InitiatingProcessAccountName: person.account,
      InitiatingProcessAccountDomain: 'CONTOSO',
      ...(person.upn !== '' && { InitiatingProcessAccountUpn: person.upn }),
      InitiatingProcessFileName: file,
      InitiatingProcessId: this.#processId,
      InitiatingProcessCommandLine: options.line ?? file,
      InitiatingProcessParentFileName: parent,
    });
  }

  /** A request through the proxy or firewall of the person's office. */
  web(person: Person, method: string, url: string, options: WebOptions = {}): void {
    const { machine } = person;
    const { after = 2, sent = this.random.bytes(900), received = this.random.bytes(9000) } = options;
    const host = hostOf(url);
    const agent =
      options.agent ??
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36';
    if (machine.egress === 'asim') {
      this.row('ASimWebSessionLogs', after, {
        EventVendor: 'Squid',
        EventProduct: 'Squid Proxy',
        EventResult: 'Success',
        DvcAction: 'Allow',
        SrcIpAddr: machine.ip,
        SrcUsername: person.account,
        SrcHostname: machine.name,
        DstHostname: host,
        DstPortNumber: 443,
        HttpRequestMethod: method,
        HttpUserAgent: agent,
        Url: url,
        SrcBytes: sent,
        DstBytes: received,
      });
      return;
    }
    const inspected = machine.egress === 'inspected';
    this.row('CommonSecurityLog', after, {
      DeviceVendor: inspected ? 'Zscaler' : 'Fortinet',
      DeviceProduct: inspected ? 'NSSWeblog' : 'Fortigate',
      DeviceAction: inspected ? 'Allowed' : 'close',
      SourceIP: machine.ip,
      SourceUserName: person.upn === '' ? '' : person.upn,
      SourceHostName: machine.name,
      DestinationHostName: host,
      DestinationPort: 443,
      ApplicationProtocol: 'HTTPS',
      RequestMethod: inspected ? method : 'CONNECT',
      RequestURL: inspected ? url.replace(/^https:\/\//, '') : `${host}:443`,
      RequestClientApplication: inspected ? agent : '',
      SentBytes: sent,
      ReceivedBytes: received,
    });
  }

  /** A session over SSH as the firewall logs it. */
  ssh(person: Person, host: string, sent: number, received: number): void {
    this.row('CommonSecurityLog', 3, {
      DeviceVendor: 'Fortinet',
      DeviceProduct: 'Fortigate',
      DeviceAction: 'close',
      SourceIP: person.machine.ip,
      SourceHostName: person.machine.name,
      DestinationHostName: host,
      DestinationPort: 22,
      ApplicationProtocol: 'SSH',
      SentBytes: sent,
      ReceivedBytes: received,
    });
  }

  /** A row of GitHub's audit log. */
  audit(
    person: Person,
    action: string,
    repository: string | undefined,
    values: AuditValues = {},
    after = 3,
  ): void {
    this.row('GitHubAuditLogsV3_CL', after, {
      Action: action,
      Actor: person.login,
      ActorIp: `203.0.113.${10 + (person.account.length % 7)}`,
      CountryCode: person.country,
      Org: organisation,
      Business: 'contoso-enterprise',
      ...(person.upn !== '' && { ExternalIdentityNameid: person.upn }),
      ...(repository !== undefined && { Repo: `${organisation}/${repository}`, Visibility: 'private' }),
      DocumentId: this.random.hex(22),
      ...values,
    });
  }

  /** A sign-in that went well. */
  signIn(
    person: Person,
    app: { readonly name: string; readonly id: string },
    options: SignInOptions = {},
  ): void {
    const { machine } = person;
    const country = options.country ?? person.country;
    const isWindows = machine.platform === 'windows';
    const location = { countryOrRegion: country };
    const device =
      options.phone === true
        ? { operatingSystem: 'Ios 17.5' }
        : {
            deviceId: machine.id,
            displayName: machine.name,
            operatingSystem: isWindows ? 'Windows10' : 'MacOs',
            isManaged: true,
            isCompliant: true,
            trustType: 'Hybrid Azure AD joined',
          };
    const silent = options.silent === true;
    this.row(silent ? 'AADNonInteractiveUserSignInLogs' : 'SigninLogs', options.after ?? 0, {
      ResultType: '0',
      UserPrincipalName: person.upn,
      UserId: person.objectId,
      AppDisplayName: app.name,
      AppId: app.id,
      IPAddress:
        country === person.country
          ? `203.0.113.${10 + (Number(person.account.slice(-2)) % 20)}`
          : `198.51.100.${this.random.between(2, 200)}`,
      Location: country,
      AutonomousSystemNumber: options.asn ?? countryAsn[country] ?? '6939',
      UserAgent:
        options.phone === true
          ? 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1'
          : `Mozilla/5.0 (${isWindows ? 'Windows NT 10.0; Win64; x64' : 'Macintosh; Intel Mac OS X 10_15_7'}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36`,
      LocationDetails: silent ? JSON.stringify(location) : location,
      DeviceDetail: silent ? JSON.stringify(device) : device,
      RiskLevelDuringSignIn: 'none',
      RiskState: 'none',
      CorrelationId: this.random.hex(32),
    });
  }
}

interface SignInOptions {
  readonly after?: number;
  readonly silent?: boolean;
  readonly country?: string;
  readonly asn?: string;
  readonly phone?: boolean;
}

interface Started {
  readonly id: number;
  readonly file: string;
  readonly line: string;
  readonly parentFile: string;
  readonly parentLine: string;
  readonly options: ProcessOptions;
}

function nameOn({ platform }: Machine, program: string): string {
  return platform === 'windows' && !program.includes('.')
    ? `${program}.exe`
    : program.replace(/\.exe$/, platform === 'windows' ? '.exe' : '');
}

function pathOn({ platform }: Machine, file: string): string {
  return platform === 'windows' ? `C:\\Program Files\\Tools\\${file}` : `/usr/bin/${file}`;
}

function deviceOf(machine: Machine) {
  return { DeviceId: machine.id, DeviceName: machine.name, MachineGroup: machine.group };
}

function hostOf(url: string): string {
  return /^(?:[a-z+]+:\/\/)?(?:[^/@]*@)?([^/:?]+)/.exec(url)?.[1] ?? url;
}
