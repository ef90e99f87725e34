// Finds the detection tests of a project: `test/<content folder>/<slug>/*.yaml`, beside the content they mirror.
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { ContentItem, ContentKind } from '../content/content-item.ts';
import { readTextFile } from '../content/files/text-file.ts';
import { allContentKinds, functionsIn, queryOf } from '../content/kinds/kinds.ts';
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { overrideParameters } from '../kql/rewrite/parameters.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { argumentProblems, badArgument } from './arguments.ts';
import { type CaseFileOptions, parseCaseFile, type SeedFile } from './case-file.ts';
import { testFinding } from './codes.ts';
import { atClock, type DetectionCase } from './detection-case.ts';

export interface LoadCasesOptions {
  readonly projectFolder: string;
  readonly items: readonly ContentItem[];
  readonly tables: TableCatalogue;
  /** `folders.tests` of the project, relative to it; undefined: `test`. */
  readonly folder?: string;
  /** Files of the items whose tests are wanted; undefined: all. */
  readonly only?: ReadonlySet<string> | undefined;
}

/** The cases of a project by content item, and what is wrong with their files. */
export interface DetectionTests {
  /** The cases of an item, in file order; empty when it has none. */
  casesOf(item: ContentItem): readonly DetectionCase[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The same tests for a service whose clock cannot be set: each case at the clock that `clockOf` gives. */
export function testsAt(
  tests: DetectionTests,
  clockOf: (item: ContentItem, one: DetectionCase) => Date,
): DetectionTests {
  const { casesOf, diagnostics } = tests;
  return {
    casesOf: (item) => casesOf(item).map((one) => atClock(one, clockOf(item, one))),
    diagnostics,
  };
}

/** Content kind -> folder of its detection tests, in the folder of all tests. */
export function testFoldersOf(folder: string): Readonly<Record<ContentKind, string>> {
  const tests = folder.replaceAll('\\', '/').replace(/^\.\/|\/+$/g, '');
  return Object.fromEntries(
    allContentKinds.map(({ kind, folder }) => [kind, `${tests}/${folder}`]),
  ) as Record<ContentKind, string>;
}

/** The folder of the cases of an item. */
export function caseFolderOf({ kind, slug }: ContentItem, folder: string): string {
  return `${testFoldersOf(folder)[kind]}/${slug}`;
}

/** Loads the cases of every item, and finds what is wrong with them. Folders that are not there hold no tests. */
export function loadCases(options: LoadCasesOptions): DetectionTests {
  const cases = new Map<string, readonly DetectionCase[]>();
  const diagnostics: Diagnostic[] = [];
  const folders = testFoldersOf(options.folder ?? 'test');
  const loading: Loading = { ...options, seedFiles: new Map() };
  for (const kind of Object.keys(folders) as ContentKind[]) {
    const items = options.items.filter((item) => item.kind === kind);
    for (const slug of foldersIn(join(options.projectFolder, folders[kind]))) {
      const folder = `${folders[kind]}/${slug}`;
      const item = items.find((one) => one.slug === slug);
      if (options.only !== undefined && (item === undefined || !options.only.has(item.file))) continue;
      const loaded = loadFolder(folder, kind, loading);
      for (const problem of loaded.diagnostics) diagnostics.push(problem);
      if (item === undefined) {
        diagnostics.push(noSuchItem(folder, slug, items));
        continue;
      }
      cases.set(`${kind} ${slug}`, loaded.cases);
      for (const problem of wrongParameters(item, loaded.cases)) diagnostics.push(problem);
    }
  }
  return {
    casesOf: (item) => cases.get(`${item.kind} ${item.slug}`) ?? [],
    diagnostics: diagnostics.sort(compareDiagnostics),
  };
}

/** What one loading shares. */
type Loading = LoadCasesOptions & { readonly seedFiles: Map<string, SeedFile> };

function loadFolder(folder: string, kind: ContentKind, options: Loading) {
  const cases: DetectionCase[] = [];
  const diagnostics: Diagnostic[] = [];
  const names = new Set<string>();
  for (const file of yamlFilesIn(join(options.projectFolder, folder))) {
    const loaded = loadFile(`${folder}/${file}`, kind, options);
    for (const problem of loaded.diagnostics) diagnostics.push(problem);
    for (const one of loaded.cases) {
      if (names.has(one.name)) diagnostics.push(duplicate(one));
      names.add(one.name);
      cases.push(one);
    }
  }
  return { cases, diagnostics };
}

function loadFile(file: string, kind: ContentKind, options: Loading) {
  const { projectFolder, tables, seedFiles } = options;
  const read = readTextFile(join(projectFolder, file), file);
  if ('diagnostic' in read) return { cases: [], diagnostics: [read.diagnostic] };
  return parseCaseFile(read.text, {
    file,
    kind,
    tables,
    seedFiles,
    readSeedFile: seedFileReader(projectFolder, file),
  });
}

function seedFileReader(projectFolder: string, caseFile: string): CaseFileOptions['readSeedFile'] {
  return (name) => {
    const path = resolve(projectFolder, dirname(caseFile), name);
    const file = relative(resolve(projectFolder), path).replaceAll('\\', '/');
    if (file.startsWith('../')) {
      const message = 'it lies outside the project';
      return { diagnostic: testFinding('test/bad-value', message, { hint: undefined }) };
    }
    const read = readTextFile(path, file);
    return 'diagnostic' in read ? read : { file, text: read.text };
  };
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function yamlFilesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort();
}

/** Parameters and arguments that the item does not take, or takes in another type; those of a file's head once. */
function wrongParameters(item: ContentItem, cases: readonly DetectionCase[]): readonly Diagnostic[] {
  const byPlace = new Map<string, Diagnostic>();
  for (const one of cases) {
    const { file, parameters, parameterPlaces, argumentPlaces } = one;
    const problems = [
      ...overrideParameters(queryOf(item) ?? '', parameters).problems,
      ...(functionsIn([item]).length > 0 ? argumentProblems(item, one) : []),
    ];
    for (const { code, name, message, hint } of problems) {
      const places = code === badArgument ? argumentPlaces : parameterPlaces;
      const at = places[name] ?? one.at;
      const key = `${file}:${at?.line}:${at?.column}`;
      byPlace.set(key, { code, severity: 'error', message, file, ...at, hint });
    }
  }
  return [...byPlace.values()];
}

function duplicate({ name, file, at }: DetectionCase): Diagnostic {
  return testFinding('test/duplicate-case', `There is another case named "${name}"`, { file, ...at });
}

function noSuchItem(folder: string, slug: string, items: readonly ContentItem[]): Diagnostic {
  const near = didYouMean(
    slug,
    items.map((item) => item.slug),
  );
  return testFinding('test/no-such-item', `No content item has the file name \`${basename(folder)}\``, {
    file: folder,
    ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
  });
}
