// Puts together what a report shows: the content with its cases, and beside each item what was kept of it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentItem } from '../content/content-item.ts';
import { readTextFile } from '../content/files/text-file.ts';
import { coverageOf } from '../coverage/coverage.ts';
import { assertUsable } from '../diagnostics/assert-usable.ts';
import { compareText } from '../diagnostics/compare-text.ts';
import { type EvasionRecord, keptEvasion } from '../evasion/record.ts';
import type { Exclusions } from '../mutation/exclusions.ts';
import {
  type KeptMutation,
  keptMutation,
  type MutationRecord,
  type RecordedContent,
} from '../mutation/record.ts';
import { judged } from '../mutation/score.ts';
import { roundedShare } from '../testing/rounded-share.ts';
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
  /** The records that `test` keeps. */
  readonly mutation?: MutationRecord | undefined;
  readonly evasion?: EvasionRecord | undefined;
  readonly exclusions: Pick<Exclusions, 'file' | 'all'>;
  /** By the file of the content item. */
  readonly tests?: ReadonlyMap<string, TestedCases> | undefined;
  readonly plan?: ReportedPlan | undefined;
  readonly simulation?: ReportedSimulation | undefined;
  /** Where people write a page of a detection, under the name of its file. */
  readonly guides: { readonly projectFolder: string; readonly folder: string };
}

/** The report of these items. No query is run. Throws a UserError where a page that belongs to an item cannot be read. */
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
  const mutations = byFile(kept.mutation?.items);
  const evasions = byFile(kept.evasion?.rules);
  const reported = ordered.map((item, index): ReportedItem => {
    const mutation = mutations.get(item.file);
    const evasion = evasions.get(item.file);
    return {
      item,
      path: paths[index]!,
      cases: recorded.casesOf(item),
      techniques: techniques.get(item.file) ?? [],
      tested: kept.tests?.get(item.file),
      mutation: mutation && reportedMutation(keptMutation(mutation, item, recorded), kept.exclusions),
      evasion: evasion && keptEvasion(evasion, item, recorded),
      guide: guideOf(item, kept.guides),
    };
  });
  return { owner, items: reported, coverage, plan: kept.plan, simulation: kept.simulation };
}

function byFile<T extends { readonly file: string }>(entries: readonly T[] = []): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.file, entry]));
}

function reportedMutation(
  { mutation, isCurrent }: KeptMutation,
  exclusions: KeptResults['exclusions'],
): ReportedMutation {
  const { results } = judged([mutation], exclusions);
  const { total, killed, mutants: unnoticed } = results.items[0]!;
  const excluded = unnoticed.filter(({ status }) => status === 'excluded').length;
  // The bound on exclusions is one of all items together.
  return { total, killed, score: roundedShare(killed, total - excluded), unnoticed, isCurrent };
}

/** Throws a UserError where the page is there and is no text. */
function guideOf({ slug }: ContentItem, { projectFolder, folder }: KeptResults['guides']): Guide | undefined {
  const file = `${folder}/${slug}.md`;
  const path = join(projectFolder, file);
  if (!existsSync(path)) return undefined;
  const read = readTextFile(path, file);
  if ('text' in read) return { file, text: read.text.replaceAll('\r\n', '\n') };
  assertUsable([read.diagnostic]);
  return undefined;
}
