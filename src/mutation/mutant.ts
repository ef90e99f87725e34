// A mutant: one small change to a query that its tests should notice.
import type { TextEdit } from '../kql/rewrite/text-edits.ts';

/** What is changed; the first part of a mutant's id. */
export const mutationKinds = {
  aggregate: 'the other extreme',
  boundary: 'the other side of the bound',
  'by-key': 'a key less to group by',
  filter: 'a condition less, or its opposite',
  'join-key': 'a key less to join on',
  'join-kind': 'another kind of join',
  'list-element': 'an element less',
  logic: 'and for or',
  regex: 'letters of another case',
  'string-operator': 'another comparison of texts',
  threshold: 'one more or less',
  timespan: 'a little longer or shorter',
  'union-arm': 'a source less',
} as const;

export type MutationKind = keyof typeof mutationKinds;

/** One change as a mutator makes it. */
export interface Change {
  readonly kind: MutationKind;
  readonly edit: TextEdit;
}

export interface Mutant {
  /** `threshold@12:5:1f0c9a3e`: kind, line and column in the query, and a hash of what was there and what is there now. */
  readonly id: string;
  readonly kind: MutationKind;
  /** In the content file. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly before: string;
  readonly after: string;
  /** The whole query. */
  readonly query: string;
}
