// Are the solutions that content came from at the version of the catalogue? A rule tells its solution by its template or by its record.
import { compareVersions } from '../content/compare-versions.ts';
import { compareText } from '../diagnostics/compare-text.ts';
import { filledText, mapOf } from '../json/json.ts';
import { type OwnershipRecord, readRecord } from '../plan/ownership.ts';
import type { RawResource, Solution } from '../workspace/workspace.ts';
import type { ItemResource } from './content-needs.ts';
import type { JudgedTemplate } from './templates.ts';

/** A solution and the items that came from it. */
export interface SolutionUse {
  /** Its id; its name where a record has no id of it. */
  readonly solution: string;
  /** Display names, sorted. */
  readonly items: readonly string[];
}

/** newer, older: what the catalogue offers, beside what is installed. missing: offered, not installed. withdrawn: the reverse. unheard: neither. */
export type SolutionState =
  | 'current'
  | 'newer'
  | 'older'
  | 'incomparable'
  | 'withdrawn'
  | 'missing'
  | 'unheard';

export interface JudgedSolution extends SolutionUse {
  readonly state: SolutionState;
  readonly installed: Solution | undefined;
  readonly offered: Solution | undefined;
}

/** The solutions that templates were installed by, and those that records of the workspace name; sorted. */
export function solutionUses(
  templates: readonly JudgedTemplate[],
  records: readonly RawResource[],
  resources: readonly ItemResource[],
): readonly SolutionUse[] {
  const found = new Map<string, { solution: string; items: Set<string> }>();
  const add = (solution: string | undefined, item: string) => {
    if (solution === undefined) return;
    const key = solution.toLowerCase();
    const use = found.get(key) ?? { solution, items: new Set() };
    use.items.add(item);
    found.set(key, use);
  };
  for (const { item, installed } of templates) add(installed?.solution, item);
  const read = records.flatMap((resource) => readRecord(resource) ?? []);
  for (const { item, id, key } of resources) {
    const keys = new Set([key, ...read.filter((record) => isAdoptedFrom(record, id)).map((one) => one.item)]);
    const ofSolution = read.filter((record) => record.isOfSolution && keys.has(record.item));
    for (const { resource } of ofSolution) add(solutionIn(resource), item);
  }
  return [...found.values()]
    .map(({ solution, items }) => ({ solution, items: [...items].sort(compareText) }))
    .sort((a, b) => compareText(a.solution, b.solution));
}

/** `adopt --from` lets a file speak for a resource of another name: docs/decisions/adopt-from.md */
function isAdoptedFrom({ isOfSolution, contentId }: OwnershipRecord, id: string): boolean {
  return !isOfSolution && contentId !== undefined && contentId.toLowerCase() === id;
}

/** https://learn.microsoft.com/rest/api/securityinsights/metadata/list */
function solutionIn({ properties }: RawResource): string | undefined {
  const source = mapOf(properties['source']);
  return filledText(source['sourceId']) ?? filledText(source['name']);
}

/** Judges each by what is installed and what the catalogue offers. */
export function judgeSolutions(
  uses: readonly SolutionUse[],
  installed: readonly Solution[],
  offered: readonly Solution[],
): readonly JudgedSolution[] {
  return uses.map((use) => {
    const here = named(use.solution, installed);
    const there = named(use.solution, offered);
    return { ...use, installed: here, offered: there, state: stateOf(here, there) };
  });
}

function named(solution: string, list: readonly Solution[]): Solution | undefined {
  const isOf = (text: string) => text.toLowerCase() === solution.toLowerCase();
  return list.find(({ id }) => isOf(id)) ?? list.find(({ name }) => isOf(name));
}

function stateOf(installed: Solution | undefined, offered: Solution | undefined): SolutionState {
  if (installed === undefined) return offered === undefined ? 'unheard' : 'missing';
  if (offered === undefined) return 'withdrawn';
  const order = compareVersions(installed.version, offered.version);
  if (order === undefined) return 'incomparable';
  return order === 0 ? 'current' : order < 0 ? 'newer' : 'older';
}
