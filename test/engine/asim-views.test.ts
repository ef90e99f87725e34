// The ASIM functions read the table of their schema: each row here is one call, the seed rows it is asked of, and what comes out.
import { afterAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { seedSource } from '../../src/engine/table-source.ts';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { queryDiagnostics } from '../../src/kql/bind/diagnostics.ts';
import type { SeedRow } from '../../src/rows/seed-row.ts';
import { asimSource, withAsimViews } from '../../src/tables/asim-views.ts';
import { createTableCatalogue, withFunctions } from '../../src/tables/catalogue.ts';
import { asimViews } from '../../src/tables/data/asim-views.ts';
import { knownFunction } from '../../src/tables/known-functions.ts';

const engine = createEngine({ limits: { memoryMb: 300, threads: 1 } });
afterAll(() => engine.close());

const bare = createTableCatalogue();
const tables = withAsimViews(bare);
const now = new Date('2026-01-15T12:00:00Z');

async function rowsOf(query: string, table: string, rows: readonly SeedRow[]): Promise<unknown> {
  const outcome = await engine.run(query, { tables, data: seedSource({ [table]: rows }), now });
  return 'result' in outcome ? outcome.result.rows : outcome.diagnostics;
}

const functions = Object.entries(asimViews).flatMap(([schema, { functions: names }]) =>
  Object.keys(names).map((name) => [name, schema] as const),
);

describe('every function', () => {
  test.each(functions)('%s has the fields of %s, and its filters bind', (name) => {
    const bound = bindQuery(name, { tables });
    expect(queryDiagnostics(bound, tables)).toEqual([]);
    const columns = bound.result.kind === 'table' ? bound.result.columns.map((column) => column.name) : [];
    const schema = knownFunction(name, bare)?.columns?.map((column) => column.name) ?? [];
    expect(schema.filter((column) => !columns.includes(column))).toEqual([]);
    expect(new Set(columns).size).toBe(columns.length);
  });

  test('reads one table, and other functions none', () => {
    expect(asimSource('_Im_WebSession')).toMatchObject({ table: 'ASimWebSessionLogs' });
    expect(asimSource('_Im_WebSession_Fortinet')).toBeUndefined();
  });

  test('that the workspace has under the same name is that of the workspace', async () => {
    const own = withFunctions(bare, [{ name: 'imProcessCreate', parameters: '', body: 'print Own = 1' }]);
    const outcome = await engine.run('imProcessCreate', {
      tables: withAsimViews(own),
      data: seedSource({}),
      now,
    });
    expect(outcome).toMatchObject({ result: { rows: [[1]] } });
  });
});

const push: SeedRow = {
  TimeGenerated: '2026-01-15T11:00:00Z',
  _IngestionTime: '2026-01-15T11:02:00Z',
  EventType: 'ProcessCreated',
  DvcHostname: 'wks-042',
  DvcFQDN: 'wks-042.contoso.com',
  DvcIpAddr: '10.1.2.3',
  ActorUsername: 'CONTOSO\\ana',
  TargetUsername: 'CONTOSO\\jdoe',
  ActingProcessName: 'C:\\Windows\\explorer.exe',
  ParentProcessName: 'C:\\Windows\\userinit.exe',
  TargetProcessName: 'C:\\Program Files\\Git\\cmd\\git.exe',
  TargetProcessCommandLine: 'git push https://203.0.113.9/team/code.git',
  TargetProcessSHA1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
};

describe('a process', () => {
  test.each([
    ['_Im_ProcessCreate', 1],
    ['_Im_ProcessEvent', 1],
    ['_Im_ProcessTerminate', 0],
    ['_ASim_ProcessEvent', 1],
    ['_ASim_ProcessEvent_Create', 1],
    ['imProcessCreate', 1],
    ['_ASim_ProcessEvent_Native(disabled=true)', 0],
    ['_Im_ProcessCreate(starttime=datetime(2026-01-15T11:00:00Z))', 1],
    ['_Im_ProcessCreate(starttime=datetime(2026-01-15T11:00:01Z))', 0],
    ['_Im_ProcessCreate(endtime=datetime(2026-01-15T11:00:00Z))', 1],
    ['_Im_ProcessCreate(endtime=datetime(2026-01-15T10:59:59Z))', 0],
    ["_Im_ProcessCreate(commandline_has_any=dynamic(['clone', 'push']))", 1],
    ["_Im_ProcessCreate(commandline_has_any=dynamic(['pus']))", 0],
    ["_Im_ProcessCreate(commandline_has_all=dynamic(['git', 'push']))", 1],
    ["_Im_ProcessCreate(commandline_has_all=dynamic(['git', 'clone']))", 0],
    ["_Im_ProcessCreate(commandline_has_any_ip_prefix=dynamic(['203.0.113.']))", 1],
    ["_Im_ProcessCreate(commandline_has_any_ip_prefix=dynamic(['198.51.100.']))", 0],
    ["_Im_ProcessCreate(actingprocess_has_any=dynamic(['explorer']))", 1],
    ["_Im_ProcessCreate(actingprocess_has_any=dynamic(['git']))", 0],
    ["_Im_ProcessCreate(targetprocess_has_any=dynamic(['git']))", 1],
    ["_Im_ProcessCreate(parentprocess_has_any=dynamic(['userinit']))", 1],
    ["_Im_ProcessCreate(parentprocess_has_any=dynamic(['explorer']))", 0],
    ["_Im_ProcessCreate(targetusername='jdoe')", 1],
    ["_Im_ProcessCreate(targetusername='ana')", 0],
    ["_Im_ProcessEvent(actorusername='ana')", 1],
    ["_Im_ProcessCreate(dvcipaddr_has_any_prefix=dynamic(['10.1.']))", 1],
    ["_Im_ProcessCreate(dvcipaddr_has_any_prefix=dynamic(['10.2.']))", 0],
    ["_Im_ProcessCreate(dvcname_has_any=dynamic(['wks-042']))", 1],
    ["_Im_ProcessCreate(dvcname_has_any=dynamic(['contoso']))", 1],
    ["_Im_ProcessCreate(dvcname_has_any=dynamic(['bld-01']))", 0],
    ["_Im_ProcessCreate(hashes_has_any=dynamic(['da39a3ee5e6b4b0d3255bfef95601890afd80709']))", 1],
    ["_Im_ProcessCreate(hashes_has_any=dynamic(['da39a3ee']))", 0],
    ["_Im_ProcessEvent(eventtype='ProcessCreated')", 1],
    ["_Im_ProcessEvent(eventtype='ProcessTerminated')", 0],
    ["let words = dynamic(['push']);\n_Im_ProcessCreate(commandline_has_any=words)", 1],
  ])('%s finds %i', async (call, count) => {
    const [, lets = '', name = call] = /^(let .*;\n)(.*)$/s.exec(call) ?? [];
    expect(await rowsOf(`${lets}${name} | count`, 'ASimProcessEventLogs', [push])).toEqual([[count]]);
  });

  test('has its aliases, and the time at which it was ingested', async () => {
    const query =
      '_Im_ProcessCreate | project CommandLine, Process, User, Dvc, Hash, HashType, EventSchema, EventStartTime, ingestion_time()';
    expect(await rowsOf(query, 'ASimProcessEventLogs', [push])).toEqual([
      [
        'git push https://203.0.113.9/team/code.git',
        'C:\\Program Files\\Git\\cmd\\git.exe',
        'CONTOSO\\jdoe',
        'wks-042.contoso.com',
        'da39a3ee5e6b4b0d3255bfef95601890afd80709',
        'SHA1',
        'ProcessEvent',
        '2026-01-15T11:00:00.0000000Z',
        '2026-01-15T11:02:00.0000000Z',
      ],
    ]);
  });
});

/** Schema: call, table, row, and the rows that come out. */
const calls: readonly (readonly [string, string, SeedRow, readonly (readonly unknown[])[]])[] = [
  [
    "_Im_FileEvent(targetfilepath_has_any=dynamic(['secret'])) | project FileName, FilePath, User, Process, IpAddr, Url",
    'ASimFileEventLogs',
    {
      TargetFileName: 'a.zip',
      TargetFilePath: 'C:\\secret\\a.zip',
      ActorUsername: 'ana',
      ActingProcessName: '7z.exe',
      SrcIpAddr: '10.0.0.1',
      TargetUrl: 'https://contoso.sharepoint.com/a.zip',
    },
    [['a.zip', 'C:\\secret\\a.zip', 'ana', '7z.exe', '10.0.0.1', 'https://contoso.sharepoint.com/a.zip']],
  ],
  ["_Im_FileEvent(hashes_has_any=dynamic(['aa'])) | count", 'ASimFileEventLogs', { SrcFileMD5: 'aa' }, [[1]]],
  [
    "_Im_FileEvent(eventtype_in=dynamic(['FileDeleted'])) | count",
    'ASimFileEventLogs',
    { EventType: 'FileCreated' },
    [[0]],
  ],
  [
    "_Im_NetworkSession(hostname_has_any=dynamic(['github.com']), dstportnumber=443) | project Src, Dst, Hostname, User, Duration, ASimMatchingHostname, ASimMatchingIpAddr",
    'ASimNetworkSessionLogs',
    {
      SrcIpAddr: '10.0.0.1',
      DstHostname: 'github.com',
      DstIpAddr: '203.0.113.9',
      DstPortNumber: 443,
      DstUsername: 'ana',
      NetworkDuration: 12,
    },
    [['10.0.0.1', 'github.com', 'github.com', 'ana', 12, 'DstHostname', '-']],
  ],
  [
    "_Im_NetworkSession(ipaddr_has_any_prefix=dynamic(['10.', '203.'])) | project ASimMatchingIpAddr",
    'ASimNetworkSessionLogs',
    { SrcIpAddr: '10.0.0.1', DstIpAddr: '203.0.113.9' },
    [['Both']],
  ],
  ['_Im_NetworkSession(dstportnumber=22) | count', 'ASimNetworkSessionLogs', { DstPortNumber: 443 }, [[0]]],
  [
    "_Im_NetworkSession(dvcaction=dynamic(['Deny']), eventresult='Failure') | count",
    'ASimNetworkSessionLogs',
    { DvcAction: 'Deny', EventResult: 'Failure' },
    [[1]],
  ],
  [
    '_ASim_NetworkSession | project IpAddr, Hostname',
    'ASimNetworkSessionLogs',
    {
      EventType: 'EndpointNetworkSession',
      NetworkDirection: 'Inbound',
      SrcHostname: 'bld-01',
      SrcIpAddr: '10.0.0.1',
      DstIpAddr: '10.0.0.2',
    },
    [['10.0.0.2', 'bld-01']],
  ],
  [
    "_Im_WebSession(url_has_any=dynamic(['api.github.com'])) | project User, UserAgent, HttpStatusCode, SrcBytes, IpAddr",
    'ASimWebSessionLogs',
    {
      Url: 'https://api.github.com/gists',
      SrcUsername: 'ana',
      HttpUserAgent: 'curl/8.5.0',
      EventResultDetails: '201',
      SrcBytes: 5242880,
      SrcIpAddr: '10.0.0.1',
    },
    [['ana', 'curl/8.5.0', '201', 5242880, '10.0.0.1']],
  ],
  [
    "_Im_WebSession(httpuseragent_has_any=dynamic(['git']), eventresultdetails_in=dynamic(['200'])) | count",
    'ASimWebSessionLogs',
    { HttpUserAgent: 'git/2.45.0', EventResultDetails: '200' },
    [[1]],
  ],
  [
    "_Im_Dns(domain_has_any=dynamic(['github.com'])) | project Domain, Src, DnsResponseCodeName",
    'ASimDnsActivityLogs',
    { EventType: 'Query', DnsQuery: 'api.github.com', SrcIpAddr: '10.0.0.1', EventResultDetails: 'NOERROR' },
    [['api.github.com', '10.0.0.1', 'NOERROR']],
  ],
  ['_Im_Dns | count', 'ASimDnsActivityLogs', { EventType: 'Response' }, [[0]]],
  ["_Im_Dns(eventtype='*') | count", 'ASimDnsActivityLogs', { EventType: 'Response' }, [[1]]],
  [
    "_Im_Dns(response_has_ipv4='203.0.113.9') | count",
    'ASimDnsActivityLogs',
    { EventType: 'Query', DnsResponseName: '["203.0.113.9"]' },
    [[1]],
  ],
  [
    "_Im_Authentication(username_has_any=dynamic(['jdoe']), eventtype_in=dynamic(['Logon'])) | project User, LogonTarget, Src",
    'ASimAuthenticationEventLogs',
    {
      EventType: 'Logon',
      TargetUsername: 'jdoe@contoso.com',
      TargetAppName: 'GitHub',
      SrcIpAddr: '203.0.113.9',
    },
    [['jdoe@contoso.com', 'GitHub', '203.0.113.9']],
  ],
  [
    "_Im_AuditEvent(operation_has_any=dynamic(['publicize'])) | project User, Value, Application, IpAddr",
    'ASimAuditEventLogs',
    {
      Operation: 'repo.publicize',
      ActorUsername: 'ana',
      NewValue: 'public',
      TargetAppName: 'GitHub',
      SrcIpAddr: '10.0.0.1',
    },
    [['ana', 'public', 'GitHub', '10.0.0.1']],
  ],
  [
    "_Im_DhcpEvent(srchostname_has_any=dynamic(['wks-042'])) | project Hostname, SessionId",
    'ASimDhcpEventLogs',
    { SrcHostname: 'wks-042', DhcpSessionId: '7' },
    [['wks-042', '7']],
  ],
  [
    '_Im_RegistryEvent | project User, Process',
    'ASimRegistryEventLogs',
    { ActorUsername: 'ana', ActingProcessName: 'reg.exe' },
    [['ana', 'reg.exe']],
  ],
  [
    "_Im_UserManagement(targetusername_has_any=dynamic(['mallory'])) | project User, UpdatedPropertyName",
    'ASimUserManagementActivityLogs',
    { ActorUsername: 'adm-jdoe', TargetUsername: 'mallory', EventSubType: 'UserModified' },
    [['adm-jdoe', 'UserModified']],
  ],
  [
    "_Im_AlertEvent(attacktechniques_has_any=dynamic(['T1567.001'])) | project IpAddr, Hostname, User",
    'ASimAlertEventLogs',
    { AttackTechniques: 'T1567.001', DvcIpAddr: '10.0.0.1', DvcHostname: 'wks-042', Username: 'ana' },
    [['10.0.0.1', 'wks-042', 'ana']],
  ],
];

test.each(calls)('%s', async (query, table, row, expected) => {
  const timed = { TimeGenerated: '2026-01-15T11:00:00Z', ...row };
  expect(await rowsOf(query, table, [timed])).toEqual(expected);
});

test('what a row has under the name of an alias stays', async () => {
  const row = { TimeGenerated: '2026-01-15T11:00:00Z', Dvc: 'fw-1', DvcHostname: 'other' };
  expect(await rowsOf('_Im_NetworkSession | project Dvc', 'ASimNetworkSessionLogs', [row])).toEqual([
    ['fw-1'],
  ]);
});
