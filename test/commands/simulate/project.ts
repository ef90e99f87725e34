// A project of two rules, one with a schedule and one near real time, and a folder with an afternoon of events.

const push = `id: 5a7c1d2e-0000-4000-8000-0000000000a1
name: Push outside the organisation
kind: Scheduled
description: Identifies pushes.
severity: Medium
queryFrequency: 15m
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
tactics: [Exfiltration]
relevantTechniques: [T1567.001]
query: |
  // parameters
  let AllowedOwners = dynamic(["contoso"]); // the organisation's own owners
  let AllowedDevices = dynamic([]); // devices whose pushes are known
  let MinPushes = 1; // so many pushes of a device
  let RepoHosts = dynamic(["github.com"]); // code hosts

  DeviceProcessEvents
  | extend Seen = ingestion_time()
  | where Seen > ago(20m) and Seen <= ago(5m)
  | where ProcessCommandLine has "push"
  | extend Host = extract(@"https://([^/]+)/", 1, ProcessCommandLine), Owner = extract(@"https://[^/]+/([^/]+)/", 1, ProcessCommandLine)
  | where Host in (RepoHosts) and Owner !in (AllowedOwners) and DeviceName !in (AllowedDevices)
  | summarize Pushes = count(), TimeGenerated = max(TimeGenerated) by DeviceName, AccountName, Owner
  | where Pushes >= MinPushes
entityMappings:
  - entityType: Host
    fieldMappings: [{ identifier: FullName, columnName: DeviceName }]
  - entityType: Account
    fieldMappings: [{ identifier: Name, columnName: AccountName }]
customDetails:
  Owner: Owner
alertDetailsOverride:
  alertDisplayNameFormat: Push to {{Owner}} from {{DeviceName}}
eventGroupingSettings: { aggregationKind: AlertPerResult }
incidentConfiguration:
  createIncident: true
  groupingConfiguration: { enabled: true, matchingMethod: Selected, groupByEntities: [Host], lookbackDuration: 5h }
version: 1.0.0
`;

const exposed = `id: 5a7c1d2e-0000-4000-8000-0000000000a2
name: Repository made public
kind: NRT
description: Identifies repositories that were made public.
severity: High
tactics: [Exfiltration]
relevantTechniques: [T1567.001]
query: |
  GitHubAuditLogsV3_CL
  | where Action == "repo.access" and Visibility == "public"
  | project TimeGenerated, Actor, Repo
entityMappings:
  - entityType: Account
    fieldMappings: [{ identifier: Name, columnName: Actor }]
version: 1.0.0
`;

const off = push
  .replace('0000000000a1', '0000000000a3')
  .replace('name: Push outside the organisation', 'name: Push, the old rule\nenabled: false');

interface Push {
  readonly at: string;
  readonly device: string;
  readonly account: string;
  readonly url: string;
  readonly arrives?: string;
}

const event = ({ at, device, account, url, arrives }: Push) =>
  JSON.stringify({
    TimeGenerated: `2026-01-15T${at}Z`,
    ...(arrives !== undefined && { _IngestionTime: `2026-01-15T${arrives}Z` }),
    DeviceName: `${device}.contoso.com`,
    AccountName: account,
    FileName: 'git.exe',
    ProcessCommandLine: `git push ${url} main`,
  });

const drop = 'https://github.com/mallory/drop';
const pushes: readonly Push[] = [
  { at: '12:02:00', device: 'wks-042', account: 'jdoe', url: drop },
  { at: '12:03:00', device: 'wks-042', account: 'jdoe', url: drop },
  { at: '12:04:00', device: 'wks-042', account: 'jdoe', url: 'https://github.com/contoso/app' },
  {
    at: '12:40:00',
    arrives: '12:48:00',
    device: 'wks-042',
    account: 'jdoe',
    url: 'https://github.com/mallory/more',
  },
  { at: '13:10:00', device: 'wks-007', account: 'ana', url: 'https://github.com/ana/dotfiles' },
  { at: '13:20:00', device: 'bld-01', account: 'root', url: 'https://gitlab.com/contoso/app' },
];

const audit = [
  {
    TimeGenerated: '2026-01-15T12:30:30Z',
    Action: 'repo.access',
    Visibility: 'public',
    Actor: 'mallory',
    Repo: 'contoso/app',
  },
  { TimeGenerated: '2026-01-15T12:31:30Z', Action: 'git.clone', Actor: 'ana', Repo: 'contoso/app' },
];

/** File -> text. */
export const simulated: Readonly<Record<string, string>> = {
  'analytics-rules/push.yaml': push,
  'analytics-rules/exposed.yaml': exposed,
  'analytics-rules/old-push.yaml': off,
  'data/DeviceProcessEvents.jsonl': `${pushes.map(event).join('\n')}\n`,
  'data/GitHubAuditLogsV3_CL.jsonl': `${audit.map((row) => JSON.stringify(row)).join('\n')}\n`,
  'environments/prod.yaml': `workspace: embedded
parameters:
  push:
    AllowedOwners: [contoso, mallory]
`,
};
