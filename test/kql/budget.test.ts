// What reading a query may cost is counted, so that no query can stall or fill the process; the counts are the truth here, not time.
import { describe, expect, test } from 'vitest';
import { type BoundQuery, bindQuery } from '../../src/kql/bind/bind.ts';
import { createBudget, maxSqlLength, readingLimits, TooComplex } from '../../src/kql/budget.ts';
import { translate } from '../../src/kql/translate/translate.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';

const tables = createTableCatalogue([]);
const bind = (query: string) => bindQuery(query, { tables });
const codesOf = (bound: BoundQuery) => bound.diagnostics.map(({ code }) => code);

function translated(query: string) {
  const bound = bind(query);
  expect(codesOf(bound)).toEqual([]);
  return translate(bound, { now: new Date('2026-01-01T00:00:00Z') });
}

/** Each let is made of the one before it, `times` times. */
function tower(
  height: number,
  first: string,
  next: (below: string) => string,
  last: (top: string) => string,
) {
  const lets = Array.from({ length: height }, (_, i) => `let t${i + 1} = ${next(`t${i}`)};`);
  return [`let t0 = ${first};`, ...lets, last(`t${height}`)].join('\n');
}

const eight = (text: string) => Array(8).fill(text).join(', ');

describe('a budget', () => {
  test('ends with its steps', () => {
    const budget = createBudget({ steps: 10 });
    budget.spend(10);
    expect(() => budget.spend(1)).toThrow(TooComplex);
    expect(() => budget.spend(1)).toThrow(
      'The query expands to more than 10 steps (each part counts as often as it is used) and is refused.',
    );
  });

  test('ends with its time, which is looked at every so many steps', () => {
    let clock = 0;
    const budget = createBudget({ timeMs: 1000 }, () => clock);
    budget.spend(1000);
    clock = 1001;
    expect(() => budget.spend(1000)).toThrow('Reading the query takes longer than 1 s and is refused.');
  });
});

describe('what is used often is shared', () => {
  test('nine lets, each the union of eight of the one before', () => {
    const query = tower(
      9,
      'DeviceProcessEvents',
      (below) => `union ${eight(below)}`,
      (top) => `${top} | count`,
    );
    const outcome = translated(query);
    // Nine steps of eight arms, not 8^9 arms.
    expect('translation' in outcome && outcome.translation.sql.length).toBeLessThan(10_000);
  });

  test('lets of one value', () => {
    const query = tower(
      12,
      '"x"',
      (below) => `strcat(${eight(below)})`,
      (top) => `print strlen(${top})`,
    );
    const outcome = translated(query);
    if (!('translation' in outcome)) throw new Error(JSON.stringify(outcome));
    expect(outcome.translation.variables.length).toBeGreaterThan(0);
    expect(outcome.translation.sql.length).toBeLessThan(50_000);
  });
});

describe('what cannot be shared is refused', () => {
  const lambdas = (height: number) =>
    tower(
      height,
      '(x: long) { x + 1 }',
      (below) => `(x: long) { ${below}(x) + ${below}(x + 1) }`,
      (top) => `print ${top}(1)`,
    );

  test('lambdas that call the one before twice', { timeout: 60_000 }, () => {
    expect('translation' in translated(lambdas(5))).toBe(true);
    expect(translated(lambdas(40))).toMatchObject({
      diagnostics: [{ code: 'kql/too-complex', severity: 'error', start: 0 }],
    });
  });

  test('SQL that would be too long', () => {
    const calls = Array(maxSqlLength / 100_000 + 1).fill('strcat(base, tostring(rand()))');
    const outcome = translated(`let base = "${'x'.repeat(100_000)}"; print ${calls.join(', ')}`);
    expect(outcome).toMatchObject({ diagnostics: [{ code: 'kql/too-complex' }] });
  });

  test('a text that binds to more nodes than a query may have', () => {
    // The limit lies far above any rule: a list of 30,000 values stays below it.
    expect(readingLimits.steps).toBeGreaterThan(10 * 30_000);
  });
});

describe('long texts take time in proportion to their length', () => {
  test('a string of 900,000 letters', () => {
    const outcome = translated(`print x = "${'a'.repeat(900_000)}"`);
    expect('translation' in outcome).toBe(true);
  });

  test('900,000 letters that look like the start of a wildcard', () => {
    expect(codesOf(bind(`print x = "${'a_'.repeat(450_000)}"`))).toEqual([]);
    expect(codesOf(bind(`print x = "${'union '.repeat(150_000)}"`))).toEqual([]);
    expect(codesOf(bind(`union DeviceProc${'*'.repeat(100)}zzz | count`))).toHaveLength(1);
  });

  test('a list of 10,000 values', () => {
    const values = Array.from({ length: 10_000 }, (_, i) => i).join(', ');
    expect('translation' in translated(`print a = 1 | where a in (${values})`)).toBe(true);
  });

  test('rows of 10,000 values', () => {
    const values = Array.from({ length: 10_000 }, (_, i) => i).join(', ');
    expect('translation' in translated(`datatable(a: long)[${values}]`)).toBe(true);
  });

  test('20,000 characters that mean nothing give findings, not a stall', () => {
    const noise = Array.from({ length: 20_000 }, (_, i) => String.fromCharCode(33 + ((i * 7919) % 94)));
    expect(codesOf(bind(noise.join(''))).length).toBeGreaterThan(0);
  });
});

test.each([
  ['union SecurityE*', ['SecurityEvent']],
  ['union SecurityEvent*', ['SecurityEvent']],
  ['union *curityEven*', ['SecurityEvent']],
])('%s finds its tables', (query, names) => {
  const members = (bind(query).members ?? []).map(({ name }) => name);
  expect(members).toEqual(expect.arrayContaining(names));
});
