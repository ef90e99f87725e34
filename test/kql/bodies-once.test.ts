// Bodies of stored functions are bound once for calls that differ in constants only, and anew where a name is made of a value.
import { expect, test } from 'vitest';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import type { Syntax } from '../../src/kql/syntax.ts';
import { createTableCatalogue, withFunctions } from '../../src/tables/catalogue.ts';

const stored = (name: string, parameters: string, body: string) => ({ name, parameters, body });
const tables = withFunctions(createTableCatalogue(), [
  stored('Plain', 'n: long, who: string = "ann"', 'SigninLogs | where UserPrincipalName == who | take n'),
  stored('ByName', 'name: string', 'table(name) | take 1'),
]);

function bodyOf(query: string): Syntax | undefined {
  const { root, diagnostics } = bindQuery(query, { tables });
  expect(diagnostics).toEqual([]);
  return root?.list('Statements').at(-1)?.get('Expression').calledBody();
}

test('one body for calls with other constants, in other queries too', () => {
  bodyOf('Plain(1)');
  const body = bodyOf('Plain(2)');
  expect(body).toBeDefined();
  expect(bodyOf('Plain(3, "bob")')).toBe(body);
});

test('a name that is made of a value is bound for that value', () => {
  const columns = (name: string) => {
    const { result } = bindQuery(`ByName("${name}")`, { tables });
    return result.kind === 'table' ? result.columns.map((column) => column.name) : [];
  };
  expect(columns('SigninLogs')).toContain('UserPrincipalName');
  expect(columns('DeviceProcessEvents')).toContain('ProcessCommandLine');
  expect(columns('SigninLogs')).not.toContain('ProcessCommandLine');
});
