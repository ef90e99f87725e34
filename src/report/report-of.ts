// Puts together what a report shows: the content with its cases, and beside each item what was kept of it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentItem } from '../content/content-item.ts';
import { coverageOf } from '../coverage/coverage.ts';
import { compareText } from '../diagnostics/compare-text.ts';
import { keptEvasion } from '../evasion/record.ts';
import type { Exclusions } from '../mutation/exclusions.ts';
import { keptMutation, type RecordedContent } from '../mutation/record.ts';
import { judged } from '../mutation/score.ts';
import { itemPaths } from './item-paths.ts';
import type {
  Guide,
  ReportedItem,
  ReportedMutation,
  ReportedPlan,
  ReportedSimulation,
  ReportInput,
  TestedCases,
} from './report-input.ts';

/** What there is besides the content; each is left out where it is not known. */
export interface KeptResults {
  /** JSON of the records that `test` keeps. */
  readonly mutation?: unknown;
  readonly evasion?: unknown;
  readonly exclusions: Pick<Exclusions, 'file' | 'all'>;
  /** By the file of the content item. */
  readonly tests?: ReadonlyMap<string, TestedCases> | undefined;
  readonly plan?: ReportedPlan | undefined;
  readonly simulation?: ReportedSimulation | undefined;
  /** Where people write a page of a detection, under the name of its file. */
  readonly guides: { readonly projectFolder: string; readonly folder: string };
}

/** The report of these items. No query is run. */
export function reportOf(
  items: readonly ContentItem[],
  recorded: RecordedContent,
  { owner, kept }: { readonly owner: string | undefined; readonly kept: KeptResults },
): ReportInput {
  const ordered = [...items].sort((a, b) => compareText(a.file, b.file));
  const paths = itemPaths(ordered);
  const coverage = coverageOf(ordered, recorded.casesOf);
  const techniques = new Map<string, string[]>();
  for (const { id, items: covering } of coverage.techniques) {
    for (const { file } of covering) techniques.set(file, [...(techniques.get(file) ?? []), id]);
  }
  const reported = ordered.map(
    (item, index): ReportedItem => ({
      item,
      path: paths[index]!,
      cases: recorded.casesOf(item),
      techniques: techniques.get(item.file) ?? [],
      tested: kept.tests?.get(item.file),
      mutation: mutationOf(item, recorded, kept),
      evasion: keptEvasion(kept.evasion, item, recorded),
      guide: guideOf(item, kept.guides),
    }),
  );
  return { owner, items: reported, coverage, plan: kept.plan, simulation: kept.simulation };
}

function mutationOf(
  item: ContentItem,
  recorded: RecordedContent,
  { mutation: record, exclusions }: KeptResults,
): ReportedMutation | undefined {
  const known = keptMutation(record, item, recorded);
  if (known === undefined) return undefined;
  const { results } = judged([known.mutation], exclusions);
  const { total, killed, mutants: unnoticed } = results.items[0]!;
  const excluded = unnoticed.filter(({ status }) => status === 'excluded').length;
  const left = total - excluded;
  // A share is rounded down: what is not all killed is not 100.
  const score = left === 0 ? 100 : Math.floor((1000 * killed) / left) / 10;
  return { total, killed, score, unnoticed, isCurrent: known.isCurrent };
}

function guideOf({ slug }: ContentItem, { projectFolder, folder }: KeptResults['guides']): Guide | undefined {
  const file = `${folder}/${slug}.md`;
  const path = join(projectFolder, file);
  return existsSync(path) ? { file, text: readFileSync(path, 'utf8') } : undefined;
}
