// Runs the cases of an item over its mutants: a mutant that some case notices is killed, one that none does survives.
import type { ContentItem } from '../content/content-item.ts';
import { functionsIn, parametersOf, withQuery } from '../content/kinds/kinds.ts';
import type { QueryRunner } from '../rows/query-runner.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import type { DetectionCase } from '../testing/detection-case.ts';
import { type CaseResult, runCases } from '../testing/run-tests.ts';
import type { Mutant } from './mutant.ts';
import { changedQueries, isSound } from './mutants-of.ts';
import { createPlays } from './plays.ts';

export interface MutantResult extends Omit<Mutant, 'query'> {
  readonly status: 'killed' | 'survived';
  /** The case that noticed. */
  readonly killedBy?: string;
}

export interface ItemMutation {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly mutants: readonly MutantResult[];
}

export interface MutateOptions {
  readonly runner: QueryRunner;
  readonly tables: TableCatalogue;
  /** Hears how many mutants are done. */
  readonly onMutant?: (done: number, total: number) => void;
}

/** So many cases are asked first: those that have killed most. */
const firstCases = 24;

/** Mutates the query of an item. A case that does not hold unchanged is left out: it notices nothing. */
export async function mutateItem(
  item: ContentItem,
  cases: readonly DetectionCase[],
  options: MutateOptions,
): Promise<ItemMutation> {
  const { runner, tables, onMutant } = options;
  const { id, name, file } = item;
  const unchanged = await runCases(item, cases, runner);
  const usable = cases.filter((_, index) => unchanged[index]!.status === 'passed');
  const kills = new Map<DetectionCase, number>();
  const plays = createPlays(item, usable, runner);
  const all = changedQueries(item, tables);
  const mutants: MutantResult[] = [];
  for (const [index, mutant] of all.entries()) {
    onMutant?.(index, all.length);
    if (!isSound(mutant, item, tables)) continue;
    const outcome = await killerOf(mutant, { item, cases: usable, kills, runner });
    if (outcome === 'no mutant') continue;
    const killer = outcome ?? (mutant.kind === 'timespan' ? await plays.noticed(mutant.query) : undefined);
    const { query: _, ...shown } = mutant;
    mutants.push(
      killer === undefined
        ? { ...shown, status: 'survived' }
        : { ...shown, status: 'killed', killedBy: killer },
    );
  }
  return { id, name, file, mutants };
}

interface Hunt {
  readonly item: ContentItem;
  readonly cases: readonly DetectionCase[];
  readonly kills: Map<DetectionCase, number>;
  readonly runner: QueryRunner;
}

/** The name of the first case that comes out otherwise. A query that cannot be run here at all is no mutant. */
async function killerOf(
  mutant: Mutant,
  { item, cases, kills, runner }: Hunt,
): Promise<string | 'no mutant' | undefined> {
  const changed = withQuery(item, mutant.query);
  const mutated = functionsIn([item]).length === 0 ? runner : withFunction(changed, runner);
  const left = likelyFirst(cases, kills);
  while (left.length > 0) {
    const some = left.splice(0, firstCases);
    const results = await runCases(changed, some, mutated);
    if (results.some(isNotRun)) return 'no mutant';
    const at = results.findIndex(({ status }) => status !== 'passed');
    const killer = some[at];
    if (killer === undefined) continue;
    kills.set(killer, (kills.get(killer) ?? 0) + 1);
    return killer.name;
  }
  return undefined;
}

/** Cases with the parameters of the query as it stands share a statement: those with values of their own come last. */
function likelyFirst(cases: readonly DetectionCase[], kills: Hunt['kills']): DetectionCase[] {
  const killsOf = (one: DetectionCase) => kills.get(one) ?? 0;
  const own = (one: DetectionCase) => JSON.stringify(one.parameters);
  return [...cases].sort(
    (a, b) => killsOf(b) - killsOf(a) || own(a).length - own(b).length || (own(a) < own(b) ? -1 : 0),
  );
}

/** What the engine does not run was not noticed by a case. */
function isNotRun({ findings = [] }: CaseResult): boolean {
  return findings.some(({ code }) => code.startsWith('kql/') || code.startsWith('engine/internal'));
}

/** The function as a `let` in front of each call: what is stored need not be bound anew for each change. */
function withFunction(changed: ContentItem, runner: QueryRunner): QueryRunner {
  const [stored] = functionsIn([changed]);
  const { runAll: many } = runner;
  if (stored === undefined) return runner;
  const head = `let ${stored.name} = (${parametersOf(changed)}) {${stored.body}\n};\n`;
  return {
    ...runner,
    run: (request) => runner.run({ ...request, query: head + request.query }),
    ...(many !== undefined && {
      runAll: (requests) => many(requests.map((one) => ({ ...one, query: head + one.query }))),
    }),
  };
}
