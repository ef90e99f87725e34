// The pattern of graph-match: its nodes and edges as the query writes them, and the shapes that paths of several lengths give it.
import type { Syntax } from '../../syntax.ts';

type Direction = 'right' | 'left' | 'any';

/** An edge of a pattern; a path is as many edges one after the other as its range allows. */
export interface PatternEdge {
  readonly name: string | undefined;
  readonly direction: Direction;
  /** The nodes at its ends, as the pattern reads from left to right. */
  readonly from: string;
  readonly to: string;
  readonly range: { readonly least: number; readonly most: number } | undefined;
}

export interface Pattern {
  /** Names of nodes; what has none gets one that no query can write. */
  readonly nodes: readonly string[];
  readonly edges: readonly PatternEdge[];
}

/** Reads the sequences of a pattern; undefined where a range is no pair of whole numbers. */
export function readPattern(sequences: readonly Syntax[]): Pattern | undefined {
  const nodes = new Set<string>();
  const edges: PatternEdge[] = [];
  for (const sequence of sequences) {
    const elements = sequence.list('PatternElements');
    const names = elements.map(
      (element) => nameOf(element) ?? `$${nodes.size + edges.length}.${element.start}`,
    );
    for (const [i, element] of elements.entries()) {
      if (element.kind !== 'GraphMatchPatternEdge') {
        nodes.add(names[i]!);
        continue;
      }
      const range = element.child('Range');
      const bounds = range && {
        least: wholeNumber(range, 'RangeStart'),
        most: wholeNumber(range, 'RangeEnd'),
      };
      const [from, to] = [names[i - 1], names[i + 1]];
      if (from === undefined || to === undefined || Number.isNaN(bounds?.least) || Number.isNaN(bounds?.most))
        return undefined;
      edges.push({ name: nameOf(element), direction: directionOf(element), from, to, range: bounds });
    }
  }
  return { nodes: [...nodes], edges };
}

function nameOf(element: Syntax): string | undefined {
  return element.child('Name')?.name || undefined;
}

function wholeNumber(range: Syntax, bound: string): number {
  const text = range.child(bound)?.text ?? '';
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function directionOf(edge: Syntax): Direction {
  if (edge.get('FirstToken').text.startsWith('<')) return 'left';
  return (edge.child('LastToken') ?? edge.get('FirstToken')).text.endsWith('>') ? 'right' : 'any';
}

/** How many edges each edge of a pattern stands for: every choice of lengths for its paths. */
export function shapesOf({ edges }: Pattern): readonly (readonly number[])[] {
  let shapes: readonly (readonly number[])[] = [[]];
  for (const { range } of edges) {
    const { least, most } = range ?? { least: 1, most: 1 };
    const lengths = Array.from({ length: Math.max(0, most - least + 1) }, (_, i) => least + i);
    shapes = shapes.flatMap((shape) => lengths.map((length) => [...shape, length]));
  }
  return shapes;
}
