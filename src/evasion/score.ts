// What the rewrites of all items come to: how many were seen, by item and by family, and why the others were not.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { roundedShare } from '../testing/rounded-share.ts';
import { evasionFinding } from './codes.ts';
import type { FamilyCount, ItemEvasion, Miss } from './evade.ts';
import type { EvasionGaps } from './gaps.ts';

interface JudgedMiss extends Miss {
  /** Why it is missed, where that is known. */
  readonly reason?: string;
}

export interface EvasionCounts {
  /** Rewrites that ran. */
  readonly total: number;
  readonly seen: number;
  readonly missed: number;
  /** Rewrites of cases that have nothing to spell so. */
  readonly notApplicable: number;
  /** 0 to 100: the share that was seen. */
  readonly score: number;
}

export interface JudgedEvasion extends EvasionCounts {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly families: readonly FamilyCount[];
  readonly misses: readonly JudgedMiss[];
}

export interface EvasionResults extends EvasionCounts {
  readonly families: readonly FamilyCount[];
  readonly rules: readonly JudgedEvasion[];
}

/** A gap explains a miss, and does not make it one less. */
export function judgedEvasion(
  items: readonly ItemEvasion[],
  { file, all }: Pick<EvasionGaps, 'file' | 'all'>,
): { readonly results: EvasionResults; readonly diagnostics: readonly Diagnostic[] } {
  const rules = items.map(({ total, notApplicable, misses, ...item }): JudgedEvasion => {
    const reasonOf = ({ rewrite }: Miss) =>
      all.find((one) => one.item === item.file && one.rewrite === rewrite)?.reason;
    return {
      ...item,
      ...countsOf({ total, notApplicable, missed: misses.length }),
      misses: misses.map((miss) => {
        const reason = reasonOf(miss);
        return reason === undefined ? miss : { ...miss, reason };
      }),
    };
  });
  const sum = (of: (item: ItemEvasion) => number) => items.reduce((all, item) => all + of(item), 0);
  const names = items[0]?.families.map(({ name }) => name) ?? [];
  const families = names.map((name, index) => ({
    name,
    total: sum((item) => item.families[index]!.total),
    seen: sum((item) => item.families[index]!.seen),
  }));
  const counts = countsOf({
    total: sum(({ total }) => total),
    notApplicable: sum(({ notApplicable }) => notApplicable),
    missed: sum(({ misses }) => misses.length),
  });
  const unused = all.filter(({ item, rewrite }) => {
    const own = rules.find((rule) => rule.file === item);
    return own !== undefined && !own.misses.some((miss) => miss.rewrite === rewrite);
  });
  return {
    results: { ...counts, families, rules },
    diagnostics: unused.map(({ item, rewrite, line, column }) =>
      evasionFinding('evasion/bad-gap', `${item} misses no case rewritten by ${rewrite}`, {
        file,
        line,
        column,
      }),
    ),
  };
}

function countsOf({
  total,
  notApplicable,
  missed,
}: Pick<EvasionCounts, 'total' | 'notApplicable' | 'missed'>): EvasionCounts {
  const seen = total - missed;
  return { total, seen, missed, notApplicable, score: roundedShare(seen, total) };
}
