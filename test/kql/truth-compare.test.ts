// The comparison with recorded answers sees every kind of difference: a comparison that is blind proves nothing.
import { expect, test } from 'vitest';
import { deviation, type RecordedAnswer } from './truth-compare.ts';

const answer = (type: string, given: Partial<RecordedAnswer>): RecordedAnswer => ({
  id: 'x',
  query: '',
  columns: [{ name: 'a', type }],
  ordered: true,
  ...given,
});

const of = (type: string, ...cells: unknown[]) => ({
  columns: [{ name: 'a', type: type as 'string' }],
  rows: cells.map((cell) => [cell]),
});

const printed = (type: string, ...rows: string[]) => answer(type, { printed: rows, rowCount: rows.length });

test.each<readonly [string, RecordedAnswer, unknown]>([
  ['string', printed('string', "('it's, (so)')"), "it's, (so)"],
  ['string', printed('string', "('')"), ''],
  ['long', printed('long', '(-12)'), -12],
  ['long', printed('long', '(9223372036854775807)'), '9223372036854775807'],
  ['real', printed('real', '(0.30000000000000004)'), 0.3],
  ['real', printed('real', '(-∞)'), '-Infinity'],
  ['real', printed('real', '(NaN)'), 'NaN'],
  ['bool', printed('bool', '(True)'), true],
  ['datetime', printed('datetime', '(2020-01-01T00:00:00.1234567Z)'), '2020-01-01T00:00:00.1234567Z'],
  ['timespan', printed('timespan', '(1.02:03:04)'), '1.02:03:04.0000000'],
  ['dynamic', printed('dynamic', '({"a": [1, "x, )"], "b": null})'), { b: null, a: [1, 'x, )'] }],
  ['dynamic', printed('dynamic', '(null)'), null],
  ['dynamic', answer('dynamic', { rows: [[{ a: 1.5 }]] }), { a: 1.5 }],
])('%s agrees', (type, record, cell) => {
  expect(deviation(record, of(type, cell))).toBeUndefined();
});

test.each<readonly [string, RecordedAnswer, unknown]>([
  ['string', printed('string', "('a ')"), 'a'],
  ['string', printed('string', "('A')"), 'a'],
  ['long', printed('long', '(0)'), null],
  ['long', printed('long', '(null)'), 0],
  ['long', printed('long', '(12)'), 1],
  ['real', printed('real', '(0.3)'), 0.3001],
  ['bool', printed('bool', '(True)'), false],
  ['datetime', printed('datetime', '(2020-01-01T00:00:00.1234567Z)'), '2020-01-01T00:00:00.1234568Z'],
  ['timespan', printed('timespan', '(00:00:01)'), '00:00:02'],
  ['dynamic', printed('dynamic', '([1, 2])'), [2, 1]],
  ['dynamic', printed('dynamic', '([1])'), ['1']],
  ['dynamic', printed('dynamic', '({"a": 1})'), { a: 1, b: 2 }],
  ['dynamic', printed('dynamic', '([null])'), []],
])('%s differs', (type, record, cell) => {
  expect(deviation(record, of(type, cell))).toBe('no row 1 of the record');
});

test('types, names, places and numbers of rows count', () => {
  const record = answer('long', { rows: [[1], [2]] });
  expect(deviation(record, of('long', 1, 2))).toBeUndefined();
  expect(deviation(record, of('int', 1, 2))).toBe('a is int instead of long');
  expect(deviation(record, of('long', 2, 1))).toBe('no row 1 of the record');
  expect(deviation({ ...record, ordered: false }, of('long', 2, 1))).toBeUndefined();
  expect(deviation({ ...record, ordered: false }, of('long', 1, 1))).toBe('no row 2 of the record');
  expect(deviation(record, of('long', 1))).toBe('1 rows instead of 2');
  expect(deviation(record, { columns: [{ name: 'b', type: 'long' }], rows: [[1], [2]] })).toBe(
    'a column b instead of a',
  );
});
