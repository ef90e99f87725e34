// Says of failed cases that found nothing where in the query their rows were lost.
import type { ContentItem } from '../content/content-item.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { bindQuery } from '../kql/bind/bind.ts';
import { NotCoveredError, type QueryRun, type QueryRunner } from '../rows/query-runner.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import type { DetectionCase } from './detection-case.ts';
import type { DetectionTests } from './load-cases.ts';
import { type CaseResult, caseRun, type TestResults } from './run-tests.ts';
import { type Ask, type Trace, traceQuery } from './trace.ts';

/** So many failed cases are looked into: one loss explains many. */
const mostCases = 3;

export interface LostRowsOptions {
  readonly items: readonly ContentItem[];
  readonly tests: Pick<DetectionTests, 'casesOf'>;
  readonly runner: QueryRunner;
  readonly tables: TableCatalogue;
}

/** The results with a trace in the first failed cases that should have found something and found nothing. */
export async function withLostRows(results: TestResults, options: LostRowsOptions): Promise<TestResults> {
  const { items, tests, runner, tables } = options;
  const traces = new Map<CaseResult, Trace>();
  for (const { file, cases } of results.rules) {
    const item = items.find((one) => one.file === file);
    if (item === undefined) continue;
    for (const result of cases) {
      if (traces.size === mostCases) break;
      const one = result.status === 'failed' ? tests.casesOf(item).find(isOf(result)) : undefined;
      if (one === undefined || one.expect.none) continue;
      const trace = await traceCase(item, one, { runner, tables });
      if (trace?.lost !== undefined) traces.set(result, trace);
    }
  }
  const traced = (one: CaseResult) => (traces.has(one) ? { ...one, trace: traces.get(one) } : one);
  return { ...results, rules: results.rules.map((rule) => ({ ...rule, cases: rule.cases.map(traced) })) };
}

const isOf =
  ({ name, file, line }: CaseResult) =>
  (one: DetectionCase): boolean =>
    one.name === name && one.file === file && one.at.line === line;

async function traceCase(
  item: ContentItem,
  one: DetectionCase,
  { runner, tables }: Pick<LostRowsOptions, 'runner' | 'tables'>,
): Promise<Trace | undefined> {
  const prepared = caseRun(item, one);
  if ('problems' in prepared) return undefined;
  const { run } = prepared;
  return traceQuery(bindQuery(run.query, { tables }), askOver(run, runner), { onlyLoss: true });
}

/** Asks other queries over the rows and the clock of a run. */
export function askOver(run: QueryRun, runner: QueryRunner): Ask {
  return async (query) => {
    try {
      return await runner.run({ ...run, query });
    } catch (thrown) {
      if (thrown instanceof UserError || thrown instanceof NotCoveredError) return undefined;
      throw thrown;
    }
  };
}
