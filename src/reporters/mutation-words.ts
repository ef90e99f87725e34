// Mutants in words: what was changed, what would notice it, and what all of them come to.
import { type MutationKind, mutationKinds } from '../mutation/mutant.ts';
import type { JudgedMutant, MutationResults } from '../mutation/score.ts';

/** What a case has to hold to notice a change of this kind. */
const hints = {
  aggregate: 'two rows of one group whose values differ',
  boundary: 'a value that lies exactly on the bound',
  'by-key': 'two rows that differ in this key only',
  filter: 'a row that only this condition keeps away, or lets through',
  'join-key': 'rows of both sides that differ in this key only',
  'join-kind': 'a row without a partner on the other side',
  'list-element': 'a row with this element',
  logic: 'a row for which one side holds and the other does not',
  regex: 'a text in letters of the other case',
  'string-operator': 'a text in letters of the other case, or that holds the term inside a word',
  threshold: 'a value exactly at the threshold, and one beside it',
  timespan: 'a row just inside the time, and one just outside',
  'union-arm': 'a case with rows of this source alone',
} as const satisfies Record<MutationKind, string>;

/** `threshold: 10 -> 11 (one more or less); a case with a value exactly at the threshold ... would notice.` */
export function survivorLine({ kind, before, after }: JudgedMutant): string {
  const change = `${before === '' ? 'nothing' : before} -> ${after === '' ? 'nothing' : after}`;
  return `${kind}: ${change} (${mutationKinds[kind]}). Write a case with ${hints[kind]}.`;
}

export function survivorsOf({ items }: MutationResults): readonly JudgedMutant[] {
  return items.flatMap(({ mutants }) => mutants.filter(({ status }) => status === 'survived'));
}

/** `180 of 190 killed, 10 survived, 2 excluded: 95.7 %` */
export function mutationSummary({ total, killed, survived, excluded, score }: MutationResults): string {
  const left = excluded === 0 ? '' : `, ${excluded} excluded`;
  return `${killed} of ${total} killed, ${survived} survived${left}: ${score} %`;
}
