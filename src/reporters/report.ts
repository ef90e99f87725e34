// What a command can have to say, as plain data; a reporter turns it into text.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { AdoptResult } from '../plan/adopt.ts';
import type { Plan } from '../plan/plan.ts';
import type { ApplyReport } from '../plan/report.ts';
import type { SmokeResult } from '../promotion/smoke.ts';
import type { BehaviourDiff } from '../testing/behaviour-diff.ts';
import type { TestResults } from '../testing/run-tests.ts';

/** Version of the JSON shapes; raised when a field changes its meaning or goes. */
export const schemaVersion = 1;

export interface DiagnosticsReport {
  readonly kind: 'diagnostics';
  readonly diagnostics: readonly Diagnostic[];
  /** Content files looked at. */
  readonly files: number;
  /** Known findings that a baseline hides. */
  readonly baselined: number;
  /** Text of a file by its path, for code frames; undefined when it is not at hand. */
  readonly sourceOf: (file: string) => string | undefined;
}

export interface TestsReport {
  readonly kind: 'tests';
  readonly results: TestResults;
  readonly diagnostics: readonly Diagnostic[];
  /** Where the queries ran. */
  readonly where: string;
  /** The run that wrote the seed rows into test tables; undefined when none did. */
  readonly seedRun?: string | undefined;
  /** Text of a file, for the lines that findings stand on. */
  readonly sourceOf?: ((file: string) => string | undefined) | undefined;
}

export interface PlanReport {
  readonly kind: 'plan';
  readonly plan: Plan;
  /** Of plan --behaviour: what each changed query does differently on the seeded tables. */
  readonly behaviour?: readonly BehaviourDiff[] | undefined;
}

export interface ApplyOutcomeReport {
  readonly kind: 'apply';
  readonly apply: ApplyReport;
}

export interface SmokeReport {
  readonly kind: 'smoke';
  readonly results: readonly SmokeResult[];
  readonly workspace: string;
}

export interface AdoptReport {
  readonly kind: 'adopt';
  readonly results: readonly AdoptResult[];
}

/** Several commands in a row, up to the first that stopped them. */
export interface PromotionReport {
  readonly kind: 'promotion';
  /** What was run, in order. */
  readonly steps: readonly PromotionStep[];
  /** How many steps there are, with those that were not reached. */
  readonly total: number;
  /** Why the last of `steps` was the end; absent where everything passed. */
  readonly stopped?: 'did not pass' | 'is not on record';
}

export interface PromotionStep {
  /** As a user would type it. */
  readonly command: string;
  readonly exitCode: number;
  readonly report: Report | undefined;
}

/** Text a command made itself, with its JSON form. */
export interface TextReport {
  readonly kind: 'text';
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

export type Report =
  | DiagnosticsReport
  | TestsReport
  | PlanReport
  | ApplyOutcomeReport
  | SmokeReport
  | AdoptReport
  | PromotionReport
  | TextReport;
