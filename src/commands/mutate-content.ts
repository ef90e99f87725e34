// What `test --mutate` does beyond the tests: mutants of the chosen items, the score it asks for, and the record it keeps.
import type { ContentItem } from '../content/content-item.ts';
import { functionsIn } from '../content/kinds/kinds.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { callersOf } from '../mutation/callers.ts';
import { mutationFinding } from '../mutation/codes.ts';
import { readExclusions } from '../mutation/exclusions.ts';
import { type ItemMutation, mutateItem } from '../mutation/mutate.ts';
import { type KnownMutation, recordedMutation, recordOf } from '../mutation/record.ts';
import { judged, type MutationResults } from '../mutation/score.ts';
import type { Selection } from '../project/selection.ts';
import { inTurns } from '../rows/in-turns.ts';
import type { QueryRunner } from '../rows/query-runner.ts';
import type { DetectionTests } from '../testing/load-cases.ts';
import { loadTests } from '../testing/run-selection.ts';
import { commandError } from './codes.ts';
import type { CommandContext, Flags } from './command.ts';
import { keepRecord, readRecord } from './kept-results.ts';

export interface MutateContentOptions {
  readonly tests: DetectionTests;
  readonly runner: QueryRunner;
  readonly selection: Selection;
  readonly flags: Flags;
  readonly context: CommandContext;
}

/** While the mutants of one item are read, those of another run. */
const itemsAtOnce = 2;

/**
 * Mutates the items that have cases. What the kept record says already is not asked again, and the record is written after each item:
 * a run that is stopped goes on where it was.
 */
export async function mutateContent(
  items: readonly ContentItem[],
  { tests, runner, selection, flags, context }: MutateContentOptions,
): Promise<{ readonly results: MutationResults; readonly diagnostics: readonly Diagnostic[] }> {
  const { project, tables, items: content } = selection.all;
  const exclusions = readExclusions(project.folder, project.folders.tests);
  // What calls a function, and what the record holds besides, need not be chosen.
  const needsAll = functionsIn(items).length > 0 || flags['mutationRecord'] !== undefined;
  const { casesOf } = needsAll ? loadTests({ ...selection, isPart: false }, content) : tests;
  const recorded = { content, tables, casesOf };
  const record = readRecord('mutationRecord', { flags, context });
  const known = new Map<string, KnownMutation>();
  for (const item of content) {
    const kept = recordedMutation(record, item, recorded);
    if (kept !== undefined) known.set(item.file, kept);
  }
  const done = new Map<string, ItemMutation>();
  const keep = () =>
    keepRecord('mutationRecord', { flags, context }, () => {
      const before = [...known.values()].filter(({ mutation }) => !done.has(mutation.file));
      const all = [...before.map(({ mutation }) => mutation), ...done.values()];
      return recordOf(
        judged(all, exclusions).results,
        recorded,
        before.map((one) => one.recorded),
      );
    });
  const mutate = async (item: ContentItem) => {
    const before = known.get(item.file);
    if (before?.isCurrent === true) return before.mutation;
    const callers = callersOf(item, content).map((caller) => ({ item: caller, cases: casesOf(caller) }));
    const onMutant = (count: number, total: number) => context.doing(`Mutating ${item.file}`, count, total);
    const options = { runner, tables, callers, known: before?.mutation, onMutant };
    const mutation = await mutateItem(item, casesOf(item), options);
    done.set(item.file, mutation);
    keep();
    return mutation;
  };
  const chosen = items.filter((item) => casesOf(item).length > 0);
  const mutated = await inTurns(itemsAtOnce, chosen, mutate);
  keep();
  const { results, diagnostics } = judged(mutated, exclusions);
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
