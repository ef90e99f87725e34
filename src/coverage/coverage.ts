// Which ATT&CK techniques the detections of a project name, and which of those are proven by detection tests.
import type { ContentItem, ContentKind } from '../content/content-item.ts';
import { definitionOf } from '../content/kinds/kinds.ts';
import { attackTechnique, attackTechniques, sentinelTactics } from '../tables/attack.ts';
import { countCases, type DetectionCase } from '../testing/detection-case.ts';

export interface CoveringItem {
  readonly file: string;
  readonly kind: ContentKind;
  readonly name: string;
  /** Its cases that must fire, that must not, and those of known gaps. */
  readonly positive: number;
  readonly negative: number;
  readonly gaps: number;
  /** It has a case that fires and one that stays silent. */
  readonly isTested: boolean;
}

export interface CoveredTechnique {
  readonly id: string;
  /** '' where ATT&CK Enterprise does not know it now. */
  readonly name: string;
  /** In Sentinel's spelling. */
  readonly tactics: readonly string[];
  /** The share of its detections that are tested, 0 to 100. */
  readonly score: number;
  readonly items: readonly CoveringItem[];
}

interface CoveredTactic {
  readonly tactic: string;
  /** Techniques and sub-techniques of ATT&CK Enterprise. */
  readonly techniques: number;
  /** Of these: named by a detection, and by a tested one. */
  readonly covered: number;
  readonly tested: number;
}

export interface Coverage {
  readonly techniques: readonly CoveredTechnique[];
  readonly tactics: readonly CoveredTactic[];
  /** Detections that lack a case that fires or one that stays silent. */
  readonly untested: readonly CoveringItem[];
  /** Detections that name no technique. */
  readonly unnamed: readonly CoveringItem[];
  readonly detections: number;
}

/** The coverage by the items that detect something. Cases are counted, not run: `test` says whether they hold. */
export function coverageOf(
  items: readonly ContentItem[],
  casesOf: (item: ContentItem) => readonly DetectionCase[],
): Coverage {
  const detections = items
    .filter((item) => definitionOf(item).isDetection)
    .map((item) => ({ techniques: techniquesOf(item), item: coveringItem(item, casesOf(item)) }));
  const ids = [...new Set(detections.flatMap(({ techniques }) => techniques))].sort();
  const techniques = ids.map((id): CoveredTechnique => {
    const own = detections.filter((one) => one.techniques.includes(id)).map(({ item }) => item);
    const known = attackTechnique(id);
    const tested = own.filter(({ isTested }) => isTested).length;
    return {
      id,
      name: known?.name ?? '',
      tactics: known?.tactics ?? [],
      score: Math.round((100 * tested) / own.length),
      items: own,
    };
  });
  return {
    techniques,
    tactics: tacticsOf(techniques),
    untested: detections.map(({ item }) => item).filter(({ isTested }) => !isTested),
    unnamed: detections.filter((one) => one.techniques.length === 0).map(({ item }) => item),
    detections: detections.length,
  };
}

function techniquesOf({ values }: ContentItem): readonly string[] {
  const named = values['relevantTechniques'];
  const ids = Array.isArray(named) ? named.filter((one): one is string => typeof one === 'string') : [];
  return [...new Set(ids.map((id) => id.trim().toUpperCase()).filter((id) => /^T\d{4}(\.\d{3})?$/.test(id)))];
}

function coveringItem({ file, kind, name }: ContentItem, cases: readonly DetectionCase[]): CoveringItem {
  const { positive, negative } = countCases(cases);
  const gaps = cases.filter(({ gap }) => gap !== undefined).length;
  return { file, kind, name, positive, negative, gaps, isTested: positive > 0 && negative > 0 };
}

function tacticsOf(covered: readonly CoveredTechnique[]): readonly CoveredTactic[] {
  const all = attackTechniques();
  return sentinelTactics.flatMap((tactic) => {
    const techniques = all.filter((one) => one.tactics.includes(tactic)).length;
    const own = covered.filter((one) => one.tactics.includes(tactic));
    const tested = own.filter(({ score }) => score > 0).length;
    return techniques === 0 ? [] : [{ tactic, techniques, covered: own.length, tested }];
  });
}
