// The content and the case files of this repository are sound, and cases that run together come out as each by itself.
import { expect, test } from 'vitest';
import { content, partOf, parts, tests } from './cases.ts';
import { describeCompared, describeShared } from './compared-cases.ts';

test('content and case files are sound', () => {
  expect(content.diagnostics).toEqual([]);
  expect(tests.diagnostics).toEqual([]);
  expect(content.items.length).toBeGreaterThan(0);
});

test('every item is in a part', () => {
  const all = Array.from({ length: parts }, (_, part) => partOf(part)).flat();
  expect(all.map(({ file }) => file).sort()).toEqual(content.items.map(({ file }) => file).sort());
});

// Every fifth item, two cases each; all of them: test/long.
describeCompared(
  content.items.filter((_, index) => index % 5 === 0),
  2,
);

// Two with short queries, of which one has a parameter that has to be a constant; all items: test/long.
const small = ['bulk-repository-clone', 'repository-exposed'];
describeShared(
  content.items.filter(({ slug }) => small.includes(slug)),
  { onlyWithParameters: true },
);
