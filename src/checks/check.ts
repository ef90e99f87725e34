// What a check on content is: one object that says what it reports, why, and how to correct it.
import type { ContentItem, ContentKind } from '../content/content-item.ts';
import type { ContentKindDefinition } from '../content/kinds/content-kind.ts';
import { allContentKinds, definitionOf } from '../content/kinds/kinds.ts';
import type { Code, Position, Severity } from '../diagnostics/diagnostic.ts';
import type { CheckContext } from './context.ts';

/**
 * When Azure refuses what the finding is about: whenever the item is written; only when it is created (an update sends what the
 * workspace has); only as a scheduled rule (of an NRT rule the field is not sent); or never, as far as anybody has seen.
 */
export type Refused = 'always' | 'on-create' | 'of-scheduled' | 'never';

/** One thing a check found in one item. */
export interface Finding {
  /** What happened, where, why; one sentence, no trailing advice, no line numbers (a baseline compares it). */
  readonly message: string;
  readonly at: Position;
  /** Defaults to the check's code; the KQL check reports under the parser's own codes. */
  readonly code?: Code;
  /** Defaults to the check's severity. */
  readonly severity?: Severity | undefined;
  /** Defaults to the check's `fix`. */
  readonly hint?: string | undefined;
  readonly see?: string | undefined;
  /** Defaults to the check's. */
  readonly refused?: Refused;
}

/** One check: its code, its words, and what it looks for. */
export interface Check {
  /** A readable path: `content/...`, `kql/...`, `style/...`, `test/...`; the last part is the file's name. */
  readonly code: string;
  /** The default; a project sets its own per check and path. */
  readonly severity: Severity;
  /** The default for kinds that the service stores whatever they say, where it is another. */
  readonly uncheckedSeverity?: Severity;
  /**
   * Of rules, unless a finding says otherwise; absent: no finding of it is refused. `plan` blocks what would be refused, and the
   * embedded workspace refuses the same.
   */
  readonly refused?: Refused;
  readonly kinds: readonly ContentKind[];
  /** It finds other things at another moment: what it found is not kept. */
  readonly readsClock?: true;
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

/** The code of a check, which is the entry that explains it. */
export function codeOf(check: Check): Code {
  return check.code as Code;
}

/** The level of a finding in an item of a kind, before a project sets its own. */
export function severityOf(finding: Finding, check: Check, kind: ContentKind): Severity {
  const ofKind = definitionOf(kind).isCheckedOnWrite ? undefined : check.uncheckedSeverity;
  return finding.severity ?? ofKind ?? check.severity;
}

/** Kinds that the service runs, making alerts of what they find. */
export const alertingKinds = kindsThat(({ makesAlerts }) => makesAlerts);

/** Kinds whose queries people run, in the Defender portal too. */
export const huntingKinds = kindsThat(({ runsInDefender }) => runsInDefender);

/** Kinds whose items find something that people look into. */
export const detectionKinds = kindsThat(({ isDetection }) => isDetection);

/** Kinds whose items are functions that queries call. */
export const functionKinds = kindsThat(({ asFunction }) => asFunction !== undefined);

export const everyKind = kindsThat(() => true);

function kindsThat(fit: (kind: ContentKindDefinition) => boolean): readonly ContentKind[] {
  return allContentKinds.filter(fit).map(({ kind }) => kind);
}
