// What a factor of cost is: one object that says what it looks for, how many points each place costs, why, and what to write instead.
import type { ContentKind } from '../../content/content-item.ts';
import type { Syntax } from '../../kql/syntax.ts';

/** A text that runs: the query itself, or the body of a function of the project that it calls. */
export interface CostText {
  readonly root: Syntax;
  /** Nodes of a kind, in text order. */
  readonly ofKind: (kind: string) => readonly Syntax[];
  /** The function whose body this is; undefined of the query's own text. */
  readonly functionName: string | undefined;
}

/** One cause of cost. The points are an order of magnitude of our judgement, not a measurement. */
export interface CostFactor {
  readonly name: string;
  /** Of each place that is found; of one that works on each row, of each operator, however many places it has. */
  readonly points: number;
  /**
   * Of what works on each row, where a filter or a grouping stands before it; over few rows it is free. Absent: what is before it makes
   * no difference.
   */
  readonly filtered?: number;
  /** Kinds of content that it counts in; absent: all. */
  readonly kinds?: readonly ContentKind[];
  /** What it looks for: half a sentence. */
  readonly what: string;
  readonly why: string;
  /** What to write instead: one imperative sentence. */
  readonly instead: string;
  readonly see: string;
  /** The places, each a node of the text. */
  find(text: CostText): readonly Syntax[];
}
