// Asks a Kusto engine whether our goldens hold on it: the examples of the operators' pages, and the truths of the functions.
import { readFileSync } from 'node:fs';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { bindQuery } from '../../src/kql/bind/bind.ts';
import { leewayOf } from '../../src/kql/leeway.ts';
import { type Leeway, resultDifference } from '../../src/rows/compare-results.ts';
import type { QueryResult } from '../../src/rows/query-result.ts';
import { NotCoveredError, type QueryRunner } from '../../src/rows/query-runner.ts';
import { rowLeeway } from '../../src/testing/engine-comparison.ts';
import { createKustoRunner, type KustoEngine } from '../../src/workspace/kusto/runner.ts';
import { goldenPages, goldensOf } from '../kql/goldens.ts';
import { now, runQuery, seeds, plainTables as tables } from '../kql/run-query.ts';
import { caseFiles, printed, type Truth, truthsIn } from '../kql/truths.ts';

export interface Answer {
  /** `operators/join-operator.md: inner keeps all`, `functions/strings.cases: strlen('abc') = 3`. */
  readonly id: string;
  /** `refused`: the engine says that the query is wrong; `not-asked`: its rows cannot be put in front of it. */
  readonly status: 'confirmed' | 'differs' | 'may-differ' | 'refused' | 'not-asked';
  readonly words?: string;
}

export interface Questions {
  /** Pages and files to ask about, by their names; all of them where nothing is said. */
  readonly pages?: readonly string[];
  readonly files?: readonly string[];
}

/** All answers, in the order of the files. A failure that is not about a query is thrown: the run is worth nothing then. */
export async function askGoldens(engine: KustoEngine, { pages, files }: Questions = {}): Promise<Answer[]> {
  const runner = createKustoRunner(engine, tables);
  const answers: Answer[] = [];
  for (const page of pages ?? goldenPages()) {
    for (const { title, blocks } of goldensOf(page)) {
      const answer = await askGolden(blocks.get('kusto')!, runner);
      answers.push({ id: `operators/${page}: ${title}`, ...answer });
    }
  }
  for (const file of files ?? caseFiles()) {
    const text = readFileSync(new URL(`../kql/${file}`, import.meta.url), 'utf8');
    const truths = truthsIn(text).filter(({ right }) => right !== 'unsupported');
    for (const [index, answer] of (await askTruths(truths, runner)).entries())
      answers.push({ id: `${file}: ${truths[index]!.line}`, ...answer });
  }
  return answers;
}

type Said = Omit<Answer, 'id'>;

/** The page shows what the embedded engine answers, so that answer is what is compared. */
async function askGolden(query: string, runner: QueryRunner): Promise<Said> {
  const asked = await ask(query, runner);
  if ('status' in asked) return asked;
  const leeway = leewayOf(bindQuery(query, { tables }));
  const difference = resultDifference(await runQuery(query), asked, rowLeeway(leeway));
  if (difference === undefined) return { status: 'confirmed' };
  const status = leeway.ownChoice.length > 0 ? 'may-differ' : 'differs';
  return { status, words: JSON.stringify(difference) };
}

const truthsAtOnce = 25;

/** Many in one query; where the engine refuses that, each by itself, since one of them may be at fault. */
async function askTruths(truths: readonly Truth[], runner: QueryRunner): Promise<Said[]> {
  const said: Said[] = [];
  for (let start = 0; start < truths.length; start += truthsAtOnce) {
    const part = truths.slice(start, start + truthsAtOnce);
    const asked = await ask(printed(part), runner);
    if (!('status' in asked)) {
      said.push(...part.map((truth, place) => compareSides(truth, place, asked)));
      continue;
    }
    for (const truth of part) {
      const alone = await ask(printed([truth]), runner);
      said.push('status' in alone ? alone : compareSides(truth, 0, alone));
    }
  }
  return said;
}

function compareSides({ left }: Truth, place: number, { columns, rows }: QueryResult): Said {
  const side = (offset: number): QueryResult => {
    const at = 2 * place + offset;
    return { columns: [{ name: 'value', type: columns[at]!.type }], rows: [[rows[0]?.[at]]] };
  };
  const estimates = leewayOf(bindQuery(`print ${left}`, { tables })).estimates;
  const leeway: Leeway = rowLeeway({ isOrdered: false, estimates, makesArrays: false, ownChoice: [] });
  const difference = resultDifference(side(0), side(1), leeway);
  return difference === undefined
    ? { status: 'confirmed' }
    : { status: 'differs', words: JSON.stringify(difference) };
}

async function ask(query: string, runner: QueryRunner): Promise<QueryResult | Said> {
  try {
    return await runner.run({ query, tables: seeds, now });
  } catch (error) {
    if (error instanceof NotCoveredError) return { status: 'not-asked', words: error.message };
    if (error instanceof UserError && error.exitCode === 1)
      return { status: 'refused', words: error.message };
    throw error;
  }
}
