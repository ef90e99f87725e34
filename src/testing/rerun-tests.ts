// Runs detection tests again and again: the first time all of them, then those of the items that changes touch.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentItem } from '../content/content-item.ts';
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Selection } from '../project/selection.ts';
import type { QueryRunner } from '../rows/query-runner.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { caseFolderOf } from './load-cases.ts';
import { withLostRows } from './lost-rows.ts';
import { runKey } from './run-key.ts';
import { type LoadedTests, loadTests, type RunOptions, runSelection, type TestRun } from './run-selection.ts';
import { type ItemResult, testResults } from './run-tests.ts';

/** The content as it stands. */
export interface OpenedTests {
  readonly selection: Selection;
  /** The chosen items, as an environment makes them. */
  readonly items: readonly ContentItem[];
}

export interface RerunOptions extends Pick<RunOptions, 'doing'> {
  /** Takes part of the cases; absent: all are run. */
  readonly choose?: ((loaded: LoadedTests) => LoadedTests) | undefined;
  /** Makes a runner that reads the tables anew with each run. */
  readonly runnerOver: (current: { readonly tables: TableCatalogue }) => ClosableRunner;
}

type ClosableRunner = QueryRunner & { close(): void };

export interface Rerun {
  /** Of the items that were touched. */
  readonly run: TestRun;
  /** Of all chosen items, as their cases came out last. */
  readonly whole: TestRun;
}

export interface Reruns {
  /** Runs the cases of the items that are not what they were when their cases last ran. */
  next(opened: OpenedTests): Promise<Rerun>;
  close(): void;
}

/** What came of an item last. */
interface Known {
  readonly key: string;
  /** Absent where no case of it was chosen. */
  readonly result: ItemResult | undefined;
  /** What was wrong with its cases. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Keeps the engine, and what is bound, from one run to the next. */
export function createReruns({ choose = (loaded) => loaded, runnerOver, doing }: RerunOptions): Reruns {
  const current: { tables?: TableCatalogue } = {};
  let runner: ClosableRunner | undefined;
  let known: ReadonlyMap<string, Known> | undefined;
  /** Of cases that no item has. */
  let orphans: readonly Diagnostic[] = [];

  return {
    async next({ selection, items }) {
      const { all } = selection;
      current.tables = all.tables;
      runner ??= runnerOver(current as { readonly tables: TableCatalogue });
      const keys = new Map(items.map((item) => [item, runKey(item, all)]));
      const touched = items.filter((item) => known?.get(item.file)?.key !== keys.get(item));
      const isPart = selection.isPart || known !== undefined;
      const tests = loadTests({ ...selection, isPart }, touched);
      const chosen = choose({ tests, items: touched });
      const ran = await runSelection(runner, chosen.tests, { selection, items: chosen.items, doing });
      const results = await withLostRows(ran.results, { ...chosen, runner, tables: all.tables });

      const folderOf = (item: ContentItem) => caseFolderOf(item, all.project.folders.tests);
      const knownOf = (item: ContentItem): Known => ({
        key: keys.get(item)!,
        result: results.rules.find(({ file }) => file === item.file),
        diagnostics: tests.diagnostics.filter((found) => isIn(found, folderOf(item))),
      });
      const before = known;
      const entries = items.map((item) => (touched.includes(item) ? knownOf(item) : before!.get(item.file)!));
      orphans = (before === undefined ? tests.diagnostics : orphans).filter(
        (found) =>
          existsSync(join(all.project.folder, found.file ?? '')) &&
          !items.some((item) => isIn(found, folderOf(item))),
      );
      known = new Map(items.map(({ file }, at) => [file, entries[at]!]));
      const run = { ...ran, results };
      return {
        run,
        whole: wholeOf(run, { items, entries, others: [...selection.chosen.diagnostics, ...orphans] }),
      };
    },
    close: () => runner?.close(),
  };
}

function isIn({ file }: Diagnostic, folder: string): boolean {
  return file === folder || file?.startsWith(`${folder}/`) === true;
}

/** The last run as if it had been one of all items. */
function wholeOf(
  last: TestRun,
  all: {
    readonly items: readonly ContentItem[];
    readonly entries: readonly Known[];
    readonly others: readonly Diagnostic[];
  },
): TestRun {
  const { items, entries, others } = all;
  const diagnostics = [...others, ...entries.flatMap((one) => one.diagnostics)];
  const results = testResults(entries.flatMap(({ result }) => result ?? []));
  return { ...last, results, diagnostics: diagnostics.sort(compareDiagnostics), items };
}
