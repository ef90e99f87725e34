// What the cases of an item come of, read from files that are not parsed yet: where it is the same, a run would say the same.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ContentItem } from '../content/content-item.ts';
import { readTextFile } from '../content/files/text-file.ts';
import { functionsIn, queryOf } from '../content/kinds/kinds.ts';
import { mapsOf } from '../json/json.ts';
import { mayReadAnyTable } from '../kql/any-table.ts';
import type { OpenedProject } from '../project/open-project.ts';
import { functionsNamedIn } from '../tables/named-functions.ts';
import { resultHash } from './content-hash.ts';
import { caseFolderOf } from './load-cases.ts';

type RunProject = Pick<OpenedProject, 'project' | 'tables' | 'given'>;

/**
 * A hash of the item, the functions it calls, its case files and the seed files they name, and of those tables, watchlists and
 * fixtures of the project that any of these name; of all of them where a query may read what it does not name.
 */
export function runKey(item: ContentItem, { project, tables, given }: RunProject): string {
  const cases = caseTexts(join(project.folder, caseFolderOf(item, project.folders.tests)));
  const own = [queryOf(item) ?? '', ...functionsIn([item]).map(({ parameters }) => parameters)];
  const queries = [...own, ...Object.values(functionsNamedIn(own, tables))];
  const named = queries.some(mayReadAnyTable) ? given : namedIn([...queries, ...Object.values(cases)], given);
  return resultHash(item, tables, { cases, given: named });
}

/** Path -> text of the files of a folder of cases, and of the seed files they name. */
function caseTexts(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
  const texts = Object.fromEntries(files.map((file) => [file, textOf(file)]));
  const seeds = Object.entries(texts).flatMap(([file, text]) => seedFilesIn(text, dirname(file)));
  return { ...texts, ...Object.fromEntries(seeds.map((file) => [file, textOf(file)])) };
}

/** What is wrong with a file that cannot be read is as good as its text: a run would say it again. */
function textOf(file: string): string {
  const read = readTextFile(file, file);
  return 'text' in read ? read.text : read.diagnostic.message;
}

/** Whatever reads like the path of a YAML or JSON file that is there. */
function seedFilesIn(text: string, folder: string): readonly string[] {
  if (!text.includes('seedFiles')) return [];
  const names = text.match(/[^\s,[\]{}'"]+\.(?:ya?ml|json)\b/gi) ?? [];
  return [...new Set(names)].map((name) => resolve(folder, name)).filter((file) => existsSync(file));
}

/** The tables, watchlists and fixtures that some text names. */
function namedIn(texts: readonly string[], given: OpenedProject['given']): unknown {
  const isNamed = (name: string) => texts.some((text) => text.includes(name));
  return Object.entries(given).map(([what, all]) => [
    what,
    mapsOf(all).filter((one) => isNamed(keyWord(String(one['name'] ?? one['alias'])))),
  ]);
}

/** The part of a name that a query spells: of `f()` the function, of `externaldata("https://example.org/a")` what follows the scheme. */
function keyWord(name: string): string {
  return name.replace(/\(\)$/, '').replace(/^externaldata\("https:\/\/(.*)"\)$/, '$1');
}
