// What Azure takes is no error: unusual but right rules and hunting queries; and next to each the slip that is one.
import { describe, expect, test } from 'vitest';
import { lint } from '../../src/checks/run.ts';
import { parseContent } from '../../src/content/files/load.ts';
import { now, plainProject, tables } from './fixtures.ts';

const query = 'SigninLogs | project TimeGenerated, UserPrincipalName, IPAddress';

function findings(text: string, kind: 'analytics-rule' | 'hunting-query') {
  const { item } = parseContent(text, { file: 'content/item.yaml', kind });
  return lint({ project: plainProject, items: [item!], tables, now }).diagnostics;
}

const rule = (changes: Readonly<Record<string, unknown>>) =>
  findings(
    JSON.stringify({
      id: '6a0f2f6e-13b5-4b41-9c25-1f7f5f9a0001',
      name: 'Taken',
      description: 'Identifies something.',
      kind: 'Scheduled',
      severity: 'Medium',
      requiredDataConnectors: [],
      queryFrequency: '1h',
      queryPeriod: '1h',
      triggerOperator: 'gt',
      triggerThreshold: 0,
      tactics: ['Execution'],
      relevantTechniques: ['T1204'],
      query,
      version: '1.0.0',
      ...changes,
    }),
    'analytics-rule',
  );

const hunt = (changes: Readonly<Record<string, unknown>>) =>
  findings(
    JSON.stringify({
      id: '6a0f2f6e-13b5-4b41-9c25-1f7f5f9a0002',
      name: 'Hunted',
      description: 'Identifies something.',
      tactics: ['Execution'],
      relevantTechniques: ['T1204'],
      query,
      version: '1.0.0',
      ...changes,
    }),
    'hunting-query',
  );

const errorsOf = (found: ReturnType<typeof findings>) =>
  found.filter(({ severity }) => severity === 'error').map(({ code }) => code);

const mapped = (entityType: string, identifier: string, columnName = 'UserPrincipalName') => ({
  entityMappings: [{ entityType, fieldMappings: [{ identifier, columnName }] }],
});
const techniques = (id: string, ...tactics: string[]) => ({ relevantTechniques: [id], tactics });
const grouped = (groupByEntities: string[]) => ({
  incidentConfiguration: {
    createIncident: true,
    groupingConfiguration: { enabled: true, matchingMethod: 'selected', groupByEntities },
  },
});

describe('a rule that Azure takes has no error', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    [
      'words in another letter case',
      { severity: 'medium', tactics: ['execution'], triggerOperator: 'greaterThan' },
    ],
    ['the old spelling of a tactic', techniques('T1071', 'CommandandControl')],
    ['an entity type in another letter case', mapped('account', 'FullName')],
    ['a technique in lower case', { relevantTechniques: ['t1204'] }],
    ['a tactic that a technique had', techniques('T1550', 'DefenseEvasion')],
    ['tactics that a technique had', techniques('T1574', 'PrivilegeEscalation', 'Persistence')],
    ['a technique that was revoked since', techniques('T1562.001', 'DefenseEvasion')],
    ['a mobile technique', techniques('T1626', 'Execution')],
    ['a technique for control systems', techniques('T0886', 'InhibitResponseFunction')],
    ['the name that Azure gives its own rule', { id: 'BuiltInFusion' }],
    ['a name that another tool gave', { id: 'TF - Log cleared' }],
    ['no description', { description: undefined }],
    [
      'AzureDiagnostics with a column of its own',
      { query: 'AzureDiagnostics | where statement_s has "drop"' },
    ],
    ['two columns a letter case apart', { query: 'AzureDiagnostics | where clientIp_s == clientIP_s' }],
    ['a custom log with a new column', { query: 'Okta_CL | where brand_new_thing_s == "x"' }],
    ['part of a fuzzy union', { query: 'union isfuzzy=true NoSuch_CL, SigninLogs | project TimeGenerated' }],
    [
      'a list as an entity',
      {
        query: 'SigninLogs | summarize UserPrincipalName = make_set(UserPrincipalName)',
        ...mapped('Account', 'FullName'),
      },
    ],
    [
      'a constant for an alert property',
      {
        alertDetailsOverride: {
          alertDynamicProperties: [{ alertProperty: 'ProductName', value: 'Contoso' }],
        },
      },
    ],
    [
      'single braces in a format',
      { alertDetailsOverride: { alertDisplayNameFormat: 'By {{IPAddress}} {x} }' } },
    ],
    ['grouping by what is mapped', { ...mapped('Account', 'FullName'), ...grouped(['account']) }],
    ['grouping by a legacy entity', grouped(['Host'])],
    ['a name in a block scalar', { name: 'Taken\n' }],
    [
      'a custom log without a schema',
      { query: 'Contoso_Door_CL | where Badge_s == "x" | project Who = Badge_s' },
    ],
    [
      'a custom log in a join',
      { query: `${query} | join kind=inner (Contoso_Door_CL) on $left.IPAddress == $right.Ip` },
    ],
    ['a parser of a solution', { query: 'ContosoFirewallParsed | summarize Hits = count() by SrcIpAddr' }],
    ['a parser that is called', { query: 'ContosoFirewallParsed() | where DstPort == 22' }],
    ['a parser with arguments', { query: 'ContosoFirewallParsed(pack=true) | where DstPort == 22' }],
    ['a parser behind invoke', { query: `${query} | invoke contosoEnriched(1h) | where Risk > 5` }],
    [
      'a parser whose name is that of another product but for the abbreviation',
      { query: 'SAPAuditLog | take 5' },
    ],
    ['a second version of a custom log', { query: 'OktaV9_CL | where a == 1' }],
    [
      'a column of a parser in a mapping',
      { query: 'ContosoFirewallParsed | where DstPort == 22', ...mapped('IP', 'Address', 'SrcIpAddr') },
    ],
    [
      'custom logs and tables side by side',
      { query: `union (${query}), (Contoso_Door_CL | project IPAddress) | where IPAddress != ""` },
    ],
    ['a look-back beyond the period', { query: `${query} | where TimeGenerated > ago(14d)` }],
    [
      'a column of a parser that has the name of a table',
      { query: 'ZoomLogs | where Event =~ "user.created" | summarize Hits = count() by Event' },
    ],
    ['a name in Arabic', { name: 'تسجيل دخول' }],
  ])('%s', (_what, changes) => {
    expect(errorsOf(rule(changes))).toEqual([]);
  });
});

describe('the slip beside it is an error, and the only one', () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a severity that is none', { severity: 'Meduim' }, 'content/invalid-severity'],
    ['a misspelt tactic', techniques('T1003', 'CredentialAcess'), 'content/invalid-tactic'],
    ['a tactic with a blank', techniques('T1003', 'Credential Access'), 'content/invalid-tactic'],
    ['a misspelt entity type', mapped('Acount', 'FullName'), 'content/unknown-entity-type'],
    ['a technique of another tactic', techniques('T1550', 'Execution'), 'content/technique-without-tactic'],
    [
      'no tactics for three techniques',
      { tactics: [], relevantTechniques: ['T1204', 'T1059', 'T1078'] },
      'content/technique-without-tactic',
    ],
    ['a GUID with a digit lost', { id: '6a0f2f6e-13b5-4b41-9c25-1f7f5f9a001' }, 'content/invalid-id'],
    ['a GUID in braces', { id: '{6a0f2f6e-13b5-4b41-9c25-1f7f5f9a0001}' }, 'content/invalid-id'],
    ['a slash in a name', { id: 'rules/one' }, 'content/invalid-id'],
    ['a column without a suffix', { query: 'AzureDiagnostics | where Statement has "drop"' }, 'KS142'],
    ['a near miss in a custom log', { query: 'Okta_CL | where displayMesage_s == "x"' }, 'KS142'],
    [
      'a fuzzy union of nothing',
      { query: 'union isfuzzy=true NoSuch_CL, (Nope_CL | take 1) | project TimeGenerated' },
      'KS205',
    ],
    [
      'braces that do not pair',
      { alertDetailsOverride: { alertDisplayNameFormat: 'By {{IPAddress} now' } },
      'content/alert-details-format',
    ],
    [
      'grouping by what is not mapped',
      { ...mapped('Account', 'FullName'), ...grouped(['IP']) },
      'content/incident-grouping',
    ],
    ['an escape in a name', { name: 'Taken \u001b[2J' }, 'content/control-character'],
    ['a line break in a name', { name: 'Taken\nand more' }, 'content/control-character'],
    ['an override of direction', { name: 'Taken \u202egpj.exe' }, 'content/control-character'],
    ['a misspelt key that is required', { severity: undefined, severty: 'Low' }, 'content/unknown-key'],
    ['`union *`', { query: 'union * | where Foo == 1' }, 'kql/unbounded-source'],
    ['`search *` behind a pipe', { query: 'SigninLogs | search * | take 5' }, 'kql/unbounded-source'],
    ['another service', { query: "adx('https://c/d').T | where x == 1" }, 'kql/not-in-sentinel'],
    [
      'less than a run',
      { query: `${query} | where ingestion_time() > ago(5m)`, queryFrequency: '30m', queryPeriod: '30m' },
      'kql/ingestion-window',
    ],
    ['a function of Defender', { query: 'DeviceFileEvents | invoke FileProfile(SHA1, 1000)' }, 'KS211'],
    ['a misspelt table', { query: 'SigninLogz | take 5' }, 'KS204'],
    ['a misspelt parser', { query: 'Cisco_Umbrela | take 5' }, 'KS204'],
    ['a misspelt custom log', { query: 'Okat_CL | take 5' }, 'KS204'],
    [
      'an unknown function for a value',
      { query: 'SigninLogs | extend Who = contosoNamed(UserPrincipalName)' },
      'KS211',
    ],
    [
      'a misspelt function behind an unknown parser',
      { query: 'ContosoFirewallParsed | extend Ip = tostrng(SrcIpAddr)' },
      'KS211',
    ],
    [
      'a column that a custom log was summarized without',
      { query: 'Contoso_Door_CL | summarize Hits = count() by Who = tostring(Badge) | where Hitz > 1' },
      'KS142',
    ],
    [
      'a column that an ASIM parser was projected without',
      { query: '_Im_Dns | project SrcIpAddr | where DnsQery == "x"' },
      'KS142',
    ],
    [
      'a mapping that a custom log was projected without',
      { query: 'Contoso_Door_CL | project Who = tostring(Badge)', ...mapped('Account', 'FullName', 'Whom') },
      'content/column-not-in-result',
    ],
    ['a table where a column stands', { query: 'SigninLogs | where Event == "x"' }, 'KS142'],
    ['a misspelt aggregate', { query: 'SigninLogs | summarize make_sett(IPAddress)' }, 'KS211'],
    ['a misspelt column that is renamed', { query: 'SigninLogs | project-rename IP = IPAdress' }, 'KS142'],
  ])('%s', (_what, changes, code) => {
    expect(errorsOf(rule(changes))).toEqual([code]);
  });

  test('a misspelt key that is not required is one warning', () => {
    const { entityMappings } = mapped('Account', 'FullName');
    const found = rule({ entityMapings: entityMappings }).filter(({ code }) => /key|recommended/.test(code));
    expect(found.map(({ code, hint }) => [code, hint])).toEqual([
      ['content/unknown-key', 'Did you mean `entityMappings`?'],
    ]);
  });
});

describe('a saved search is refused for other things than a rule', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['every table', { query: 'union * | where Foo == 1 | summarize count() by Bar' }],
    ['a search', { query: 'search "x" | where Foo == 1' }],
    ['Azure Data Explorer', { query: "adx('https://c/d').T | where x == 1 | project x" }],
    ['Azure Resource Graph', { query: 'arg("").Resources | where type == "x"' }],
    ['a table of Defender', { query: 'AIAgentsInfo | where isempty(OwnerAccountUpns)' }],
    ['a column of Defender', { query: 'DeviceProcessEvents | where Timestamp > ago(1d)' }],
    [
      'a function of Defender',
      { query: 'DeviceFileEvents | invoke FileProfile(SHA1, 1000) | where GlobalPrevalence < 5' },
    ],
    ['a parser that may come later', { query: 'ContosoFirewallParsed | where SrcIpAddr == "x"' }],
    ['a technique without its tactic', techniques('T1550', 'Execution')],
    ['a tactic with a blank', { tactics: ['Initial Access'], relevantTechniques: [] }],
    ['a mapping to a column that is not there', mapped('Account', 'FullName', 'Nobody')],
    ['an identifier that is none', mapped('Account', 'Nick')],
    [
      'the time range of the hunting page',
      { query: "let since = todatetime('{{StartTimeISO}}');\nSigninLogs | where TimeGenerated > since" },
    ],
    ['a list as the id of a connector', { requiredDataConnectors: [{ connectorId: [] }] }],
    ['a version of two numbers', { version: '1.0' }],
    ['an id that is no GUID', { id: 'my-query' }],
  ])('%s is no error', (_what, changes) => {
    expect(errorsOf(hunt(changes))).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a query that does not parse', { query: 'SigninLogs | where' }, 'KS006'],
    ['a column that no table has', { query: 'SigninLogs | where UserPrincipalNam == "x"' }, 'KS142'],
    ['a misspelt table', { query: 'SigninLogz | take 5' }, 'KS204'],
    ['no query', { query: '' }, 'content/missing-field'],
    [
      'a column that Defender has not either',
      { query: 'AIAgentsInfo | where OwnerAccountUpn == "x"' },
      'KS142',
    ],
  ])('%s is one', (_what, changes, code) => {
    expect(errorsOf(hunt(changes))).toEqual([code]);
  });
});
