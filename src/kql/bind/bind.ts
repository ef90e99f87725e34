// Binds a query against the tables and functions it names: the one entry to KQL for checks, translator and tests.

import type { TableCatalogue } from '../../tables/catalogue.ts';
import { createBudget, TooComplex } from '../budget.ts';
import { kindOfText } from '../parser.ts';
import type { RawDiagnostic, ResultType, Syntax } from '../syntax.ts';
import type { BindOptions } from './bind-options.ts';
import { underBudget } from './binder-hooks.ts';
import { createBoundQueries } from './bound-queries.ts';
import { queryCode, type queryCodes } from './codes.ts';
import type { DatabaseMember } from './database-member.ts';
import { corrected } from './findings/binder-corrections.ts';
import { functionFaults, withoutBody } from './function-faults.ts';
import { membersNamedIn } from './members.ts';
import { parseOnce } from './parsed-queries.ts';

/** A query that was parsed and bound against tables. */
export interface BoundQuery {
  readonly text: string;
  /** Undefined when the text could not be parsed at all (a diagnostic says why). */
  readonly root: Syntax | undefined;
  readonly diagnostics: readonly RawDiagnostic[];
  readonly result: ResultType;
  /** The tables and functions the query was bound against: what `search` and `find` without a list look through. */
  readonly members?: readonly DatabaseMember[];
  /** What the workspace has: the bodies of the functions that the query calls are looked up there. */
  readonly tables: TableCatalogue;
  /** Tables and functions that the bodies of called functions read and nobody knows. Sorted. */
  readonly unknownSources?: readonly string[];
}

/** The service refuses rule queries over 10,000 characters; the parser is only kept from texts that would stall it. */
export const maxQueryLength = 1_000_000;

const bound = createBoundQueries<BoundQuery>();

/**
 * Parses and binds `text`. Never throws on bad queries: whatever is wrong is a diagnostic with offsets into `text`. The same text
 * with the same catalogue gives the same object while it is among the last ones.
 */
export function bindQuery(text: string, options: BindOptions): BoundQuery {
  return bound.get(text, options, () => bindNow(text, options));
}

function bindNow(text: string, options: BindOptions): BoundQuery {
  const unusable = (code: keyof typeof queryCodes, message: string): BoundQuery => ({
    text,
    root: undefined,
    diagnostics: [
      { code: queryCode(code), severity: 'error', message, start: 0, end: Math.min(text.length, 1) },
    ],
    result: { kind: 'none' },
    tables: options.tables,
  });
  if (text.length > maxQueryLength) {
    const message = `The query has ${text.length} characters; more than ${maxQueryLength} are not read.`;
    return unusable('kql/too-long', message);
  }
  if (kindOfText(text) === 'command') {
    const message = 'This is a management command, not a query; a workspace runs queries only.';
    return unusable('kql/management-command', message);
  }
  try {
    return { text, ...underBudget(createBudget(), () => bindMembers(text, options)) };
  } catch (error) {
    if (error instanceof TooComplex) return unusable('kql/too-complex', error.message);
    if (error instanceof TypeError || error instanceof RangeError) {
      return unusable('kql/nested-too-deeply', 'The query is nested too deeply for the parser.');
    }
    throw error;
  }
}

function bindMembers(text: string, options: BindOptions): Omit<BoundQuery, 'text'> & { root: Syntax } {
  const members = membersNamedIn(text, options);
  const { tables } = options;
  const parsed = parseOnce(text, members, options);
  const diagnostics = corrected(parsed.root, parsed.diagnostics);
  const { broken, unknownSources } = functionFaults(parsed.root, diagnostics, tables);
  if (broken.length === 0) return { ...parsed, diagnostics, tables, members };
  // What follows from a function that cannot be used says nothing new: it gives anything here.
  const opaque = members.map((member) => withoutBody(member, broken));
  const again = parseOnce(text, opaque, options);
  const findings = broken.map(({ finding }) => finding);
  const others = corrected(again.root, again.diagnostics).filter(
    ({ start }) => !findings.some((finding) => finding.start === start),
  );
  return { ...again, diagnostics: [...others, ...findings], tables, members: opaque, unknownSources };
}
