// JSON with places: the same values as JSON.parse, each where it stands, and expressions of templates worked out.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, lastSegment } from '../../src/transfer/arm-expression.ts';
import { entryOf, parseJson, plainJson } from '../../src/transfer/arm-json.ts';

function read(text: string) {
  const parsed = parseJson(text);
  if ('error' in parsed) throw new Error(parsed.error.message);
  return parsed.node;
}

test('any JSON gives the values JSON.parse gives', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(3), (text, indent) => {
      const spaced = JSON.stringify(JSON.parse(text), null, indent);
      expect(plainJson(read(spaced))).toEqual(JSON.parse(text));
    }),
  );
});

test('a text that JSON.parse refuses is refused, whatever was cut off', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, at) => {
      const cut = text.slice(0, at % text.length);
      const isJson = (() => {
        try {
          JSON.parse(cut);
          return true;
        } catch {
          return false;
        }
      })();
      expect('node' in parseJson(cut)).toBe(isJson);
    }),
  );
});

test('values know their places, and keys are found in any case', () => {
  const text = '{ "Name": "a",\n "list": [1, {"x": null}] }';
  expect(entryOf(read(text), 'name')?.at).toBe(text.indexOf('"a"'));
  expect(entryOf(read(text), 'LIST')?.at).toBe(text.indexOf('['));
});

describe('expressions', () => {
  const scope = {
    parameter: (name: string) => ({ known: 'K' })[name],
    variable: (name: string) => ({ count: 3 })[name],
  };
  test.each([
    ['plain', 'plain'],
    ['[[literal]', '[literal]'],
    ['[open', '[open'],
    ["['it''s']", "it's"],
    ["[concat('a', parameters('known'), '-', variables('count'))]", 'aK-3'],
    ["[format('{0}/{1}', 'a', parameters('known'))]", 'a/K'],
    ["[toLower(parameters('known'))]", 'k'],
    ["[variables('count')]", 3],
  ])('%s is %s', (text, value) => {
    expect(evaluate(text, scope)).toEqual({ value });
  });

  test.each([
    "[parameters('unknown')]",
    "[concat('a', parameters('unknown'))]",
    '[guid(resourceGroup().id)]',
    "[concat('a']",
    '[1 + 1]',
  ])('%s is not guessed', (text) => {
    expect(evaluate(text, scope)).toHaveProperty('problem');
  });

  test('the last part of a name is known where the workspace is not', () => {
    expect(
      lastSegment("[concat(parameters('workspace'), '/Microsoft.SecurityInsights/', 'id')]", scope),
    ).toBe('id');
    expect(lastSegment("[concat(parameters('workspace'), parameters('unknown'))]", scope)).toBeUndefined();
    expect(lastSegment("[concat('a/', parameters('unknown'))]", scope)).toBeUndefined();
    // What is in front of these letters may be a part of the id.
    expect(lastSegment("[concat(parameters('unknown'), 'id')]", scope)).toBeUndefined();
  });
});
