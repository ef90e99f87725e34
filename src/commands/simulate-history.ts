// Where `simulate` finds history: the workspace of an environment, a Kusto engine, a folder; how it is asked, and what that cost.
import { resolve } from 'node:path';
import { type Command as CommanderCommand, Option } from 'commander';
import type { SimulatedRule } from '../alerting/simulation.ts';
import type { HistorySummary } from '../alerting/simulation-summary.ts';
import { lengthOf } from '../content/duration.ts';
import { stableJson } from '../json/json.ts';
import { assertData } from '../project/assert-data.ts';
import { openEnvironment } from '../project/open-environment.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import type { Selection } from '../project/selection.ts';
import type { HistoryRunner } from '../workspace/history/history-runner.ts';
import { hashOf, journaled, openJournal } from '../workspace/history/journal.ts';
import { dataLakeRate, metered, workspaceAtOnce, workspaceRate } from '../workspace/history/metered.ts';
import { type Algorithm, algorithms, type HistoryPlace } from '../workspace/history/place.ts';
import { createBucket } from '../workspace/requests/pace.ts';
import { commandError } from './codes.ts';
import type { CommandContext, Flags } from './command.ts';
import { isOnKusto, openKusto } from './kusto-options.ts';

/** Queries of one engine on this machine would only wait for each other. */
const onThisMachine = 1;

/** Adds --algorithm, --sample, --seed and --journal. */
export function historyOptions(command: CommanderCommand): CommanderCommand {
  return command
    .addOption(
      new Option(
        '--algorithm <name>',
        'how the runs are asked for over history: each by itself, or many in one request (default: batched; with --data, as the events are loaded)',
      ).choices([...algorithms]),
    )
    .option(
      '--sample <n>',
      'ask for so many runs of each rule only, and say what that leaves open; suppression is not played',
    )
    .option('--seed <n>', 'which runs a sample draws', '1')
    .option('--journal <file>', 'keep the answers of history in this file, and go on from those that it has');
}

/** Whether the runs are asked of history: without --data there is nothing else, with it --algorithm asks for it. */
export function isOverHistory(flags: Flags): boolean {
  return flags['data'] === undefined || flags['algorithm'] !== undefined;
}

/** Throws a UserError for flags that do not say where the history is, or of which time. */
export function assertHistoryFlags(flags: Flags): void {
  if (!isOverHistory(flags)) {
    const stray = ['journal', 'sample'].find((name) => flags[name] !== undefined);
    if (stray === undefined) return;
    throw commandError('cli/usage', `--${stray} is for history.`, { hint: 'Add --algorithm batched.' });
  }
  if (flags['data'] === undefined && flags.environment === undefined && !isOnKusto(flags)) {
    throw commandError('cli/usage', 'simulate needs to know where the events are.', {
      hint: 'Add --data DIR, --environment NAME for what its workspace holds, or --engine kusto --cluster URL.',
    });
  }
  if (flags['data'] !== undefined && isOnKusto(flags)) {
    throw commandError('cli/usage', '--algorithm is for the events that --engine kusto holds itself.', {
      hint: 'Leave out --data, or --algorithm.',
    });
  }
  for (const name of ['from', 'to']) {
    if (flags[name] !== undefined) continue;
    throw commandError('cli/usage', `simulate over history needs --${name}.`, {
      hint: `Add --${name} 2026-01-15T00:00:00Z: nobody looks for the first or the last event of a workspace.`,
    });
  }
  if (flags['data'] === undefined && lengthOf(String(flags['delay'])) !== 0) {
    throw commandError('cli/usage', '--delay is for the events of --data: history says when they arrived.', {
      hint: 'Leave it out.',
    });
  }
}

export interface HistoryQuestion {
  readonly rules: readonly SimulatedRule[];
  readonly selection: Selection;
  readonly delayMs: number;
  readonly span: { readonly from: Date; readonly to: Date };
  /** What else decides what is asked, for the journal. */
  readonly subject: Readonly<Record<string, string>>;
}

/** A runner over history, and what it has to say of itself in the end. */
export interface OpenedHistory {
  readonly runner: HistoryRunner;
  summary(): HistorySummary;
}

/** Opens the history that the flags name, runs `use`, and closes it, whatever happens. */
export async function withHistory<T>(
  question: HistoryQuestion,
  { flags, context }: { readonly flags: Flags; readonly context: CommandContext },
  use: (history: OpenedHistory) => Promise<T>,
): Promise<T> {
  const algorithm = (flags['algorithm'] ?? 'batched') as Algorithm;
  const { tables } = question.selection.all;
  const { historyRunner } = await import('../workspace/history/history-runner.ts');
  const open = (place: HistoryPlace, rate: Parameters<typeof paceOf>[0], atOnce: number) => {
    context.progress(`The history is that of ${place.description}.`);
    const counted = metered(place, {
      pace: paceOf(rate),
      atOnce,
      onRequest: (number) => context.doing(`Asking ${place.description}`, number),
    });
    const kept = keptIn(flags['journal'], counted, { ...question, algorithm, context });
    const runner = historyRunner(kept, { tables, algorithm, atOnce, span: question.span });
    return use({
      runner,
      summary: () => summaryOf({ runner, question, place, cost: counted.cost(), algorithm }),
    });
  };
  if (typeof flags['data'] === 'string') return overFolder(flags['data'], question, { context, open });
  if (isOnKusto(flags)) {
    const { kustoHistory } = await import('../workspace/history/places.ts');
    const engine = await openKusto(flags, context);
    const { listsTables, signIn } = engine.client.endpoint;
    const rate = signIn !== undefined && !listsTables ? dataLakeRate : undefined;
    return open(kustoHistory(engine), rate, signIn === undefined ? onThisMachine : workspaceAtOnce);
  }
  const { workspaceHistory } = await import('../workspace/history/places.ts');
  const opened = question.selection.all;
  const environment = openEnvironment(opened, flags, context);
  return withWorkspace({ ...context, opened, environment }, (workspace) => {
    const isEmbedded = environment.workspace.type === 'embedded';
    return isEmbedded
      ? open(workspaceHistory(workspace), undefined, onThisMachine)
      : open(workspaceHistory(workspace), workspaceRate, workspaceAtOnce);
  });
}

interface Opening<T> {
  readonly context: CommandContext;
  open(place: HistoryPlace, rate: undefined, atOnce: number): Promise<T>;
}

async function overFolder<T>(
  data: string,
  { selection, delayMs }: HistoryQuestion,
  { context, open }: Opening<T>,
): Promise<T> {
  const dataFolder = resolve(context.folder, data);
  assertData(dataFolder, data);
  const { openFolderHistory } = await import('../workspace/history/places.ts');
  const { tables } = selection.all;
  const folder = await openFolderHistory({ tables, dataFolder, delayMs }, data);
  try {
    for (const { message, file } of folder.diagnostics) context.progress(`${file ?? ''}: ${message}`);
    return await open(folder.place, undefined, onThisMachine);
  } finally {
    folder.close();
  }
}

function paceOf(rate: { readonly capacity: number; readonly perSecond: number } | undefined) {
  if (rate === undefined) return undefined;
  const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
  return createBucket({ ...rate, now: () => performance.now(), sleep });
}

function keptIn(
  file: unknown,
  place: HistoryPlace,
  {
    rules,
    subject,
    algorithm,
    context,
  }: HistoryQuestion & { readonly algorithm: Algorithm; readonly context: CommandContext },
): HistoryPlace {
  if (typeof file !== 'string') return place;
  const of = Object.fromEntries(
    rules.map(({ id, name, settings }) => [`rule ${name}`, hashOf(stableJson([id, settings]))]),
  );
  const whole = { engine: place.description, algorithm, ...subject, ...of };
  const journal = openJournal(resolve(context.folder, file), whole);
  if (journal.kept > 0) context.progress(`${journal.kept} answers are in ${file} already.`);
  return journaled(place, journal);
}

interface Asked {
  readonly runner: HistoryRunner;
  readonly question: HistoryQuestion;
  readonly place: HistoryPlace;
  readonly cost: HistorySummary['cost'];
  readonly algorithm: Algorithm;
}

function summaryOf({ runner, question, place, cost, algorithm }: Asked): HistorySummary {
  const notes = runner.notes();
  return {
    place: place.description,
    algorithm,
    cost,
    rules: question.rules.flatMap(({ name, settings }) =>
      notes
        .filter(({ query }) => query === settings.query)
        .map(({ query: _, ...note }) => ({ rule: name, ...note })),
    ),
  };
}
