// The tables a query reads, told from its text.
import { expect, it } from 'vitest';
import { tablesOf } from '../../src/kql/bind/tables-of.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

const tables = createTableCatalogue();
const parsers = [
  {
    kind: 'function',
    name: 'OurLogons',
    parameters: '()',
    result: { body: '{ SigninLogs | where ResultType == "0" }' },
  },
] as const;

it.each<[query: string, required: string[], fuzzy?: string[], notTold?: string[]]>([
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
  ['SecurityEvent | extend x = parse_json(EventData).Mine_CL', ['SecurityEvent']],
  ['SecurityEvent | where Nope == 1 // AuditLogs', ['SecurityEvent']],
  ['print x = 1', []],
  ['((', []],
])('%s', (query, required, fuzzy = [], notTold = []) => {
  expect(tablesOf(query, { tables, functions: parsers })).toEqual({ required, fuzzy, notTold });
});
