// What a check on a bound query gives, and what it may ask.
import type { Code } from '../../../diagnostics/diagnostic.ts';
import type { Syntax } from '../../syntax.ts';
import { queryCode, type queryCodes } from '../codes.ts';

export interface QueryFinding {
  readonly code: Code;
  /** Error: the service refuses the query. Warning: it runs and cannot mean what it says. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Offsets into the query, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The official page. */
  readonly see: string;
}

/** A code of ours: the parser's own are reported by the parser. */
export type FindingCode = Extract<keyof typeof queryCodes, `kql/${string}`>;

/** Findings of one node; what lies below is visited by itself. */
export type NodeCheck = (node: Syntax) => readonly QueryFinding[];

export interface FindingText {
  readonly code: FindingCode;
  readonly message: string;
  /** Slug of the official page. */
  readonly see: string;
  /** `error` by default. */
  readonly severity?: QueryFinding['severity'];
}

export function at(node: Syntax, { code, message, see, severity = 'error' }: FindingText): QueryFinding {
  return { code: queryCode(code), severity, message, start: node.start, end: node.end, see: pageOf(see) };
}

export const pageOf = (slug: string) => `https://learn.microsoft.com/kusto/query/${slug}`;

/** Arguments of a call, without their names. */
export function argumentsOf(call: Syntax): readonly Syntax[] {
  const all = call.child('ArgumentList')?.list('Expressions') ?? [];
  return all.map((argument) =>
    argument.kind === 'SimpleNamedExpression' ? argument.get('Expression') : argument,
  );
}
