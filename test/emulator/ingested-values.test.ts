// What becomes of each value that is sent: as its column's type, as null, or cut.
import { expect, test } from 'vitest';
import { variantsInForce } from '../../src/emulator/behaviours.ts';
import { ingestedRow, ingestedValue } from '../../src/emulator/ingestion/ingested-row.ts';
import { parseJson } from '../../src/json/json-text.ts';
import { ticksOfDate } from '../../src/rows/ticks.ts';
import { makeTable, rowsOf, startWithEngine, upload } from './ingestion-start.ts';
import { noon } from './start.ts';

/** Type, JSON sent, what is kept, what is kept under `converted` (the same where absent). */
const values: readonly (readonly [string, string, unknown, unknown?])[] = [
  ['boolean', 'true', true],
  ['boolean', '1', null, true],
  ['boolean', '"False"', null, false],
  ['boolean', '"maybe"', null],
  ['dateTime', '"2026-03-01T11:00:00.1234567Z"', '2026-03-01T11:00:00.1234567Z'],
  ['dateTime', '"2026-03-01 11:00:00"', '2026-03-01T11:00:00.0000000Z'],
  ['dateTime', '"2026-03-01T13:00:00+02:00"', '2026-03-01T11:00:00.0000000Z'],
  ['dateTime', '"yesterday"', null],
  ['dateTime', '1772362800', null],
  ['dynamic', '{"a":[1,null]}', { a: [1, null] }],
  ['dynamic', '"text"', 'text'],
  ['dynamic', '0', 0],
  ['int', '5', 5],
  ['int', '-2147483648', -2147483648],
  ['int', '2147483648', null],
  ['int', '1.5', null],
  ['int', '"5"', null, 5],
  ['int', 'true', null],
  ['long', '9007199254740993', '9007199254740993'],
  ['long', '"9007199254740993"', null, '9007199254740993'],
  ['long', '9223372036854775808', null],
  ['long', '{}', null],
  ['real', '1.5', 1.5],
  ['real', '9007199254740993', 9007199254740992],
  ['real', '"1.5"', null, 1.5],
  ['real', '"much"', null],
  ['string', '"text"', 'text'],
  ['string', '""', ''],
  ['string', '5', null, '5'],
  ['string', 'true', null, 'true'],
  ['string', '{"a":9007199254740993}', '{"a":9007199254740993}'],
  ['string', '[1]', '[1]'],
  ['guid', '"2f0a3c5e-0000-0000-0000-000000000000"', '2f0a3c5e-0000-0000-0000-000000000000'],
  ['string', 'null', null],
];

test.for(values)('%s: %s', ([type, sent, kept, converted = kept]) => {
  const value: unknown = parseJson(sent);
  expect(ingestedValue(value, type, variantsInForce())).toEqual(kept);
  const variants = variantsInForce({ 'ingested-value-of-another-type': 'converted' });
  expect(ingestedValue(value, type, variants)).toEqual(converted);
});

test('a text is cut at 64 KB of UTF-8, at a whole character', () => {
  const cut = (text: string) => String(ingestedValue(text, 'string', variantsInForce()));
  expect([cut('x'.repeat(65_536)).length, cut('x'.repeat(65_537)).length]).toEqual([65_536, 65_536]);
  expect(cut(`x${'é'.repeat(40_000)}`)).toBe(`x${'é'.repeat(32_767)}`);
});

const arrival = '2026-03-01T12:00:00.0000000Z';
test.for([
  ['missing', undefined, arrival],
  ['no time', 'soon', arrival],
  ['2 days ago', '2026-02-27T12:00:00Z', '2026-02-27T12:00:00.0000000Z'],
  ['a tick more than 2 days ago', '2026-02-27T11:59:59.9999999Z', arrival],
  ['a day ahead', '2026-03-02T12:00:00Z', '2026-03-02T12:00:00.0000000Z'],
  ['a tick more than a day ahead', '2026-03-02T12:00:00.0000001Z', arrival],
] as const)('TimeGenerated: %s', ([, sent, kept]) => {
  const columns = new Map([['TimeGenerated', 'dateTime']]);
  const context = { columns, receivedTicks: ticksOfDate(noon), variants: variantsInForce() };
  expect(ingestedRow({ TimeGenerated: sent }, context)).toEqual({ TimeGenerated: kept });
});

test('every type comes out of a query as it went in; unknown columns and names of the language are dropped', async () => {
  const emulator = await startWithEngine();
  const declared = {
    TimeGenerated: 'dateTime',
    Flag: 'boolean',
    Bag: 'dynamic',
    Id: 'guid',
    Small: 'int',
    Large: 'long',
    Share: 'real',
    Word: 'string',
  };
  const { Id: _, ...table } = declared;
  const id = await makeTable(emulator, { declared: table });
  const row =
    '{"Flag":true,"Bag":{"a":[9007199254740993]},"Small":1,"Large":9223372036854775807,"Share":0.5,' +
    '"Word":"w","Unknown":1,"constructor":2,"__proto__":{"Word":"x"}}';
  await upload(emulator, id, `[${row},{}]`);
  const query =
    'Test_CL | project Flag, tostring(Bag), Small, tostring(Large), Share, Word | order by Word desc';
  expect(await rowsOf(emulator, query)).toEqual([
    [true, '{"a":[9007199254740993]}', 1, '9223372036854775807', 0.5, 'w'],
    [null, '', null, '', null, ''],
  ]);
});
