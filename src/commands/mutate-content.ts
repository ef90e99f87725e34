// What `test --mutate` does beyond the tests: mutants of the chosen items, the score it asks for, and the record it keeps.
import type { ContentItem } from '../content/content-item.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { mutationFinding } from '../mutation/codes.ts';
import { readExclusions } from '../mutation/exclusions.ts';
import { type ItemMutation, mutateItem } from '../mutation/mutate.ts';
import { recordOf } from '../mutation/record.ts';
import { judged, type MutationResults } from '../mutation/score.ts';
import type { Selection } from '../project/selection.ts';
import type { QueryRunner } from '../rows/query-runner.ts';
import type { DetectionTests } from '../testing/load-cases.ts';
import { commandError } from './codes.ts';
import type { CommandContext, Flags } from './command.ts';
import { keepRecord } from './kept-results.ts';

export interface MutateContentOptions {
  readonly tests: DetectionTests;
  readonly runner: QueryRunner;
  readonly selection: Selection;
  readonly flags: Flags;
  readonly context: CommandContext;
}

/** Mutates the items that have cases, one after another. */
export async function mutateContent(
  items: readonly ContentItem[],
  { tests, runner, selection, flags, context }: MutateContentOptions,
): Promise<{ readonly results: MutationResults; readonly diagnostics: readonly Diagnostic[] }> {
  const { project, tables } = selection.all;
  const exclusions = readExclusions(project.folder, project.folders.tests);
  const mutated: ItemMutation[] = [];
  for (const item of items) {
    const cases = tests.casesOf(item);
    if (cases.length === 0) continue;
    const onMutant = (done: number, total: number) => context.doing(`Mutating ${item.file}`, done, total);
    mutated.push(await mutateItem(item, cases, { runner, tables, onMutant }));
  }
  const { results, diagnostics } = judged(mutated, exclusions);
  keepRecord('mutationRecord', { flags, context }, () =>
    recordOf(results, items, { tables, casesOf: tests.casesOf }),
  );
  return {
    results,
    diagnostics: [...exclusions.diagnostics, ...diagnostics, ...lowScore(results, minScoreOf(flags))],
  };
}

function lowScore({ score }: MutationResults, least: number | undefined): readonly Diagnostic[] {
  if (least === undefined || score >= least) return [];
  return [
    mutationFinding(
      'mutation/low-score',
      `The cases notice ${score} % of the changes, and ${least} % were asked for`,
      {},
    ),
  ];
}

/** Options that mean nothing alone, their flags, and what they go with. */
const needs: readonly (readonly [option: string, flag: string, needed: readonly string[]])[] = [
  ['--min-score', 'minScore', ['mutate', 'evade']],
  ['--mutation-record', 'mutationRecord', ['mutate']],
  ['--evasion-record', 'evasionRecord', ['evade']],
];

/** The score asked for. Throws a UserError for what is no percentage, or asks for a score of nothing. */
export function minScoreOf(flags: Flags): number | undefined {
  const { minScore } = flags;
  for (const [option, flag, needed] of needs) {
    if (flags[flag] !== undefined && needed.every((one) => flags[one] !== true))
      throw commandError('cli/usage', `${option} needs ${needed.map((one) => `--${one}`).join(' or ')}.`, {
        hint: `Add --${needed[0]}.`,
      });
  }
  if (minScore === undefined) return undefined;
  const least = Number(minScore);
  if (typeof minScore === 'string' && /^\d+(\.\d+)?$/.test(minScore) && least <= 100) return least;
  throw commandError('cli/usage', `--min-score '${minScore}' is no percentage.`, {
    hint: 'Write a number from 0 to 100.',
  });
}
