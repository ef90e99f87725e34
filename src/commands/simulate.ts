// simulate: plays the events of a data folder through the schedules of the rules, to the alert and the incident.
import { resolve } from 'node:path';
import { Option } from 'commander';
import { type ClockModel, clockModels } from '../alerting/clock.ts';
import { type Correlation, correlations } from '../alerting/incidents.ts';
import { ruleSettings } from '../alerting/rule-settings.ts';
import { type SilencedAlert, silencersOf } from '../alerting/silencing.ts';
import { RuleFailed, type SimulatedRule, type Simulation, simulate } from '../alerting/simulation.ts';
import { type SimulationSummary, summaryOf } from '../alerting/simulation-summary.ts';
import type { ContentItem } from '../content/content-item.ts';
import { hourMs, lengthOf, minuteMs } from '../content/duration.ts';
import { queryPath } from '../content/kinds/kinds.ts';
import { assertUsable } from '../diagnostics/assert-usable.ts';
import { plural } from '../diagnostics/plural.ts';
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import { matchesGlob } from '../environments/glob.ts';
import { assertData } from '../project/assert-data.ts';
import { openEnvironment } from '../project/open-environment.ts';
import { openSelection, type Selection } from '../project/selection.ts';
import type { EventRunner } from '../rows/event-runner.ts';
import { datetimeTicks, unixEpochTicks } from '../rows/ticks.ts';
import { effectiveSelection, selectionAs } from '../testing/run-selection.ts';
import type { DataRunner, DataRunnerOptions } from '../workspace/queries/data-runner.ts';
import { commandError } from './codes.ts';
import type { Command, CommandContext, Flags, Outcome } from './command.ts';
import { assertEngineFlags, engineOptions, isOnKusto, openKusto } from './kusto-options.ts';
import { assertHistoryFlags, historyOptions, isOverHistory, withHistory } from './simulate-history.ts';

/** Runs spent on one alert, in search of what would silence it. */
const maxRunsPerAlert = 60;
const alertsLookedAt = '3';

export const simulateCommand: Command = {
  report: 'simulation',
  examples: [
    { does: 'a day of events from files', line: 'simulate --data day' },
    {
      does: 'last week of a workspace',
      line: 'simulate --environment prod --from 2026-01-08T00:00:00Z --to 2026-01-15T00:00:00Z',
    },
  ],
  define: (program) =>
    historyOptions(engineOptions(program.command('simulate')))
      .description(
        'play events through the schedules of the analytics rules, from files or where they are kept: which alerts and incidents they give',
      )
      .option(
        '--data <dir>',
        'folder with a file, or a folder of files, for each table: <Table>.csv, .json, .jsonl, .ndjson or .parquet (default: what the workspace of --environment holds, or the database of --engine kusto)',
      )
      .option(
        '--from <time>',
        'runs after this time, such as 2026-01-15T00:00:00Z (default: the first event)',
      )
      .option('--to <time>', 'runs until this time (default: until every rule has seen the last event)')
      .option('--rules <glob>', 'only rules whose file or file name fits, such as "git-*"')
      .option(
        '-e, --environment <name>',
        'the content as environments/NAME.yaml configures it; without --data its workspace has the events',
      )
      .option('--delay <time>', 'how much later every event arrives than its file says, such as 5m', '0m')
      .option('--phase <time>', 'how far the schedules are shifted from the full hour', '0m')
      .addOption(
        new Option('--clock <model>', 'what now() is in a run')
          .choices([...clockModels])
          .default(clockModels[0]),
      )
      .addOption(
        new Option('--correlation <engine>', 'who makes incidents of alerts')
          .choices([...correlations])
          .default(correlations[0]),
      )
      .option(
        '--silence <n>',
        `alerts of each rule for which to find the parameter values that silence them (default: ${alertsLookedAt}; over history 0)`,
      ),

  async run(_args, flags, context) {
    assertEngineFlags(flags, {});
    assertHistoryFlags(flags);
    const delayMs = lengthFlag(flags, 'delay');
    const phaseMs = lengthFlag(flags, 'phase');
    const looked = countFlag(flags, 'silence', isOverHistory(flags) ? '0' : alertsLookedAt);
    const clock = flags['clock'] as ClockModel;
    const correlation = flags['correlation'] as Correlation;
    const { selection, items } = openRules(flags, context);
    const rules = rulesOf(items, flags, context);
    const play = async (runner: EventRunner, { from, to }: Span) => {
      const onRun = (done: number, total: number) => context.doing('Playing', done, total);
      const options = { from, to, clock, correlation };
      const sample = sampleFlag(flags);
      const simulation = await simulate(rules, { ...options, runner, phaseMs, sample, onRun }).catch(
        placedIn(items),
      );
      const silenced = await silencedIn(simulation, rules, { runner, looked, context });
      return summaryOf(simulation, silenced, options);
    };
    const reported = (summary: SimulationSummary): Outcome => ({
      report: { kind: 'simulation', ...summary },
      exitCode: exitCodes.fine,
    });
    if (isOverHistory(flags)) {
      const span = inOrder(timeFlag(flags, 'from')!, timeFlag(flags, 'to')!);
      const subject = subjectOf(flags);
      return withHistory(
        { rules, selection, delayMs, subject, span },
        { flags, context },
        async (history) => {
          const summary = await play(history.runner, span);
          return reported({ ...summary, history: history.summary() });
        },
      );
    }
    const data = String(flags['data']);
    const dataFolder = resolve(context.folder, data);
    assertData(dataFolder, data);
    const runner = await openRunner({ tables: selection.all.tables, dataFolder, delayMs }, flags, context);
    try {
      for (const { message, file } of runner.diagnostics) context.progress(`${file ?? ''}: ${message}`);
      return reported(await play(runner, await timesOf(flags, rules, runner)));
    } finally {
      runner.close();
    }
  },
};

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** What decides which runs are asked for, besides the rules. */
function subjectOf(flags: Flags): Readonly<Record<string, string>> {
  const names = ['from', 'to', 'clock', 'phase', 'delay', 'sample', 'seed'];
  return Object.fromEntries(names.map((name) => [name, String(flags[name])]));
}

async function openRunner(
  options: DataRunnerOptions,
  flags: Flags,
  context: CommandContext,
): Promise<DataRunner> {
  if (isOnKusto(flags)) {
    const { openKustoDataRunner } = await import('../workspace/kusto/data-runner.ts');
    const engine = await openKusto(flags, context);
    context.progress(`Queries run on ${engine.description}.`);
    return openKustoDataRunner(options, engine);
  }
  const { openDataRunner } = await import('../workspace/queries/data-runner.ts');
  return openDataRunner(options);
}

function openRules(
  flags: Flags,
  context: CommandContext,
): { readonly selection: Selection; readonly items: readonly ContentItem[] } {
  const opened = openSelection(context, [], flags);
  assertUsable(opened.chosen.diagnostics);
  if (flags.environment === undefined) return { selection: opened, items: opened.chosen.items };
  const environment = openEnvironment(opened.all, flags, context);
  const selection = selectionAs(opened, environment);
  return { selection, items: effectiveSelection(selection, environment, flags) };
}

/** The rules that would run; those that are switched off are named. Throws a UserError where none is left. */
function rulesOf(
  items: readonly ContentItem[],
  flags: Flags,
  { progress }: Pick<CommandContext, 'progress'>,
): readonly SimulatedRule[] {
  const { rules: glob } = flags;
  const chosen = items.filter(
    ({ file, slug }) => typeof glob !== 'string' || matchesGlob(glob, file) || matchesGlob(glob, slug),
  );
  const withQuery = chosen.flatMap((item) => {
    const settings = ruleSettings(item);
    return settings === undefined ? [] : [{ item, settings }];
  });
  const off = withQuery.filter(({ item }) => item.values['enabled'] === false);
  for (const { item } of off) progress(`${item.file}: left out, the rule is not enabled`);
  const rules = withQuery
    .filter((one) => !off.includes(one))
    .map(({ item: { id, name }, settings }) => ({ id, name, settings }));
  if (rules.length > 0) return rules;
  throw commandError(
    'cli/nothing-found',
    `There is no analytics rule to play${typeof glob === 'string' ? ` that fits ${glob}` : ''}.`,
    { hint: 'Name rules with --rules, or enable one.' },
  );
}

/** A runner knows a place in the query it was given; here it becomes one in the file of the rule. */
function placedIn(items: readonly ContentItem[]): (error: unknown) => never {
  return (error) => {
    const failed = error instanceof RuleFailed ? error : undefined;
    const item = items.find(({ id }) => id === failed?.rule.id);
    const cause = failed?.cause ?? error;
    if (item === undefined || !(cause instanceof UserError)) throw cause;
    const { line, column = 1 } = cause.diagnostic;
    const at = line === undefined ? {} : item.source.insideAtLine(queryPath(item), { line, column });
    const { exitCode } = cause;
    throw new UserError(cause.message, { ...cause.diagnostic, file: item.file, ...at, exitCode });
  };
}

/** Without --to a rule runs until it has seen the last event. Throws a UserError for what is no stretch of time. */
async function timesOf(flags: Flags, rules: readonly SimulatedRule[], runner: EventRunner): Promise<Span> {
  const given = { from: timeFlag(flags, 'from'), to: timeFlag(flags, 'to') };
  const span = await runner.span();
  if (span === undefined) {
    throw commandError('cli/nothing-found', 'No event in the data folder has a TimeGenerated.', {
      hint: 'Give the events a TimeGenerated, or name another folder.',
    });
  }
  const longest = rules.reduce(
    (most, { settings }) => Math.max(most, settings.schedule?.frequencyMs ?? minuteMs),
    0,
  );
  const from = given.from ?? new Date(Math.floor(span.first / hourMs) * hourMs);
  const to = given.to ?? new Date(Math.ceil((span.last + longest) / hourMs) * hourMs);
  return inOrder(from, to);
}

function inOrder(from: Date, to: Date): Span {
  if (from.getTime() < to.getTime()) return { from, to };
  throw commandError('cli/usage', `--from ${from.toISOString()} is not before --to ${to.toISOString()}.`, {
    hint: 'Give a later --to.',
  });
}

async function silencedIn(
  { rules: outcomes }: Simulation,
  rules: readonly SimulatedRule[],
  {
    runner,
    looked,
    context,
  }: { readonly runner: EventRunner; readonly looked: number; readonly context: CommandContext },
): Promise<readonly SilencedAlert[]> {
  const found: SilencedAlert[] = [];
  for (const [index, { alerts, name }] of outcomes.entries()) {
    const some = alerts.slice(0, looked);
    if (some.length === 0) continue;
    context.doing(`Looking for what silences ${plural(some.length, 'alert')} of ${name}`);
    const options = { runner, maxRuns: maxRunsPerAlert };
    found.push(...(await silencersOf(rules[index]!.settings, some, options)));
  }
  return found;
}

function timeFlag(flags: Flags, name: 'from' | 'to'): Date | undefined {
  const text = flags[name];
  if (typeof text !== 'string') return undefined;
  const ticks = datetimeTicks(text);
  if (ticks !== undefined) return new Date(Number((ticks - unixEpochTicks) / 10_000n));
  throw commandError('cli/usage', `--${name} '${text}' is not a time.`, {
    hint: 'Write it as 2026-01-15T12:00:00Z.',
  });
}

function lengthFlag(flags: Flags, name: string): number {
  const text = String(flags[name]);
  const length = lengthOf(text);
  if (length !== undefined) return Math.round(length);
  throw commandError('cli/usage', `--${name} '${text}' is no length of time.`, {
    hint: 'Write it as 90s, 5m or 1h.',
  });
}

function sampleFlag(flags: Flags): { readonly runs: number; readonly seed: number } | undefined {
  if (flags['sample'] === undefined) return undefined;
  const [runs, seed] = [countFlag(flags, 'sample', ''), countFlag(flags, 'seed', '1')];
  if (runs > 0) return { runs, seed };
  throw commandError('cli/usage', 'A sample of no runs says nothing.', { hint: 'Write --sample 300.' });
}

function countFlag(flags: Flags, name: string, otherwise: string): number {
  const text = String(flags[name] ?? otherwise);
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw commandError('cli/usage', `--${name} '${text}' is no count.`, { hint: 'Write it as 0, 1, 2 ...' });
}
