// Every check reports its bad fixture at the place the file itself names, nothing else, and nothing in its good one.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { expectedPlaces, fixtureFolder, lintFixture, placesOf } from './fixtures.ts';

const slugOf = (code: string) => code.slice(code.indexOf('/') + 1);
const slugs = checks.map((check) => slugOf(check.code));

describe.each(checks.map((check) => [check.code]))('%s', (code) => {
  const slug = slugOf(code);

  test('has a good and a bad fixture', () => {
    expect(['good.yaml', 'bad.yaml'].filter((name) => !existsSync(join(fixtureFolder, slug, name)))).toEqual(
      [],
    );
  });

  test('the bad fixture gives exactly what it says', () => {
    const { text, diagnostics } = lintFixture(slug, 'bad');
    expect(placesOf(diagnostics)).toEqual(expectedPlaces(text));
    const codes = diagnostics.map((found) => found.code);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.every((found) => found === code || (code === 'kql/binding' && /^KS\d+$/.test(found)))).toBe(
      true,
    );
  });

  test('the good fixture gives nothing', () => {
    const { diagnostics } = lintFixture(slug, 'good');
    expect(diagnostics).toEqual([]);
  });
});

test('there are no fixtures of checks that do not exist', () => {
  expect(readdirSync(fixtureFolder).filter((name) => !slugs.includes(name))).toEqual([]);
});

test('checks stand in the order of their codes, each once, in a file of its own', () => {
  const codes = checks.map((check) => check.code);
  expect(codes).toEqual([...new Set(codes)].sort());
  expect(new Set(slugs).size).toBe(slugs.length);
});

test('every check says what, why, what to do and where it comes from', () => {
  for (const { code, summary, why, fix, see } of checks) {
    expect(code).toMatch(/^(content|kql|style|test)\/[a-z]+(-[a-z]+)*$/);
    for (const sentence of [summary, why, fix]) expect(sentence, code).toMatch(/\.$|[?`]\.?$/);
    expect(see, code).toMatch(/^https:\/\//);
  }
});
