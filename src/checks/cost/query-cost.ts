// The cost of a query: what each part of it costs by its form, in points, and their sum.
import type { ContentItem } from '../../content/content-item.ts';
import type { Position } from '../../diagnostics/diagnostic.ts';
import { sourceTexts } from '../../kql/bind/query-sources.ts';
import type { Syntax } from '../../kql/syntax.ts';
import type { CheckContext } from '../context.ts';
import { nodeInQuery, nodesByKind } from '../reading/query-view.ts';
import type { CostFactor, CostText } from './factor.ts';
import { costFactors } from './factors.ts';
import { operatorOf, rowsBefore } from './rows-before.ts';

/** One part of a query that costs something. */
export interface CostPart {
  /** The name of the factor. */
  readonly factor: string;
  readonly points: number;
  /** What it is, on one line, cut where it is long. */
  readonly source: string;
  /** The function of the project in whose body it is: all places of a factor there are one part, which stands at the call. */
  readonly inFunction?: string;
  /** How many places it is. */
  readonly places: number;
  /** In the item's file. */
  readonly at: Position;
}

export interface QueryCost {
  readonly points: number;
  /** The most expensive first. */
  readonly parts: readonly CostPart[];
}

/**
 * What an item's query costs; undefined where it has none or it does not parse. The bodies of functions of the project count once each,
 * however often they are called.
 */
export function queryCost(item: ContentItem, context: CheckContext): QueryCost | undefined {
  const query = context.query(item);
  if (query?.isSound !== true || query.bound.root === undefined) return undefined;
  const factors = costFactors.filter(({ kinds }) => kinds?.includes(item.kind) !== false);
  const parts = textsOf(query.bound.root, context).flatMap((text) =>
    factors.flatMap((factor) => {
      const { call, functionName: inFunction } = text;
      const steps = stepsOf(factor, text);
      if (steps.length === 0) return [];
      const partOf = (node: Syntax, points: number, places: number): CostPart => {
        return {
          factor: factor.name,
          points,
          at: nodeInQuery(item, node),
          source: shortened(node.text),
          places,
        };
      };
      if (call === undefined || inFunction === undefined) {
        return steps.map(({ node, points, places }) => partOf(node, points, places));
      }
      const places = steps.reduce((sum, step) => sum + step.places, 0);
      return [{ ...partOf(call, sumOf(steps), places), inFunction }];
    }),
  );
  parts.sort((a, b) => b.points - a.points || a.at.line - b.at.line || a.at.column - b.at.column);
  return { points: sumOf(parts), parts };
}

const sumOf = (parts: readonly { readonly points: number }[]) =>
  parts.reduce((sum, { points }) => sum + points, 0);

/** The query's own text, and each function of the project that it calls, with the call in the own text that leads to it. */
function textsOf(root: Syntax, { tables }: CheckContext): readonly (CostText & { readonly call?: Syntax })[] {
  const calls = new Map<string, Syntax>();
  return sourceTexts(root, tables).map(({ root: body, stored, sources }) => {
    const call = stored === undefined ? undefined : calls.get(stored.name);
    for (const source of sources) {
      if (source.kind === 'function' && !calls.has(source.name)) calls.set(source.name, call ?? source.node);
    }
    const nodes = nodesByKind(body);
    const text = { root: body, ofKind: (kind: string) => nodes.get(kind) ?? [], functionName: stored?.name };
    return call === undefined ? text : { ...text, call };
  });
}

/** One or more places in one operator, the first of the most expensive, and what the operator costs. */
interface CostlyStep {
  readonly node: Syntax;
  readonly points: number;
  readonly places: number;
}

/** An operator reads its rows once, however often it looks at them. */
function stepsOf(factor: CostFactor, text: CostText): readonly CostlyStep[] {
  const steps = new Map<Syntax, CostlyStep>();
  for (const node of factor.find(text)) {
    const points = pointsOf(factor, node);
    if (points === 0) continue;
    const step = factor.filtered === undefined ? node : operatorOf(node);
    const known = steps.get(step);
    const places = (known?.places ?? 0) + 1;
    const isFirst = known === undefined || points > known.points;
    steps.set(step, isFirst ? { node, points, places } : { ...known, places });
  }
  return [...steps.values()];
}

function pointsOf({ points, filtered }: CostFactor, node: Syntax): number {
  if (filtered === undefined) return points;
  const rows = rowsBefore(node);
  if (rows === 'few') return 0;
  return rows === 'all' ? points : filtered;
}

const longest = 60;

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
