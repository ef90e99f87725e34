// The body of a function is bound once for all queries in whose scope it means the same, and anew where it means something else.
import { describe, expect, test } from 'vitest';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { createBodyScopes } from '../../src/kql/bind/body-scope.ts';
import type { DatabaseMember } from '../../src/kql/bind/database-member.ts';
import { tokensOf } from '../../src/kql/parser.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { parseColumns } from '../../src/tables/schema.ts';

const table = (name: string): DatabaseMember => ({ kind: 'table', name, columns: parseColumns('a:int') });
const stored = (name: string, body: string, parameters = '()'): DatabaseMember => ({
  kind: 'function',
  name,
  parameters,
  result: { body: `{${body}}` },
});

const [one, other, quoted] = [table('One'), table('Other'), table('with blank')];
const inner = stored('Inner', 'One');
const scopeIn = (member: DatabaseMember, ...others: readonly DatabaseMember[]) =>
  createBodyScopes([member, ...others], tokensOf)(member);

describe('the scope of a body', () => {
  test('is the same whatever is there that it does not spell', () => {
    const reads = stored('Reads', 'One | where a == 1');
    expect(scopeIn(reads, one, other)).toBe(scopeIn(reads, one));
  });

  test.each([
    ['a table', stored('F', 'One'), [one], [table('One')]],
    ['the default of a parameter', stored('F', 'print x', '(x:int=toscalar(One))'), [one], [table('One')]],
    ['what a called function reads', stored('F', 'Inner()'), [inner, one], [inner, table('One')]],
    ['a name that is no word', stored('F', "['with blank']"), [quoted], [table('with blank')]],
    ['any table, as a search does', stored('F', 'search "x"'), [one], [one, other]],
    ['any table, as a find does', stored('F', 'find where a == 1'), [one], [one, other]],
    ['any table, as a union of all does', stored('F', 'union withsource=t *'), [one], [one, other]],
    ['a table by a value', stored('F', 'table(name)', '(name:string)'), [one], [one, other]],
  ])('is another where %s is another', (_, member, first, second) => {
    expect(scopeIn(member, ...first)).not.toBe(scopeIn(member, ...second));
  });

  test('a text that looks like a search is none', () => {
    const reads = stored('Reads', 'One | where a has "search * find"');
    expect(scopeIn(reads, one, other)).toBe(scopeIn(reads, one));
  });
});

describe('one catalogue, several queries', () => {
  const columnsOf = (query: string, tables: ReturnType<typeof createTableCatalogue>) => {
    const { result } = bindQuery(query, { tables });
    return result.kind === 'table' ? result.columns.map(({ name }) => name) : [];
  };

  test('a function that reads all tables has the columns of those that the query names', () => {
    const columns = (text: string) =>
      ({ columns: parseColumns(text), source: 'custom', advancedHuntingOnly: false }) as const;
    const tables = createTableCatalogue(
      [
        { name: 'One_CL', ...columns('x:int') },
        { name: 'Two_CL', ...columns('y:int') },
      ],
      [{ name: 'All', parameters: '', body: 'union *' }],
    );
    expect(columnsOf('One_CL | take 0 | union (All)', tables)).toEqual(['x']);
    expect(columnsOf('Two_CL | take 0 | union (All)', tables)).toEqual(['y']);
  });

  test('a function that calls a broken one is bound without it', () => {
    const tables = createTableCatalogue(
      [],
      [
        { name: 'Outer', parameters: '', body: 'Inner | where TimeGenerated > ago(1d)' },
        { name: 'Inner', parameters: '', body: 'Heartbeat | where Nothing ==' },
      ],
    );
    const codes = (query: string) => bindQuery(query, { tables }).diagnostics.map(({ code }) => code);
    expect(codes('Outer')).toEqual(['kql/broken-function']);
    expect(codes('Outer | union Inner')).toEqual(['kql/broken-function', 'kql/broken-function']);
    expect(codes('Outer | where Whatever == 1')).toEqual(['kql/broken-function']);
  });
});
