// What each piece of a query is to a reader.
import { describe, expect, test } from 'vitest';
import { classify } from '../../src/kql/classify.ts';

/** The pieces of one class. */
const piecesOf = (query: string, wanted: string | undefined) =>
  classify(query)
    .filter((piece) => piece.class === wanted)
    .map(({ text }) => text);

const query =
  'let Limit = 2; // at "most" | where\nT | where toupper(A) in~ ("x//y", @\'z\') and B > 1h // end';

test.each([
  ['keyword', ['let', 'where', 'in~', 'and']],
  ['function', ['toupper']],
  ['string', ['"x//y"', "@'z'"]],
  ['literal', ['2', '1h']],
  ['comment', ['// at "most" | where', '// end']],
])('%s', (name, pieces) => {
  expect(piecesOf(query, name)).toEqual(pieces);
});

describe('the pieces are the text again', () => {
  test.each([query, '', 'T | where A == "open', 'no # query ?? \u0000', '// only', 'a\r\n| take 1\t'])(
    '%j',
    (text) => {
      expect(
        classify(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    },
  );
});
