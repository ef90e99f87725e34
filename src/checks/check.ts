// What a check on content is: one object that says what it reports, why, and how to mend it.
import type { ContentItem, ContentKind } from '../content/content-item.ts';
import type { Position, Severity } from '../diagnostics/diagnostic.ts';
import type { CheckContext } from './context.ts';

/** One thing a check found in one item. */
export interface Finding {
  /** What happened, where, why; one sentence, no trailing advice, no line numbers (a baseline compares it). */
  readonly message: string;
  readonly at: Position;
  /** Defaults to the check's code; the KQL check reports under the parser's own codes. */
  readonly code?: string | undefined;
  /** Defaults to the check's severity. */
  readonly severity?: Severity | undefined;
  /** Defaults to the check's `fix`. */
  readonly hint?: string | undefined;
  readonly see?: string | undefined;
}

export interface Check {
  /** A readable path: `content/...`, `kql/...`, `style/...`, `test/...`; the last part is the file's name. */
  readonly code: string;
  /** The default; a project sets its own per check and path. */
  readonly severity: Severity;
  readonly kinds: readonly ContentKind[];
  /** What it reports, in one sentence. */
  readonly summary: string;
  /** What goes wrong otherwise. */
  readonly why: string;
  /** What to do: one imperative sentence. */
  readonly fix: string;
  /** The page the rule comes from. */
  readonly see: string;
  run(item: ContentItem, context: CheckContext): readonly Finding[];
}

export const analyticsRules = ['analytics-rule'] as const satisfies readonly ContentKind[];
export const huntingQueries = ['hunting-query'] as const satisfies readonly ContentKind[];
export const everyKind = ['analytics-rule', 'hunting-query'] as const satisfies readonly ContentKind[];
