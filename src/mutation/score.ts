// What the mutants of all items come to: how many the cases noticed, and how many were left out with a reason.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { roundedShare } from '../testing/rounded-share.ts';
import { mutationFinding } from './codes.ts';
import type { Exclusions } from './exclusions.ts';
import type { ItemMutation, MutantResult } from './mutate.ts';

export type JudgedMutant = Omit<MutantResult, 'status'> & {
  readonly status: MutantResult['status'] | 'excluded';
  /** Why it is left out. */
  readonly reason?: string;
};

export interface JudgedItem extends Omit<ItemMutation, 'mutants'> {
  readonly mutants: readonly JudgedMutant[];
}

export interface MutationSummary {
  readonly total: number;
  readonly killed: number;
  readonly survived: number;
  readonly excluded: number;
  /** 0 to 100: killed of those that are not excluded. */
  readonly score: number;
}

export interface MutationResults extends MutationSummary {
  readonly items: readonly JudgedItem[];
}

/** More excluded mutants than this share of all count as survivors. */
const mostExcluded = 0.03;

/** Only what survived can be excluded: a mutant that is killed needs no reason. */
export function judged(
  items: readonly ItemMutation[],
  { file, all }: Pick<Exclusions, 'file' | 'all'>,
): { readonly results: MutationResults; readonly diagnostics: readonly Diagnostic[] } {
  const chosen = new Set(items.map((item) => item.file));
  const used = new Set<unknown>();
  const judgedItems = items.map((item): JudgedItem => {
    const mutants = item.mutants.map((mutant): JudgedMutant => {
      const exclusion = all.find((one) => one.item === item.file && one.mutant === mutant.id);
      if (exclusion === undefined || mutant.status === 'killed') return mutant;
      used.add(exclusion);
      return { ...mutant, status: 'excluded', reason: exclusion.reason };
    });
    return { ...item, mutants };
  });
  const diagnostics = all
    .filter((one) => chosen.has(one.item) && !used.has(one))
    .map(({ item, mutant, line, column }) =>
      mutationFinding('mutation/bad-exclusion', `No mutant ${mutant} of ${item} survives`, {
        file,
        line,
        column,
      }),
    );
  return { results: { ...summaryOf(judgedItems), items: judgedItems }, diagnostics };
}

function summaryOf(items: readonly JudgedItem[]): MutationSummary {
  const sum = (numberOf: (item: JudgedItem) => number) => items.reduce((all, one) => all + numberOf(one), 0);
  const [total, killed] = [sum((item) => item.total), sum((item) => item.killed)];
  const excluded = sum(({ mutants }) => mutants.filter(({ status }) => status === 'excluded').length);
  const counted = excluded > total * mostExcluded ? 0 : excluded;
  const score = roundedShare(killed, total - counted);
  return { total, killed, survived: total - killed - counted, excluded: counted, score };
}
