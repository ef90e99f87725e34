// The tables a query reads, told from its text.
import { expect, it } from 'vitest';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { sourceTexts } from '../../src/kql/bind/query-sources.ts';
import { tablesOf } from '../../src/kql/bind/tables-of.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

const tables = createTableCatalogue(
  [],
  [
    { name: 'OurLogons', parameters: '', body: 'SigninLogs | where ResultType == "0"' },
    { name: 'OurUsers', parameters: 'T:(*)', body: 'T | join kind=inner (OurLogons) on TenantId' },
    { name: 'OurDns', parameters: '', body: '_Im_Dns | union isfuzzy=true DnsEvents, (union Common*)' },
  ],
);

it.each<[query: string, required: string[], fuzzy?: string[], unnamed?: string[]]>([
  ['SecurityEvent | where EventID == 4624', ['SecurityEvent']],
  ['Mine_CL | where Host == "a"', ['Mine_CL']],
  ['Mine_CL', ['Mine_CL']],
  ['let T = Mine_CL; T | take 1', ['Mine_CL']],
  [
    'let T = SecurityEvent; T | join kind=inner (AuditLogs | take 1) on TenantId',
    ['AuditLogs', 'SecurityEvent'],
  ],
  ['SecurityEvent | lookup Mine_CL on Computer', ['Mine_CL', 'SecurityEvent']],
  ['let SigninLogs = datatable(A:int)[1]; SigninLogs | take 1', []],
  ['let f = () { Mine_CL | take 1 }; f', ['Mine_CL']],
  ['let f = (T:(Computer:string)) { T | take 1 }; f(SecurityEvent)', ['SecurityEvent']],
  ['table("Heartbeat") | take 1', ['Heartbeat']],
  ["table('Mine_CL') | take 1", ['Mine_CL']],
  ['find in (SecurityEvent, Mine_CL) where Computer == "a"', ['Mine_CL', 'SecurityEvent']],
  ['union SecurityEvent, Mine_CL', ['Mine_CL', 'SecurityEvent']],
  ['union isfuzzy=true SecurityEvent, (Mine_CL | take 1)', [], ['Mine_CL', 'SecurityEvent']],
  ['AuditLogs | union kind=outer isfuzzy=true Mine_CL', ['AuditLogs'], ['Mine_CL']],
  ['Mine_CL | union isfuzzy=true Mine_CL', ['Mine_CL'], []],
  ['union isfuzzy=false Mine_CL', ['Mine_CL']],
  ['union Common*', [], [], ['Common*']],
  ['union withsource=T Nothing*', [], [], ['Nothing*']],
  ['_Im_Dns | take 1', [], [], ['_Im_Dns()']],
  ['_Im_Dns(starttime=ago(1h)) | take 1', [], [], ['_Im_Dns()']],
  ['workspace("other").SigninLogs | take 1', [], [], ['workspace("other").SigninLogs']],
  ['OurLogons | take 1', ['SigninLogs']],
  ['OurLogons() | take 1', ['SigninLogs']],
  ['AuditLogs | invoke OurUsers()', ['AuditLogs', 'SigninLogs']],
  ['union isfuzzy=true OurLogons, AuditLogs', [], ['AuditLogs', 'SigninLogs']],
  ['union isfuzzy=true OurLogons, AuditLogs | join (OurLogons) on TenantId', ['SigninLogs'], ['AuditLogs']],
  ['OurDns', [], ['DnsEvents'], ['Common*', '_Im_Dns()']],
  ['let OurLogons = AuditLogs; OurLogons', ['AuditLogs']],
  ['SecurityEvent | project-away Event*', ['SecurityEvent']],
  ['SecurityEvent | extend x = parse_json(EventData).Mine_CL', ['SecurityEvent']],
  ['SecurityEvent | where Nope == 1 // AuditLogs', ['SecurityEvent']],
  ['print x = 1', []],
  ['((', []],
])('%s', (query, required, fuzzy = [], unnamed = []) => {
  expect(tablesOf(query, { tables })).toEqual({ required, fuzzy, unnamed });
});

const sorted = (names: readonly string[]) => [...new Set(names)].sort();

it.each<[query: string, direct: string[], all: string[], unknown?: string[]]>([
  ['SecurityEvent | count', [], []],
  ['OurLogons | count', ['OurLogons'], ['OurLogons']],
  ['OurLogons() | union OurLogons', ['OurLogons'], ['OurLogons']],
  ['AuditLogs | invoke OurUsers()', ['OurUsers'], ['OurLogons', 'OurUsers']],
  ['let f = () { OurDns }; f | join (Nobodys(1)) on a', ['OurDns'], ['OurDns'], ['Nobodys']],
  ['AuditLogs | where Nobodys(Identity) and strcat("a") == "a"', [], [], ['Nobodys']],
  // A plugin that nobody knows is none of the workspace.
  ['AuditLogs | evaluate nobodys()', [], []],
  ['let OurLogons = () { AuditLogs }; OurLogons()', [], []],
  ['_GetWatchlist("x") | count', [], []],
  ['((', [], []],
])('the functions of %s', (query, direct, all, unknown = []) => {
  const { root } = bindQuery(query, { tables });
  const texts = (root === undefined ? [] : sourceTexts(root, tables)).map(({ sources }) => sources);
  const called = texts.map((sources) =>
    sources.flatMap((source) => (source.kind === 'function' && source.stored ? [source.name] : [])),
  );
  expect(sorted(called[0] ?? [])).toEqual(direct);
  expect(sorted(called.flat())).toEqual(all);
  const strangers = texts[0]?.filter(({ kind }) => kind === 'unknown-call') ?? [];
  expect(sorted(strangers.flatMap((source) => ('name' in source ? [source.name] : [])))).toEqual(unknown);
});
