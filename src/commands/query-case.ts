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

/** Runs a case by its name: `slug#name of the case`, as a failing test prints it, or with the file in place of the slug. */
export async function queryCase(
  name: string,
  { traceRows }: CaseQueryOptions,
  context: CommandContext,
): Promise<Outcome> {
  const selection = openSelection(context, [], {});
  const { items, tables } = selection.all;
  const at = name.indexOf('#');
  const [slug, caseName] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
  // A rule and a hunting query may have one slug; their files differ.
  const named = items.filter((one) => one.slug === slug || one.file === slug);
  if (named.length === 0)
    throw noSuch(
      'content item',
      slug,
      items.map((one) => one.slug),
    );
  const { casesOf } = loadTests({ ...selection, isPart: true }, named);
  const cases = named.flatMap((each) => casesOf(each).map((one) => ({ item: each, one })));
  const [found, ...others] = cases.filter(({ one }) => one.name === caseName);
  if (found === undefined)
    throw noSuch(
      'case',
      caseName,
      cases.map(({ one }) => one.name),
    );
  const { item, one } = found;
  const other = others.find((each) => each.item !== item);
  if (other !== undefined)
    throw commandError(
      'cli/usage',
      `${item.file} and ${other.item.file} both have a case '${caseName}', and the slug '${slug}'.`,
      { hint: `Name the file in place of the slug, such as '${item.file}#${caseName}'.` },
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
