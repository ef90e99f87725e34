// Asks for the keys of bags before a query runs, and writes them into it as the result schemas that bag_unpack and pivot take.
import { type BagProbe, bagSchema } from '../kql/rewrite/bag-schema.ts';
import type { QueryResult } from '../rows/query-result.ts';
import { type EngineDiagnostic, engineError } from './engine-fault.ts';

/** A text with pieces put into it; offsets into it can be led back to the text it was made of. */
export interface EditedText {
  readonly text: string;
  readonly insertions: readonly { readonly at: number; readonly length: number }[];
}

/** More bags in one query than this are left open. */
export const maxProbes = 16;

export function withSchema(
  edited: EditedText,
  probe: BagProbe,
  result: QueryResult,
): { readonly edited: EditedText } | { readonly diagnostic: EngineDiagnostic } | undefined {
  const keys = result.rows.map(([key, types]) => ({ key: String(key), types: String(types).split(' ') }));
  const schema = bagSchema(keys, probe);
  if ('conflict' in schema) return { diagnostic: bagConflict(schema.conflict) };
  if ('unwritable' in schema) return undefined;
  const { text, insertions } = edited;
  return {
    edited: {
      text: text.slice(0, probe.at) + schema.text + text.slice(probe.at),
      insertions: [...insertions, { at: probe.at, length: schema.text.length }],
    },
  };
}

/** The offset in the text that nothing was put into yet. */
export function originalOffset({ insertions }: EditedText, offset: number): number {
  return insertions.reduceRight(
    (at, insertion) => (at <= insertion.at ? at : Math.max(insertion.at, at - insertion.length)),
    offset,
  );
}

export function originalText({ text, insertions }: EditedText): string {
  return insertions.reduceRight((left, { at, length }) => left.slice(0, at) + left.slice(at + length), text);
}

export function bagConflict(name: string): EngineDiagnostic {
  return engineError(
    'engine/bag-conflict',
    `bag_unpack found the key '${name}', which is the name of a column already.`,
    'Give bag_unpack a prefix, or columnsConflict.',
  );
}
