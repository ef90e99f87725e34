// Loads fixtures for tests of checks: YAML files whose comments say what is to be found where.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lint } from '../../src/checks/run.ts';
import type { ContentItem } from '../../src/content/content-item.ts';
import { parseContent } from '../../src/content/files/load.ts';
import { functionsIn } from '../../src/content/kinds/kinds.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { loadProject } from '../../src/environments/load-project.ts';
import type { Project } from '../../src/environments/project.ts';
import { createTableCatalogue, withFunctions } from '../../src/tables/catalogue.ts';

export const fixtureFolder = fileURLToPath(new URL('fixtures', import.meta.url));
export const tables = createTableCatalogue();
export const now = new Date('2026-01-15T00:00:00Z');

/** A project without a sentinel-sync.yaml: every level is the check's own. */
export const plainProject: Project = loadProject(fixtureFolder);

/** The item in a text; a text that does not load is a mistake in the test. */
export function itemFrom(text: string, file: string): ContentItem {
  const { item, diagnostics } = parseContent(text, { file });
  if (item === undefined) throw new Error(`${file}: ${JSON.stringify(diagnostics)}`);
  return item;
}

/** `code line:column` of each finding, in order. */
export function placesOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

/** What `# expect: CODE COLUMN` (in a query `// expect: ...`) asks for, as `placesOf` gives it. */
export function expectedPlaces(text: string): string[] {
  return text.split('\n').flatMap((line, i) => {
    const match = /(?:#|\/\/) expect: (\S+) (\d+)$/.exec(line);
    return match === null ? [] : [`${match[1]} ${i + 1}:${match[2]}`];
  });
}

/** Lints `<slug>/<name>.yaml` with the files of `<slug>/<name>-beside/` as its neighbours; findings in the file itself. */
export function lintFixture(slug: string, name: 'good' | 'bad') {
  const text = readFileSync(join(fixtureFolder, slug, `${name}.yaml`), 'utf8');
  const beside = join(fixtureFolder, slug, `${name}-beside`);
  const neighbours = existsSync(beside) ? readdirSync(beside) : [];
  const file = `content/${name}.yaml`;
  const items = [
    itemFrom(text, file),
    ...neighbours.map((other) => itemFrom(readFileSync(join(beside, other), 'utf8'), `beside/${other}`)),
  ];
  const cases = /^# cases: (\d+) positive, (\d+) negative$/m.exec(text);
  const before = /^# id before: (\S+)$/m.exec(text)?.[1];
  const maxCost = /^# max query cost: (\d+)$/m.exec(text)?.[1];
  const { diagnostics } = lint({
    project: plainProject,
    items,
    tables: withFunctions(tables, functionsIn(items)),
    now,
    only: new Set([file]),
    casesOf: () => (cases && { positive: Number(cases[1]), negative: Number(cases[2]) }) || undefined,
    idBefore: () => before,
    maxQueryCost: maxCost === undefined ? undefined : Number(maxCost),
  });
  return { text, diagnostics };
}
