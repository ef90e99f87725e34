// What stands where on the documentation site: docs/README.md is the index of readers on GitHub, and the sidebar is made from it.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export interface Page {
  /** Path below docs/. */
  readonly file: string;
  readonly title: string;
  /** The other pages of a folder whose README.md the index names. */
  readonly pages?: readonly Page[];
}

interface Group {
  /** A `###` of the index; the pages in front of the first have none. */
  readonly title?: string;
  readonly pages: readonly Page[];
}

/** One of the kinds of documentation (https://diataxis.fr): a `##` of the index. */
export interface Kind {
  readonly title: string;
  readonly groups: readonly Group[];
}

/** Reads the index: headings, and of each line of a list its first link. */
export function readNavigation(docs: string): readonly Kind[] {
  const index = readFileSync(join(docs, 'README.md'), 'utf8');
  return sectionsOf(index, '## ').map(({ title, body }) => ({
    title,
    groups: [{ body: body.split(/^### /m)[0]! }, ...sectionsOf(body, '### ')]
      .map(({ body, ...heading }) => ({ ...heading, pages: pagesOf(docs, body) }))
      .filter(({ pages }) => pages.length > 0),
  }));
}

function sectionsOf(text: string, mark: string): { title: string; body: string }[] {
  return text
    .split(new RegExp(`^${mark}`, 'm'))
    .slice(1)
    .map((section) => {
      const end = section.indexOf('\n');
      return { title: section.slice(0, end), body: section.slice(end + 1) };
    });
}

function pagesOf(docs: string, body: string): Page[] {
  return Array.from(body.matchAll(/^- \[([^\]]+)\]\(([^)]+)\)/gm), ([, title, file]) => ({
    file: file!,
    title: title!,
    ...(posix.basename(file!) === 'README.md' && { pages: othersOf(docs, dirname(file!)) }),
  }));
}

function othersOf(docs: string, folder: string): Page[] {
  return readdirSync(join(docs, folder))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => ({ file: `${folder}/${name}`, title: titleOf(join(docs, folder, name)) }))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

function titleOf(path: string): string {
  return /^# (.+)$/m.exec(readFileSync(path, 'utf8'))![1]!.replaceAll('`', '');
}
