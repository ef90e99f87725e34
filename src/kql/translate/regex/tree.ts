// A regular expression of Kusto as a tree: what reading gives and printing takes.

/** Code points from..to, both included. */
export type Range = readonly [from: number, to: number];

export type ClassOperator = 'intersection' | 'difference' | 'symmetric-difference';

/** A set of characters. `re2` is how RE2 writes it inside brackets, where RE2 knows it. */
export type CharacterClass =
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'named'; readonly re2: string | undefined; readonly points: () => readonly Range[] }
  | { readonly kind: 'union'; readonly items: readonly CharacterClass[]; readonly negated: boolean }
  | {
      readonly kind: 'operation';
      readonly operator: ClassOperator;
      readonly left: CharacterClass;
      readonly right: CharacterClass;
    };

export type Assertion =
  | 'text-start'
  | 'text-end'
  | 'line-start'
  | 'line-end'
  | 'word-edge'
  | 'no-word-edge'
  | 'word-start'
  | 'word-end'
  | 'word-start-half'
  | 'word-end-half';

export type PatternNode =
  | { readonly kind: 'empty' }
  /** One character; `fold` says that letter case does not count. */
  | { readonly kind: 'character'; readonly set: CharacterClass; readonly fold: boolean }
  | { readonly kind: 'assertion'; readonly assertion: Assertion; readonly ascii: boolean }
  /** A capture group, counted from 1. */
  | { readonly kind: 'group'; readonly index: number; readonly body: PatternNode }
  | {
      readonly kind: 'repeat';
      readonly body: PatternNode;
      readonly min: number;
      /** Undefined: without end. */
      readonly max: number | undefined;
      readonly greedy: boolean;
    }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] };

/** What Kusto refuses in a pattern; offsets are UTF-16 units into the pattern. */
export interface PatternFault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Kusto takes it and we cannot. */
  readonly isOurs?: boolean;
}

/** Thrown while a pattern is read, and caught by `readPattern`. */
export class PatternError extends Error {
  readonly fault: PatternFault;

  constructor(message: string, start: number, end: number, isOurs = false) {
    super(message);
    this.fault = { message, start, end, isOurs };
  }
}
