// Pins the shapes of the parser's untyped bridge that src/kql/parser.ts relies on.
import { expect, test } from 'vitest';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import type { DatabaseMember } from '../../src/kql/bind/database-member.ts';
import { parseQuery, tokensOf } from '../../src/kql/parser.ts';
import { type Syntax, walk } from '../../src/kql/syntax.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

const table: DatabaseMember = {
  kind: 'table',
  name: 'T',
  columns: [
    { name: 'a', type: 'string' },
    { name: 'd', type: 'dynamic' },
    { name: 'TimeGenerated', type: 'datetime' },
  ],
};
const tables = createTableCatalogue();
const parse = (text: string, members: DatabaseMember[] = [table]) => parseQuery(text, members);

function find(root: Syntax, kind: string): Syntax[] {
  const found: Syntax[] = [];
  walk(root, (node) => {
    if (node.kind === kind) found.push(node);
    return undefined;
  });
  return found;
}

test('result columns have names and types', () => {
  const { result, diagnostics } = parse('T | summarize n = count(), arg_max(TimeGenerated, *) by a');
  expect(diagnostics).toEqual([]);
  expect(result.kind === 'table' && result.columns.map((c) => `${c.name}:${c.type}`)).toEqual([
    'a:string',
    'n:long',
    'TimeGenerated:datetime',
    'd:dynamic',
  ]);
});

test('in and in~ have inverted kind names', () => {
  const { root } = parse('T | where a in ("x") and a in~ ("y") and a !in ("x") and a !in~ ("y")');
  const kinds = ['InExpression', 'InCsExpression', 'NotInExpression', 'NotInCsExpression'];
  expect(kinds.map((kind) => find(root, kind)[0]?.get('Operator').text)).toEqual([
    'in',
    'in~',
    '!in',
    '!in~',
  ]);
});

test('a symbol is one object wherever it is meant', () => {
  const { root } = parse('let k = 5; T | extend x = k | where x == k');
  const uses = find(root, 'NameReference').filter((node) => node.name === 'k');
  expect(uses).toHaveLength(2);
  expect(uses[0]?.symbol).toBe(uses[1]?.symbol);
  expect(uses[0]?.symbol?.kind === 'variable' && uses[0].symbol.source?.text).toBe('5');
});

test('offsets and text leave out what stands before a node', () => {
  const text = '// note\nT\n  | where a == "x" // why';
  const [where] = find(parse(text).root, 'FilterOperator');
  expect(where && text.slice(where.start, where.end)).toBe('where a == "x"');
  expect(where?.text).toBe('where a == "x"');
});

test('a called lambda has a body bound for the call', () => {
  const [call] = find(
    parse('let f = (x:string) { T | where a == x }; f("q")').root,
    'FunctionCallExpression',
  );
  expect(call?.symbol).toMatchObject({ kind: 'function', family: 'declared' });
  expect(call?.calledBody()?.text).toBe('{ T | where a == x }');
});

test('one node is one object, whichever way leads to it', () => {
  const { root } = parse('T | where a == "x"');
  const [where] = find(root, 'FilterOperator');
  expect(where?.children()[0]?.parent).toBe(where);
  expect(find(root, 'FilterOperator')[0]).toBe(where);
});

test('a workspace function with an open result allows further columns', () => {
  const watchlist: DatabaseMember = {
    kind: 'function',
    name: '_GetWatchlist',
    parameters: '(alias:string)',
    result: { columns: [{ name: 'SearchKey', type: 'string' }], open: true },
  };
  expect(parse('_GetWatchlist("x") | where Any == "y"', [watchlist]).diagnostics).toEqual([]);
});

test('string literals give their value in every form', () => {
  const { root } = parse('print a = "x\\ty", b = @"c:\\t", c = h\'z\', d = ```m\nn```');
  expect(find(root, 'StringLiteralExpression').map((node) => node.stringValue)).toEqual([
    'x\ty',
    'c:\\t',
    'z',
    'm\nn',
  ]);
});

test('tokens and trivia joined are the text again', () => {
  const text = 'T // note\n| where a=="b"  ';
  expect(
    tokensOf(text)
      .map((token) => token.trivia + token.text)
      .join(''),
  ).toBe(text);
});

test.each([
  ['no such column', 'DeviceProcessEvents | where Nope == 1', 'KS142'],
  ['no such table', 'NoSuchTable | take 1', 'KS204'],
  ['management command', '// note\n.show tables', 'kql/management-command'],
  ['nested too deeply', `print ${'('.repeat(3000)}1${')'.repeat(3000)}`, 'kql/nested-too-deeply'],
])('%s is a diagnostic', (_, text, code) => {
  expect(bindQuery(text, { tables }).diagnostics.map((found) => found.code)).toContain(code);
});

test('a wildcard union sees the tables it names', () => {
  const { diagnostics, result } = bindQuery('union DeviceFile*, DeviceProcess* | project FileName', {
    tables,
  });
  expect(diagnostics).toEqual([]);
  expect(result.kind).toBe('table');
});
