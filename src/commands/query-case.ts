// query --case: the query of a content item over the rows of one of its cases, at the clock of the case.
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { exitCodes, type UserError } from '../diagnostics/user-error.ts';
import { bindQuery } from '../kql/bind/bind.ts';
import { openSelection } from '../project/selection.ts';
import { askOver } from '../testing/lost-rows.ts';
import { loadTests } from '../testing/run-selection.ts';
import { caseRun } from '../testing/run-tests.ts';
import { traceQuery } from '../testing/trace.ts';
import { commandError } from './codes.ts';
import type { CommandContext, Outcome } from './command.ts';

export interface CaseQueryOptions {
  /** So many of the first rows behind each step are wanted; undefined: the result of the query. */
  readonly traceRows: number | undefined;
}

/** Runs a case by its name: `slug#name of the case`, as a failing test prints it. */
export async function queryCase(
  name: string,
  { traceRows }: CaseQueryOptions,
  context: CommandContext,
): Promise<Outcome> {
  const selection = openSelection(context, [], {});
  const { items, tables } = selection.all;
  const at = name.indexOf('#');
  const [slug, caseName] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
  const item = items.find((one) => one.slug === slug);
  if (item === undefined)
    throw noSuch(
      'content item',
      slug,
      items.map((one) => one.slug),
    );
  const cases = loadTests({ ...selection, isPart: true }, [item]).casesOf(item);
  const one = cases.find((each) => each.name === caseName);
  if (one === undefined)
    throw noSuch(
      'case',
      caseName,
      cases.map((each) => each.name),
    );
  const prepared = caseRun(item, one);
  if ('problems' in prepared)
    throw commandError('cli/usage', `${prepared.problems.join('. ')}.`, {
      hint: `Correct the case in ${one.file}.`,
    });
  const { createEngineRunner } = await import('../workspace/queries/engine-runner.ts');
  const runner = createEngineRunner({ tables });
  try {
    const { run } = prepared;
    if (traceRows === undefined)
      return { report: { kind: 'query', result: await runner.run(run) }, exitCode: exitCodes.fine };
    const bound = bindQuery(run.query, { tables });
    const trace = await traceQuery(bound, askOver(run, runner), { firstRows: traceRows });
    return { report: { kind: 'trace', trace }, exitCode: exitCodes.fine };
  } finally {
    runner.close();
  }
}

function noSuch(what: string, name: string, known: readonly string[]): UserError {
  const near = didYouMean(name, known);
  return commandError('cli/nothing-found', `There is no ${what} '${name}'.`, {
    hint:
      near !== undefined
        ? `Did you mean '${near}'?`
        : known.length > 0
          ? `There ${known.length === 1 ? 'is' : 'are'} ${known.slice(0, 10).join(', ')}${known.length > 10 ? ', ...' : ''}. A case is named as its file's slug, #, and its name.`
          : 'Write one first.',
  });
}
