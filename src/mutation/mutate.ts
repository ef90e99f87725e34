// Runs the cases of an item over its mutants: a mutant that some case notices is killed, one that none does survives.
import type { ContentItem } from '../content/content-item.ts';
import { functionsIn, parametersOf, withQuery } from '../content/kinds/kinds.ts';
import { engineCode } from '../engine/codes.ts';
import type { QueryRunner } from '../rows/query-runner.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import type { DetectionCase } from '../testing/detection-case.ts';
import type { ItemWithCases } from '../testing/item-with-cases.ts';
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
  readonly total: number;
  readonly killed: number;
  /** All of them; of a kept result those alone that survived when it was made. */
  readonly mutants: readonly MutantResult[];
}

export interface MutateOptions {
  readonly runner: QueryRunner;
  readonly tables: TableCatalogue;
  /** Of a function: items whose query calls it, with their cases. They are asked about what no case of its own notices. */
  readonly callers?: readonly ItemWithCases[];
  /** What is known already: only its survivors are asked again. */
  readonly known?: ItemMutation | undefined;
  /** Hears how many mutants are done. */
  readonly onMutant?: (done: number, total: number) => void;
}

/** So many cases are asked first: those that have killed most. A statement for them costs less than one for all. */
const firstCases = 32;

/** Mutates the query of an item. A case that does not hold unchanged is left out: it notices nothing. */
export async function mutateItem(
  item: ContentItem,
  cases: readonly DetectionCase[],
  options: MutateOptions,
): Promise<ItemMutation> {
  const { runner, tables, callers = [], known, onMutant } = options;
  const { id, name, file } = item;
  const own = await huntOf({ item, cases }, runner);
  const others: Hunt[] = [];
  const plays = createPlays(item, own.cases, runner);
  const survivors = known && new Set(known.mutants.map((one) => one.id));
  const all = changedQueries(item, tables).filter((mutant) => survivors?.has(mutant.id) ?? true);
  const mutants: MutantResult[] = [];
  for (const [index, mutant] of all.entries()) {
    onMutant?.(index, all.length);
    // What does not bind is not run: only where no case runs it, it has to be looked at.
    if (own.cases.length === 0 && !isSound(mutant, item, tables)) continue;
    const changed = withQuery(item, mutant.query);
    let killer = await killerOf(changed, own, functionsIn([item]).length > 0);
    for (let at = 0; at < callers.length && killer === undefined; at++) {
      others[at] ??= await huntOf(callers[at]!, runner);
      killer = await killerOf(changed, others[at]!, true);
    }
    if (killer === 'no mutant') continue;
    if (killer === undefined && mutant.kind === 'timespan')
      killer = await plays.noticed(mutant.query, mutant.before);
    const { query: _, ...shown } = mutant;
    mutants.push(
      killer === undefined
        ? { ...shown, status: 'survived' }
        : { ...shown, status: 'killed', killedBy: killer },
    );
  }
  const killed = mutants.filter(({ status }) => status === 'killed').length;
  if (known === undefined) return { id, name, file, total: mutants.length, killed, mutants };
  return { ...known, killed: known.killed + killed, mutants };
}

/** Cases of one item that are asked about mutants: of that item, or of a function that its query calls. */
interface Hunt {
  readonly item: ContentItem;
  readonly cases: readonly DetectionCase[];
  readonly kills: Map<DetectionCase, number>;
  readonly runner: QueryRunner;
}

async function huntOf({ item, cases }: ItemWithCases, runner: QueryRunner): Promise<Hunt> {
  const unchanged = await runCases(item, cases, runner);
  const usable = cases.filter((_, index) => unchanged[index]!.status === 'passed');
  return { item, cases: usable, kills: new Map(), runner };
}

/**
 * The name of the first case that comes out otherwise, behind the slug of its item where that is another one. A query that cannot be run
 * here at all is no mutant. `asFunction`: what was changed is a function that the query of the cases calls.
 */
async function killerOf(
  changed: ContentItem,
  { item, cases, kills, runner }: Hunt,
  asFunction: boolean,
): Promise<string | 'no mutant' | undefined> {
  const isOwn = item.file === changed.file;
  const mutated = asFunction ? withFunction(changed, runner) : runner;
  for (const some of batchesOf(cases, kills)) {
    const results = await runCases(isOwn ? changed : item, some, mutated);
    if (results.some(isNotRun)) return 'no mutant';
    const at = results.findIndex(isNoticed);
    const killer = some[at];
    if (killer === undefined) continue;
    kills.set(killer, (kills.get(killer) ?? 0) + 1);
    return isOwn ? killer.name : `${item.slug}: ${killer.name}`;
  }
  return undefined;
}

/** Those that have killed most, then all others: cases of one query share a statement whatever their parameters. */
function batchesOf(cases: readonly DetectionCase[], kills: Hunt['kills']): readonly DetectionCase[][] {
  const killsOf = (one: DetectionCase) => kills.get(one) ?? 0;
  const sorted = [...cases].sort((a, b) => killsOf(b) - killsOf(a));
  return [sorted.slice(0, firstCases), sorted.slice(firstCases)].filter((batch) => batch.length > 0);
}

/** What the engine does not run was not noticed by a case. */
function isNotRun({ endedBy = '' }: CaseResult): boolean {
  return endedBy.startsWith('kql/') || endedBy === engineCode('engine/internal');
}

/** A limit of time or memory says nothing of what the case expects. */
function isNoticed({ status, endedBy }: CaseResult): boolean {
  return status !== 'passed' && !limits.has(endedBy);
}

const limits: ReadonlySet<string | undefined> = new Set([
  engineCode('engine/time-limit'),
  engineCode('engine/memory-limit'),
]);

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
