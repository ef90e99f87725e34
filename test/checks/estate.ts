// An estate of generated content files: varied valid items, and the defects that can be put into them.

type Shape = 'Scheduled' | 'NRT' | 'hunting';

export interface Base {
  readonly shape: Shape;
  readonly query: string;
}

/** Every query returns TimeGenerated, Account, Domain, Host and Detail; `@fresh` is where a scheduled rule keeps to new events. */
const result = '| project TimeGenerated, Account, Domain, Host, Detail';

const queries = [
  `DeviceProcessEvents
@fresh
| where ActionType == "ProcessCreated" and FileName in~ ("git.exe", "gh.exe")
| where strlen(ProcessCommandLine) > threshold
| extend Account = AccountName, Domain = AccountDomain, Host = DeviceName, Detail = ProcessCommandLine`,
  `SigninLogs
@fresh
| where ResultType == "0" and isnotempty(IPAddress)
| where strlen(AppDisplayName) > threshold
| extend Account = tostring(split(UserPrincipalName, "@")[0]), Domain = tostring(split(UserPrincipalName, "@")[1])
| extend Host = tostring(DeviceDetail.displayName), Detail = IPAddress`,
  `let pushes = DeviceProcessEvents
    | where ProcessCommandLine has "push"
    | project DeviceId, AccountName, AccountDomain, ProcessCommandLine;
DeviceNetworkEvents
@fresh
| where RemoteUrl endswith "github.com" and RemotePort > threshold
| join kind=inner pushes on DeviceId
| extend Account = AccountName, Domain = AccountDomain, Host = DeviceName, Detail = ProcessCommandLine`,
  `let names = dynamic(["trufflehog", "gitleaks"]);
let started = DeviceProcessEvents
@fresh
| where FileName has_any (names) | project TimeGenerated, DeviceName, AccountName, Size = strlen(ProcessCommandLine);
let written = DeviceFileEvents | where FileName has_any (names) | project TimeGenerated, DeviceName, AccountName = RequestAccountName, Size = strlen(FileName);
union started, written
| where Size > threshold
| extend Account = AccountName, Domain = "", Host = DeviceName, Detail = tostring(Size)`,
  `AzureActivity
@fresh
| where OperationNameValue =~ "Microsoft.Compute/virtualMachines/write"
| summarize arg_max(TimeGenerated, *), Count = count() by Caller, CallerIpAddress
| where Count > threshold
| extend Account = Caller, Domain = "", Host = tostring(parse_json(Properties).entity), Detail = CallerIpAddress`,
  `CloudAppEvents
@fresh
| where ActionType == "FileUploadedToCloud"
| mv-expand Target = RawEventData.Targets to typeof(string)
| where strlen(Target) > threshold
| extend Account = AccountDisplayName, Domain = "", Host = Target, Detail = Application`,
];

export const bases: readonly Base[] = (['Scheduled', 'NRT', 'hunting'] as const).flatMap((shape) =>
  queries.map((query) => ({ shape, query })),
);

const schedule = `queryFrequency: 1h
queryPeriod: 2h
triggerOperator: gt
triggerThreshold: 0
`;

/** A valid content file, unlike every other in id, name and query. */
export function contentFile({ shape, query }: Base, number: number): string {
  const serial = String(number).padStart(4, '0');
  const fresh = shape === 'Scheduled' ? '| where ingestion_time() > ago(1h)\n' : '';
  const text = `let threshold = ${number};\n${query.replace('@fresh\n', fresh)}\n${result}`;
  const indented = text.replaceAll(/^/gm, '  ');
  const head = `id: 5f0a3a52-7f0c-4a39-9d1b-2c6f3b1f${serial}
name: Found in estate ${serial}
description: |
  Identifies what number ${serial} of the estate looks for.
`;
  const connectors = `requiredDataConnectors:
  - connectorId: MicrosoftThreatProtection
    dataTypes:
      - DeviceProcessEvents
`;
  const attack = `tactics:
  - Exfiltration
relevantTechniques:
  - T1567.001
query: |
${indented}
`;
  if (shape === 'hunting') return `${head}${connectors}${attack}version: 1.0.0\n`;
  return `${head}severity: Medium
${connectors}kind: ${shape}
${shape === 'Scheduled' ? schedule : ''}${attack}entityMappings:
  - entityType: Account
    fieldMappings:
      - identifier: Name
        columnName: Account
      - identifier: NTDomain
        columnName: Domain
  - entityType: Host
    fieldMappings:
      - identifier: FullName
        columnName: Host
customDetails:
  Detail: Detail
alertDetailsOverride:
  alertDisplayNameFormat: Found on {{Host}}
eventGroupingSettings:
  aggregationKind: AlertPerResult
incidentConfiguration:
  createIncident: true
  groupingConfiguration:
    enabled: true
    lookbackDuration: 5h
    matchingMethod: AllEntities
version: 1.0.0
`;
}

/** Marks the line a defect is to be reported on; taken out before the file is read. */
export const mark = '§';

export interface Defect {
  readonly code: string;
  /** The shapes it can be put into. */
  readonly into: readonly Shape[];
  put(text: string): string;
  /** Stands at another path than the plain one. */
  readonly file?: (number: number) => string;
  /** The files it can be put into, where the shape does not say. */
  readonly fits?: RegExp;
  readonly cases?: { readonly positive: number; readonly negative: number };
  readonly idBefore?: string;
}

const rules = ['Scheduled', 'NRT'] as const;
const all = ['Scheduled', 'NRT', 'hunting'] as const;
const scheduled = ['Scheduled'] as const;

/** Replaces the first match, which must be there. */
function swap(code: string, into: readonly Shape[], from: RegExp | string, to: string): Defect {
  return {
    code,
    into,
    put(text) {
      const found = typeof from === 'string' ? text.includes(from) : from.test(text);
      if (!found) throw new Error(`${code}: ${from} is not in the file`);
      return text.replace(from, to);
    },
  };
}

/** A line before the last of the query. */
const line = (code: string, kql: string, into: readonly Shape[] = all) =>
  swap(code, into, `  ${result}`, `${mark}  ${kql}\n  ${result}`);

/** Lines at the end of the file. */
const end = (code: string, yaml: string, into: readonly Shape[] = rules) =>
  swap(code, into, 'version: 1.0.0\n', `${yaml}\nversion: 1.0.0\n`);

const host =
  '  - entityType: Host\n    fieldMappings:\n      - identifier: FullName\n        columnName: Host\n';

export const defects: readonly Defect[] = [
  swap('content/invalid-id', all, /^id: 5f0a/, `${mark}id: 5f0`),
  swap('content/duplicate-id', all, /(?<=b1f)\d{4}$/m, `0000${mark}`),
  swap('content/missing-field', rules, /^id(.*)([\s\S]*)severity: Medium\n/, `${mark}id$1$2`),
  swap('content/missing-field', all, /query: \|\n( .*\n)+/, `${mark}query: ""\n`),
  swap('content/missing-field', scheduled, 'triggerThreshold: 0', `${mark}triggerThreshold:`),
  swap('content/invalid-kind', rules, /kind: \w+/, `${mark}kind: Sheduled`),
  swap('content/wrong-type', all, 'tactics:\n  - Exfiltration', `${mark}tactics: Exfiltration`),
  swap('content/wrong-type', scheduled, 'triggerThreshold: 0', `${mark}triggerThreshold: "0"`),
  swap('content/wrong-type', all, 'version: 1.0.0', `${mark}version: 1.0`),
  swap('content/too-long', all, /name: Found/, `${mark}name: Found${' again'.repeat(50)}`),
  swap('content/field-not-of-kind', ['NRT'], 'kind: NRT', `kind: NRT\n${mark}triggerThreshold: 0`),
  swap('content/invalid-severity', rules, 'severity: Medium', `${mark}severity: Meduim`),
  swap('content/invalid-version', all, 'version: 1.0.0', `${mark}version: v1.0.0`),
  swap('content/invalid-data-connector', all, /- (connectorId.*)\n.*\n.*\n/, `- ${mark}$1\n`),
  swap('content/invalid-duration', scheduled, 'queryPeriod: 2h', `${mark}queryPeriod: 2 h`),
  swap('content/duration-range', scheduled, 'queryPeriod: 2h', `${mark}queryPeriod: 337h`),
  swap('content/duration-range', scheduled, 'queryPeriod: 2h', `${mark}queryPeriod: P15D`),
  swap('content/period-shorter-than-frequency', scheduled, 'queryPeriod: 2h', `${mark}queryPeriod: 59m`),
  swap(
    'content/frequency-too-short-for-period',
    scheduled,
    'queryFrequency: 1h\nqueryPeriod: 2h',
    `${mark}queryFrequency: 59m\nqueryPeriod: 2d`,
  ),
  swap('content/invalid-trigger-operator', scheduled, 'triggerOperator: gt', `${mark}triggerOperator: gte`),
  swap('content/invalid-trigger-threshold', scheduled, 'triggerThreshold: 0', `${mark}triggerThreshold: -1`),
  swap('content/invalid-tactic', all, '  - Exfiltration', `  - Exfiltration\n${mark}  - PreAttack`),
  swap('content/invalid-technique', all, '  - T1567.001', `  - T1567.001\n${mark}  - T1567.01`),
  swap('content/technique-without-tactic', all, '  - T1567.001', `  - T1567.001\n${mark}  - T1213.003`),
  swap(
    'content/entity-mapping-count',
    rules,
    `entityMappings:\n`,
    `${mark}entityMappings:\n${host.repeat(9)}`,
  ),
  swap('content/unknown-entity-type', rules, 'entityType: Host', `${mark}entityType: Hosts`),
  swap('content/field-mapping-count', rules, host, `  - entityType: Host\n${mark}    fieldMappings: []\n`),
  swap('content/unknown-identifier', rules, 'identifier: NTDomain', `${mark}identifier: Domain`),
  swap(
    'content/duplicate-identifier',
    rules,
    'identifier: NTDomain',
    `identifier: NTDomain\n        columnName: Domain\n      - ${mark}identifier: Name`,
  ),
  swap('content/missing-identifier', rules, /- (entityType: Host\n.*\n.*)FullName/, `- ${mark}$1OSFamily`),
  swap('content/invalid-column-name', rules, 'columnName: Domain', `${mark}columnName: Do-main`),
  swap('content/column-not-in-result', rules, 'columnName: Domain', `${mark}columnName: DomainName`),
  swap('content/column-not-in-result', rules, '{{Host}}', `{{${mark}HostName}}`),
  swap('content/column-not-in-result', rules, '  Detail: Detail', `${mark}  Detail: Details`),
  line('content/legacy-entity', '| extend HostCustomEntity = Host', rules),
  swap('content/custom-details', rules, '  Detail: Detail', `${mark}  1Detail: Detail`),
  swap('content/alert-details-format', rules, '{{Host}}', `${mark}{{ Host }}`),
  swap(
    'content/unknown-alert-property',
    rules,
    '  alertDisplayNameFormat',
    `  alertDynamicProperties:\n    - ${mark}alertProperty: AlertLinks\n      value: Detail\n  alertDisplayNameFormat`,
  ),
  swap(
    'content/invalid-aggregation-kind',
    rules,
    'aggregationKind: AlertPerResult',
    `${mark}aggregationKind: PerResult`,
  ),
  end('content/suppression-too-long', `${mark}suppressionDuration: 2d`),
  swap('content/incident-grouping', rules, 'lookbackDuration: 5h', `${mark}lookbackDuration: 8d`),
  swap('content/incident-grouping', rules, 'matchingMethod: AllEntities', `${mark}matchingMethod: Selected`),
  end('content/start-time', `${mark}startTimeUtc: tomorrow`, scheduled),
  end('content/template-version', `${mark}templateVersion: 1.0.0`),
  end('content/unknown-key', `${mark}suppresionEnabled: true`),
  swap('content/unknown-key', rules, 'entityMappings:', `${mark}entityMapings:`),
  swap('content/unknown-key', rules, 'severity: Medium', `${mark}severty: Medium`),
  swap('content/unknown-key', rules, 'columnName: Domain', `${mark}colunmName: Domain`),
  swap('content/invalid-tactic', all, '  - Exfiltration', `${mark}  - Exfiltartion`),
  swap('content/unknown-entity-type', rules, 'entityType: Account', `${mark}entityType: Acount`),
  swap('content/control-character', all, /name: (Found.*)/, `${mark}name: "$1 \\u202Egnp.exe"`),
  swap(
    'content/incident-grouping',
    rules,
    'matchingMethod: AllEntities',
    `matchingMethod: Selected\n    groupByEntities:\n${mark}      - IP`,
  ),
  swap('content/alert-details-format', rules, 'Found on {{Host}}', `${mark}Found on {{Host} of {{Account}}`),
  {
    ...swap(
      'kql/ingestion-window',
      scheduled,
      'ingestion_time() > ago(1h)',
      `ingestion_time() > ago(5m)${mark}`,
    ),
    fits: /ingestion_time/,
  },
  line('kql/leftover-placeholder', '| where Detail != "%%Tool:git%%"'),
  line('KS205', '| union isfuzzy=true (union isfuzzy=true NoSuchOne_CL, NoSuchTwo_CL)'),
  {
    ...swap('content/changed-id', all, /^id/, `${mark}id`),
    idBefore: '00000000-0000-0000-0000-000000000000',
  },
  {
    ...swap('content/duplicate-file-name', all, /^id/, `${mark}id`),
    file: (number) => `zone-${number}/item-0000.yaml`,
  },
  swap('content/duplicate-name', rules, /(?<=estate )\d{4}$/m, `0000${mark}`),
  swap('content/bare-number-duration', scheduled, 'queryPeriod: 2h', `${mark}queryPeriod: 1`),
  swap(
    'content/overlapping-runs',
    scheduled,
    /queryFrequency([\s\S]*)\n.*ingestion_time.*\n/,
    `${mark}queryFrequency$1\n`,
  ),
  line('KS142', '| where NoSuchColumn == 1'),
  line('KS176', '| wher Account == "x"'),
  line('KS204', '| join kind=inner (SigninLogz) on Account'),
  line('KS006', '| where Account =='),
  line('KS119', '| where strlen(Account, 1) > 5'),
  line('KS106', '| where Detail - 1 > 5'),
  line('kql/not-in-sentinel', '| where isnotempty(current_principal())'),
  line(
    'kql/not-in-sentinel',
    '| union (cluster("x").database("y").DeviceProcessEvents | project Account = AccountName)',
  ),
  swap(
    'kql/unbounded-source',
    rules,
    /(?<=ago\(1h\)\n|query: \|\n)([\s\S]*) \| project TimeGenerated, Account/,
    `$1 | union (${mark}search "x" | project Other = 1)\n  | project TimeGenerated, Account`,
  ),
  swap(
    'kql/no-tabular-result',
    ['hunting'],
    /query: \|\n(?: .*\n)+/,
    `query: |\n${mark}  let threshold = DeviceProcessEvents;\n`,
  ),
  swap(
    'kql/ago-beyond-period',
    scheduled,
    `  ${result}`,
    `${mark}  | where TimeGenerated > ago(121m)\n  ${result}`,
  ),
  {
    ...swap(
      'kql/timestamp-filter',
      all,
      / {2}(DeviceProcessEvents|CloudAppEvents)\n/,
      `  $1\n${mark}  | where Timestamp < now()\n`,
    ),
    fits: / {2}(DeviceProcessEvents|CloudAppEvents)\n/,
  },
  swap('kql/unused-let', all, '  let threshold', `${mark}  let unused = 1d;\n  let threshold`),
  swap(
    'kql/union-type-split',
    all,
    `  ${result}`,
    `${mark}  | union (print Detail = 5)\n  | extend Detail = ""\n  ${result}`,
  ),
  {
    ...swap('test/missing-case', all, 'query:', `${mark}query:`),
    cases: { positive: 0, negative: 1 },
  },
  {
    ...swap('test/missing-case', all, 'query:', `${mark}query:`),
    cases: { positive: 1, negative: 0 },
  },
];
