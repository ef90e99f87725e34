// has and its family beside letters and digits of any script: against a reference that looks at each occurrence by itself.
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { noRows } from '../../src/engine/table-source.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

const engine = createEngine();
afterAll(() => engine.close());
const tables = createTableCatalogue();
const now = new Date('2026-01-15T12:00:00Z');

/** Letters, digits and signs of several scripts, with and without case, some beyond the basic plane. */
const characters = ['a', 'g', 'A', 'é', 'É', '日', '²', '٣', '1', ' ', '-', '_', '.', '😀', '𝒜', '\u0301'];
const texts = fc.array(fc.constantFrom(...characters), { maxLength: 6 }).map((all) => all.join(''));
const terms = fc
  .array(fc.constantFrom(...characters), { minLength: 1, maxLength: 2 })
  .map((all) => all.join(''));

const operators = [
  { name: 'has', before: true, after: true, caseSensitive: false },
  { name: 'has_cs', before: true, after: true, caseSensitive: true },
  { name: 'hasprefix', before: true, after: false, caseSensitive: false },
  { name: 'hassuffix_cs', before: false, after: true, caseSensitive: true },
] as const;

const isTermCharacter = (character: string) => /^[\p{L}\p{N}]$/u.test(character);

/** An occurrence counts where an end of the term that is a letter or digit has none beside it. */
function holds(text: string, term: string, { before, after, caseSensitive }: (typeof operators)[number]) {
  const folded = (all: string) => (caseSensitive ? all : all.toLowerCase());
  const [inText, inTerm] = [[...folded(text)], [...folded(term)]];
  return inText.some((_, at) => {
    if (inTerm.some((character, index) => inText[at + index] !== character)) return false;
    const [left = ' ', right = ' '] = [inText[at - 1], inText[at + inTerm.length]];
    const isCutLeft = before && isTermCharacter(inTerm[0]!) && isTermCharacter(left);
    const isCutRight = after && isTermCharacter(inTerm.at(-1)!) && isTermCharacter(right);
    return !isCutLeft && !isCutRight;
  });
}

async function valuesOf(query: string): Promise<unknown[][]> {
  const outcome = await engine.run(query, { tables, data: noRows, now });
  if (!('result' in outcome)) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.result.rows.map((row) => [...row]);
}

const literal = (text: string) => JSON.stringify(text);

test.each(operators.map((operator) => [operator.name, operator] as const))(
  '%s with a term of the query, of a let and of a column',
  async (name, operator) => {
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 20, maxLength: 40 }), terms, async (all, term) => {
        const rows = all.map((text) => `${literal(text)}, ${literal(term)}`).join(', ');
        const query = `let one = tostring(dynamic([${literal(term)}])[0]);
datatable(text: string, term: string)[${rows}]
| project a = text ${name} ${literal(term)}, b = text ${name} one, c = text ${name} term`;
        const expected = all.map((text) => holds(text, term, operator)).map((value) => [value, value, value]);
        expect(await valuesOf(query)).toEqual(expected);
      }),
      { numRuns: 12, seed: 20260115 },
    );
  },
);

test('has_any and has_all with terms of the query and of a let', async () => {
  const pairs = fc.tuple(terms, terms);
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { minLength: 20, maxLength: 40 }), pairs, async (all, [one, other]) => {
      const list = `${literal(one)}, ${literal(other)}`;
      const query = `let listed = dynamic([${list}]);
datatable(text: string)[${all.map(literal).join(', ')}]
| project a = text has_any (${list}), b = text has_any (listed), c = text has_all (${list}), d = text has_all (listed)`;
      const expected = all.map((text) => {
        const held = [one, other].map((term) => holds(text, term, operators[0]));
        const [any, both] = [held.some(Boolean), held.every(Boolean)];
        return [any, any, both, both];
      });
      expect(await valuesOf(query)).toEqual(expected);
    }),
    { numRuns: 12, seed: 20260115 },
  );
});
