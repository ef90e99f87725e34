// The files of a new content item: a query that runs, and two cases, one that it finds and one that it must not.
import type { ContentKind } from '../content/content-item.ts';
import { scaffoldError } from './codes.ts';
import type { NewFile } from './new-files.ts';
import { modeline, type SchemaName } from './schemas.ts';

export interface NewItem {
  readonly kind: ContentKind;
  /** The file name without extension; of a parser the name of its function. */
  readonly name: string;
  /** The id it gets. */
  readonly id: string;
  /** The day it is made, `2026-01-15`. */
  readonly day: string;
  /** Folder of its kind, and of the cases of that kind, from the project folder. */
  readonly folder: string;
  readonly testFolder: string;
  /** Whether its files name the schemas of the project. */
  readonly hasSchemas: boolean;
}

const fileName = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const functionName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The files of a new item. Throws a UserError where the name is none. */
export function newItemFiles(item: NewItem): readonly NewFile[] {
  const { kind, name, folder, testFolder } = item;
  if (!(kind === 'parser' ? functionName : fileName).test(name))
    throw scaffoldError('scaffold/bad-name', `'${name}' is no name of a ${words[kind]}.`, {});
  const slug = kind === 'parser' ? slugOf(name) : name;
  const fileOf = (file: string, schema: SchemaName, text: string): NewFile => ({
    file,
    text: item.hasSchemas ? modeline(file, schema) + text : text,
  });
  return [
    fileOf(`${folder}/${slug}.yaml`, kind, texts[kind](item)),
    fileOf(`${testFolder}/${slug}/cases.yaml`, 'cases', casesOf(item)),
  ];
}

const words: Readonly<Record<ContentKind, string>> = {
  'analytics-rule': 'rule',
  'hunting-query': 'hunting query',
  parser: 'parser',
};

/** `RareTools` is kept in `rare-tools.yaml`. */
function slugOf(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** `rare-tool` is shown as `Rare tool`. */
function titleOf(name: string): string {
  const spaced = name.replaceAll(/[-_]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

const query = `DeviceProcessEvents
  | where FileName =~ "rare.exe"
  | project
      TimeGenerated,
      DeviceName,
      AccountName,
      AccountDomain,
      FileName,
      ProcessCommandLine`;

const entities = `entityMappings:
  - entityType: Host
    fieldMappings:
      - identifier: FullName
        columnName: DeviceName
  - entityType: Account
    fieldMappings:
      - identifier: Name
        columnName: AccountName
      - identifier: NTDomain
        columnName: AccountDomain
`;

const source = `requiredDataConnectors:
  - connectorId: MicrosoftThreatProtection
    dataTypes:
      - DeviceProcessEvents
`;

const technique = `tactics:
  - Execution
relevantTechniques:
  - T1204
`;

const texts: Readonly<Record<ContentKind, (item: NewItem) => string>> = {
  'analytics-rule': ({ id, name }) => `id: ${id}
name: ${titleOf(name)}
description: Identifies a start of rare.exe. Say here what the rule finds, and what it cannot see.
severity: Medium
${source}# Looks back further than it runs, so that late events are seen; each event is reported by one run only.
queryFrequency: 1h
queryPeriod: 2h
triggerOperator: gt
triggerThreshold: 0
${technique}query: |
  ${query.replace('\n', '\n  | where ingestion_time() > ago(1h)\n')}
${entities}version: 1.0.0
kind: Scheduled
`,
  'hunting-query': ({ id, name }) => `id: ${id}
name: ${titleOf(name)}
description: Identifies starts of rare.exe. Say here what the query finds, and what it cannot see.
${source}${technique}query: |
  ${query}
${entities}version: 1.0.0
`,
  parser: ({ id, name, day }) => `id: ${id}
Function:
  Title: ${titleOf(slugOf(name))}
  Version: 1.0.0
  LastUpdated: ${day}
Category: Parsers
FunctionName: ${name}
FunctionAlias: ${name}
FunctionQuery: |
  ${query}
`,
};

function casesOf({ kind }: NewItem): string {
  const found = kind === 'analytics-rule' ? 'alerts: 1' : 'rowCount: 1';
  return `cases:
  - name: fires whatever the case of the file name
    seed:
      DeviceProcessEvents:
        - { TimeGenerated: -10m, DeviceName: wks-042.contoso.com, AccountName: ada, AccountDomain: contoso, FileName: Rare.exe, ProcessCommandLine: Rare.exe }
    ${found}
  - name: another program is fine
    seed:
      DeviceProcessEvents:
        - { TimeGenerated: -10m, DeviceName: wks-042.contoso.com, AccountName: ada, AccountDomain: contoso, FileName: notepad.exe, ProcessCommandLine: notepad.exe }
    none: true
`;
}
