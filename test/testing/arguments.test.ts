// The call that a case of a parser makes: values as literals of the declared types.
import { expect, test } from 'vitest';
import { parseContent } from '../../src/content/files/load.ts';
import { callOf } from '../../src/testing/arguments.ts';

const now = new Date('2026-01-15T12:00:00Z');

function call(parameters: string, given: Readonly<Record<string, unknown>>, query = 'SigninLogs') {
  const text = `FunctionName: F\nFunctionParams: ${JSON.stringify(parameters)}\nFunctionQuery: ${query}\n`;
  return callOf('F', parseContent(text, { file: 'p.yaml' }).item!, { arguments: given, now });
}

test.each([
  ['a:string', { a: 'x "y"' }, 'F(a="x \\"y\\"")'],
  ['a:string', { a: '007' }, 'F(a="007")'],
  ['a:long', { a: '9007199254740993' }, 'F(a=9007199254740993)'],
  ['a:dynamic', { a: 'dynamic([1, 2])' }, 'F(a=dynamic([1, 2]))'],
  ['a:int=1, b:long', { b: 2 }, 'F(b=long(2))'],
  ['a:datetime', { a: '-1h' }, 'F(a=datetime(2026-01-15T11:00:00.0000000Z))'],
  ['a:datetime', { a: 'datetime(null)' }, 'F(a=datetime(null))'],
  ['a:timespan', { a: '1h' }, 'F(a=1h)'],
  ['a:dynamic', { a: ['x', 1] }, 'F(a=dynamic(["x",1]))'],
  ['a:bool', { a: true }, 'F(a=true)'],
  ['a:int', { a: null }, 'F(a=int(null))'],
  ['T:(*)', { T: 'SigninLogs' }, 'F(T=SigninLogs)'],
])('%s with %j', (parameters, given, text) => {
  expect(call(parameters, given)).toEqual({ text, problems: [] });
});

test('a function that gives a value is printed', () => {
  expect(call('a:int', { a: 1 }, 'a + 1').text).toBe('print Result=F(a=int(1))');
});

test.each([
  ['a:int', {}, 'The case gives no value for `a`, which has no default'],
  ['a:int', { a: [1] }, 'The argument `a` is not a value of the type int'],
  ['a:string', { a: 7 }, 'The argument `a` is not a value of the type string'],
  ['a:long', { a: 1.5 }, 'The argument `a` is not a value of the type long'],
  ['a:long', { a: -9007199254740992 }, 'The argument `a` is not a value of the type long'],
  ['a:int, b:int=1', { a: '1, b=2' }, 'The argument `a` is not a value of the type int'],
  ['T:(*)', { T: 'a | b' }, 'The argument `T` is not the name of a table that the case seeds'],
  ['least:int=1', { leest: 2 }, 'The function has no parameter `leest`'],
])('%s with %j is refused', (parameters, given, message) => {
  expect(call(parameters, given).problems).toMatchObject([{ code: 'test/bad-argument', message }]);
});
