// Names of content files: from the display name, never one that is taken, the same for the same item.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNameFor, kebabCase } from '../../src/content/files/file-names.ts';

const id = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01';

test.each([
  ['Rare clone: GitHub', 'rare-clone-github'],
  ['  (Preview) TI map IP entity to AzureFirewall  ', 'preview-ti-map-ip-entity-to-azurefirewall'],
  ["User's e-mail isn't read", 'users-e-mail-isnt-read'],
  ['Été à Zürich', 'ete-a-zurich'],
  ['../../etc/passwd', 'etc-passwd'],
  ['日本語', ''],
])('%s is %s', (name, slug) => {
  expect(kebabCase(name)).toBe(slug);
});

test('a long name is cut at a word', () => {
  const slug = kebabCase('word '.repeat(50));
  expect(slug).toBe(Array(16).fill('word').join('-'));
});

test.each([
  ['a name that is taken', 'Rule', ['rule'], 'rule-6f1b1a52'],
  ['one whose short form is taken as well', 'Rule', ['rule', 'rule-6f1b1a52'], `rule-${id}`],
  ['a device of Windows', 'CON', [], 'con-6f1b1a52'],
  ['the readme', 'Readme', [], 'readme-6f1b1a52'],
  ['nothing that fits a file name', '—', [], '6f1b1a52'],
])('%s gets a part of the id', (_, name, taken, slug) => {
  expect(fileNameFor(name, id, (each) => taken.includes(each))).toBe(slug);
});

test('whatever the name and the id, the file name is plain and free', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 60 });
  fc.assert(
    fc.property(anything, anything, fc.boolean(), (name, anyId, isFirstTaken) => {
      const first = fileNameFor(name, anyId, () => false);
      const slug = fileNameFor(name, anyId, (each) => isFirstTaken && each === first);
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      if (isFirstTaken) expect(slug).not.toBe(first);
    }),
  );
});
