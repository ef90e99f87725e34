// Parsers: both forms of Azure-Sentinel's files, the parameters in both spellings, and the way to a saved search and back.
import { expect, test } from 'vitest';
import { parseContent } from '../../src/content/files/load.ts';
import { definitionOf, functionsIn } from '../../src/content/kinds/kinds.ts';
import {
  parametersText,
  parameterValues,
  readParameters,
} from '../../src/content/model/function-parameters.ts';
import { editFile } from '../../src/content/writing/edit-file.ts';

const parser = definitionOf('parser');

function itemFrom(text: string) {
  const { item, diagnostics } = parseContent(text, { file: 'parsers/p.yaml' });
  if (item === undefined) throw new Error(JSON.stringify(diagnostics));
  return item;
}

const asim = `Parser:
  Title: Process events
  Version: '0.1.2'
  LastUpdated: Feb 23, 2022
Product:
  Name: Source Agnostic
Normalization:
  Schema: ProcessEvent
  Version: '0.1.0'
References:
- Title: A page
  Link: https://example.com
Description: |
  All process events.
ParserName: vimProcessContoso
EquivalentBuiltInParser: _Im_ProcessContoso
ParserParams:
  - Name: starttime
    Type: datetime
    Default: datetime(null)
  - Name: user
    Type: string
    Default: '*'
  - Name: disabled
    Type: bool
    Default: False
Parsers:
  - _Im_Process_Empty
ParserQuery: |
  SecurityEvent | where not(disabled) and TimeGenerated > starttime and Account == user
`;

test('a file of ASIM is a parser with the id of its function, as in Microsoft’s templates', () => {
  const item = itemFrom(asim);
  expect(item).toMatchObject({ kind: 'parser', id: 'vimprocesscontoso', name: 'Process events' });
  expect(parser.toBody(item).properties).toEqual({
    category: 'ASIM',
    displayName: 'Process events',
    functionAlias: 'vimProcessContoso',
    functionParameters: "starttime:datetime=datetime(null), user:string='*', disabled:bool=false",
    query: 'SecurityEvent | where not(disabled) and TimeGenerated > starttime and Account == user\n',
    version: 2,
    tags: [{ name: 'description', value: 'All process events.\n' }],
  });
  expect(functionsIn([item])[0]?.name).toBe('vimProcessContoso');
});

test('a function of Microsoft’s templates is the same content', () => {
  const item = itemFrom(asim);
  const deployed = {
    properties: {
      ...parser.toBody(item).properties,
      FunctionAlias: 'vimProcessContoso',
      functionParameters: 'starttime: datetime = datetime(null),user:string="*", disabled:bool=False',
    },
  };
  expect(parser.canonical(deployed)).toEqual(parser.canonical(parser.toBody(item)));
  expect(parser.isOfKind(deployed)).toBe(true);
  expect(parser.isOfKind({ properties: { ...deployed.properties, category: 'Hunting Queries' } })).toBe(
    false,
  );
});

test('a file without parameters takes away those that the workspace has, and sends none where there are none', () => {
  const item = itemFrom('FunctionName: F\nFunctionQuery: T\n');
  const body = parser.toBody(item);
  expect(parser.overlay(body, { properties: {} }).properties).not.toHaveProperty('functionParameters');
  const deployed = { properties: { functionParameters: 'a:int' } };
  expect(parser.overlay(body, deployed).properties['functionParameters']).toBe('');
});

test.each([
  ['', []],
  ['a:int', [{ name: 'a', type: 'int' }]],
  [
    'T:(*), U : (x:long , y:string)',
    [
      { name: 'T', type: '(*)' },
      { name: 'U', type: '(x:long, y:string)' },
    ],
  ],
  ['a:string="x, y=(z"', [{ name: 'a', type: 'string', default: "'x, y=(z'" }]],
  [
    'a:dynamic=dynamic(["b", "c"]), d:bool=True',
    [
      { name: 'a', type: 'dynamic', default: 'dynamic(["b", "c"])' },
      { name: 'd', type: 'bool', default: 'true' },
    ],
  ],
])('parameters %s', (text, parameters) => {
  expect(readParameters(text)).toEqual({ parameters });
  expect(readParameters(parameterValues(text))).toEqual({ parameters });
  expect(readParameters(parametersText(parameters))).toEqual({ parameters });
});

test.each([
  ['a', '`a` is not `name:type`', []],
  ['a:number', '`a` has no type of KQL: `number`', []],
  ['a:int=', '`a` has an empty default', []],
  ['a:int, a:long', 'two are named `a`', []],
  ['T:(*)=1', '`T` is a table, which has no default', []],
  [{}, 'they are no list', []],
  [[{ Name: 'a' }], '`a` has no `Type`', [0]],
  [
    [{ Name: 'a', Type: 'dynamic', Default: [] }],
    'the `Default` of `a` is no literal of KQL; write it as text',
    [0],
  ],
])('parameters %j cannot be read', (value, why, path) => {
  expect(readParameters(value).fault).toEqual({ why, path });
});

test('an edit keeps what ARM has no place for, and the spelling of the form', () => {
  const item = itemFrom(asim);
  const { properties } = parser.toBody(item);
  const body = { properties: { ...properties, displayName: 'Renamed', functionParameters: 'user:string' } };
  const edited = editFile({ text: asim, item, body, version: '0.2.0' });
  expect(edited?.changed).toEqual(['FunctionParams', 'Function']);
  expect(edited?.text).toContain(
    'Parser:\n  Title: Renamed\n  Version: 0.2.0\n  LastUpdated: Feb 23, 2022\n',
  );
  expect(edited?.text).toContain('ParserParams:\n- Name: user\n  Type: string\n');
  expect(edited?.text).toContain('ParserQuery: |\n  SecurityEvent');
});

test('a default is the text that the file has, and one value', () => {
  const file = (type: string, value: string) =>
    asim.replace(
      /ParserParams:[\s\S]*?Parsers:/,
      `ParserParams:\n  - { Name: a, Type: ${type}, Default: ${value} }\nParsers:`,
    );
  const sent = (type: string, value: string) =>
    parser.toBody(itemFrom(file(type, value))).properties['functionParameters'];
  expect(sent('string', '007')).toBe("a:string='007'");
  expect(sent('string', '1.10')).toBe("a:string='1.10'");
  expect(sent('string', 'True')).toBe("a:string='True'");
  expect(sent('bool', 'True')).toBe('a:bool=true');
  expect(sent('long', '9007199254740993')).toBe('a:long=9007199254740993');
  expect(sent('real', '1.0')).toBe('a:real=1.0');
  expect(sent('string', 'null')).toBe('a:string');
  const why = (value: unknown, type: string) =>
    readParameters([{ Name: 'a', Type: type, Default: value }]).fault?.why;
  expect(why('1, b:int=2', 'int')).toBe('the default of `a` is more than one value');
  expect(readParameters("a:string=@'c:\\', b:int=1").parameters).toMatchObject([
    { name: 'a', default: "@'c:\\'" },
    { name: 'b', default: '1' },
  ]);
  expect(readParameters([{ Name: 'a', Type: 'string', Default: "'x', b:string='y'" }])).toEqual({
    parameters: [{ name: 'a', type: 'string', default: "'\\'x\\', b:string=\\'y\\''" }],
  });
  expect(
    readParameters('a:string=😀, bc:int').parameters.map(({ name, default: value }) => [name, value]),
  ).toEqual([
    ['a', "'😀'"],
    ['bc', undefined],
  ]);
});
