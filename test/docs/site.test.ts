// The pages as a site, told without its generator: each page has one place in the menu, and each link leads somewhere. CI builds it (`npm run docs`).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hrefOnSite, slugOf } from '../../site/markdown.ts';
import { type Page, readNavigation } from '../../site/navigation.ts';
import { repository } from '../stories/command-line.ts';

const docs = join(repository, 'docs');
const kinds = readNavigation(docs);
const files = (readdirSync(docs, { recursive: true }) as string[])
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.md'));
const textOf = (page: string) => readFileSync(join(repository, page), 'utf8');
const prose = (page: string) => textOf(page).replaceAll(/^```[\s\S]*?^```$/gm, '');

const placesOf = (page: Page): string[] => [page.file, ...(page.pages ?? []).flatMap(placesOf)];

describe('the menu', () => {
  test('has the four kinds of documentation', () => {
    expect(kinds.map(({ title }) => title)).toEqual([
      'Tutorial',
      'How-to guides',
      'Reference',
      'Explanation',
    ]);
  });

  test('has each page once; docs/README.md, from which it is made, is the start', () => {
    const places = kinds.flatMap(({ groups }) => groups.flatMap(({ pages }) => pages.flatMap(placesOf)));
    expect(places.sort()).toEqual(files.filter((file) => file !== 'README.md').sort());
  });

  test('has guides under the guides, and what is generated under the reference', () => {
    const under = (title: string) =>
      kinds.find((kind) => kind.title === title)!.groups.flatMap(({ pages }) => pages.flatMap(placesOf));
    expect(
      files.filter((file) => file.startsWith('guides/') && !under('How-to guides').includes(file)),
    ).toEqual([]);
    expect(
      files.filter((file) => /^(reference|detections)\//.test(file) && !under('Reference').includes(file)),
    ).toEqual([]);
  });
});

/** The anchors that GitHub and the site give the headings of a page; a name that comes again is numbered. */
function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading] of prose(page).matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = slugOf(heading!.replaceAll(/`|\[([^\]]*)\]\([^)]*\)/g, '$1'));
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

test('links to a heading find it', () => {
  const dead = ['README.md', ...files.map((file) => `docs/${file}`)].flatMap((page) =>
    Array.from(prose(page).matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g), ([, path, anchor]) => ({
      target: path === '' ? page : posix.join(posix.dirname(page), path!),
      anchor: anchor!,
    }))
      .filter(({ target, anchor }) => target.endsWith('.md') && !anchorsOf(target).has(anchor))
      .map(({ target, anchor }) => `${page} -> ${target}#${anchor}`),
  );
  expect(dead).toEqual([]);
});

describe('a link on the site', () => {
  const to = (href: string, repository?: string) =>
    hrefOnSite(href, '/copy/docs/guides/report.md', { docs: '/copy/docs', repository });

  test.each([
    ['environments.md', 'environments.md'],
    ['../detections/README.md', '../detections/index.md'],
    ['../decisions/report.md#why', '../decisions/report.md#why'],
    ['#the-pages', '#the-pages'],
    ['https://learn.microsoft.com/azure/sentinel/', 'https://learn.microsoft.com/azure/sentinel/'],
  ])('to a page stays: %s', (href, expected) => {
    expect(to(href)).toBe(expected);
  });

  test.each([
    ['../../.github/workflows/ci.yml', '.github/workflows/ci.yml'],
    ['../../CONTRIBUTING.md', 'CONTRIBUTING.md'],
    ['../schemas/project.schema.json', 'docs/schemas/project.schema.json'],
  ])('to another file of the repository goes there, if it can be seen anywhere: %s', (href, file) => {
    expect(to(href, 'https://example.org/tree')).toBe(`https://example.org/tree/${file}`);
    expect(to(href)).toBeUndefined();
  });
});

describe('what an explanation claims is held by a test', () => {
  const sectionsOf = (page: string) =>
    textOf(page)
      .split(/^## /m)
      .slice(1)
      .map((text) => ({ title: text.slice(0, text.indexOf('\n')), text }));
  const linked = /\]\(\.\.\/(test\/[\w/-]+\.test\.ts)\)/g;

  test.each(['docs/how-far-to-trust.md', 'docs/architecture.md'])(
    '%s: each section links one that is there',
    (page) => {
      const bare = sectionsOf(page).filter(({ text }) => text.match(linked) === null);
      // The table in front of it sums up the sections.
      expect(bare.map(({ title }) => title).filter((title) => title !== 'In short')).toEqual([]);
      const tests = Array.from(textOf(page).matchAll(linked), ([, file]) => file!);
      expect(tests.filter((file) => !existsSync(join(repository, file)))).toEqual([]);
    },
  );
});
