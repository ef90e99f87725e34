// What a command can have to say, as plain data; a reporter turns it into text.
import type { SimulationSummary } from '../alerting/simulation-summary.ts';
import type { Costs } from '../checks/cost/costs.ts';
import type { Coverage } from '../coverage/coverage.ts';
import type { Explanation } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EvasionResults } from '../evasion/score.ts';
import type { FormattedFile } from '../formatting/format-files.ts';
import type { MutationResults } from '../mutation/score.ts';
import type { AdoptResult } from '../plan/adopt.ts';
import type { Plan } from '../plan/plan.ts';
import type { EnvironmentPlan } from '../plan/plan-matrix.ts';
import type { ApplyReport } from '../plan/report.ts';
import type { Readiness } from '../promotion/readiness.ts';
import type { SmokeResult } from '../promotion/smoke.ts';
import type { QueryResult } from '../rows/query-result.ts';
import type { NewFileResult } from '../scaffold/new-files.ts';
import type { FoundContent } from '../scaffold/new-project.ts';
import type { SeedSummary } from '../seeding/seed-summary.ts';
import type { BehaviourDiff } from '../testing/behaviour-diff.ts';
import type { EngineComparison } from '../testing/engine-comparison.ts';
import type { TestResults } from '../testing/run-tests.ts';
import type { Trace } from '../testing/trace.ts';
import type { FileResult, ResultCounts } from '../transfer/file-result.ts';
import type { LeftOut } from '../transfer/items-to-export.ts';

/** Version of the JSON shapes; raised when a field changes its meaning or goes. */
export const schemaVersion = 1;

export interface DiagnosticsReport {
  readonly kind: 'diagnostics';
  readonly diagnostics: readonly Diagnostic[];
  /** Content files looked at. */
  readonly files: number;
  /** Known findings that a baseline hides. */
  readonly baselined: number;
  /** So many are shown to a reader, the gravest first; undefined: all of them. */
  readonly atMost?: number | undefined;
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
  readonly seedRun?: string;
  /** The known gaps are wanted one by one. */
  readonly showGaps?: boolean;
  /** Of a run with mutants. */
  readonly mutation?: MutationResults;
  /** Of a run with rewritten cases. */
  readonly evasion?: EvasionResults;
  /** Of a run on two engines. */
  readonly comparison?: EngineComparison;
  /** Text of a file, for code frames. */
  readonly sourceOf?: (file: string) => string | undefined;
}

export interface PlanReport {
  readonly kind: 'plan';
  readonly plan: Plan;
  /** Of plan --behaviour: what each changed query does differently on the seeded tables. */
  readonly behaviour?: readonly BehaviourDiff[] | undefined;
}

/** Plans of several environments. */
export interface PlansReport {
  readonly kind: 'plans';
  readonly plans: readonly EnvironmentPlan[];
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

/** Files that were written for items that come from elsewhere, or would be. */
interface FilesReport {
  readonly files: readonly FileResult[];
  readonly summary: ResultCounts;
  readonly dryRun: boolean;
}

export interface ConvertReport extends FilesReport {
  readonly kind: 'convert';
  /** What could not be converted. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of a file by its name, for code frames. */
  readonly sourceOf: (file: string) => string | undefined;
}

/** Files that were laid out, or would be. */
export interface FormatReport {
  readonly kind: 'format';
  readonly files: readonly FormattedFile[];
  /** Why a file, or a query in it, keeps its layout. */
  readonly diagnostics: readonly Diagnostic[];
  /** Nothing was written. */
  readonly check: boolean;
  /** Text of a file by its name, for code frames. */
  readonly sourceOf: (file: string) => string | undefined;
}

export interface ExportReport extends FilesReport {
  readonly kind: 'export';
  readonly leftOut: LeftOut;
}

export interface DoctorReport {
  readonly kind: 'doctor';
  readonly environment: string;
  readonly summary: Readonly<Record<Readiness['status'], number>>;
  readonly checks: readonly Readiness[];
}

export interface ExplainReport extends Explanation {
  readonly kind: 'explain';
}

export interface SeedReport extends SeedSummary {
  readonly kind: 'seed';
  /** The run that was written; without one nothing was. */
  readonly runId?: string;
  /** Resource id of the workspace. */
  readonly workspace: string;
  /** The workspace in words. */
  readonly where: string;
  readonly environment: string;
}

export interface SimulationReport extends SimulationSummary {
  readonly kind: 'simulation';
}

interface QueryReport {
  readonly kind: 'query';
  readonly result: QueryResult;
}

/** The steps of a query with the rows that are left behind each. */
export interface TraceReport {
  readonly kind: 'trace';
  readonly trace: Trace;
}

/** What queries cost by their form. */
export interface CostReport extends Costs {
  readonly kind: 'cost';
  /** The most that the project file allows; undefined: any. */
  readonly maxQueryCost: number | undefined;
}

export interface CoverageReport {
  readonly kind: 'coverage';
  readonly coverage: Coverage;
}

/** A static site that was written. */
export interface SiteReport {
  readonly kind: 'site';
  /** As the command line names it. */
  readonly folder: string;
  /** Content items with a page of their own. */
  readonly items: number;
  /** Pages in all. */
  readonly files: number;
}

/** What a shell reads to complete commands. */
export interface CompletionReport {
  readonly kind: 'completion';
  readonly shell: string;
  readonly script: string;
}

/** Files to begin with. */
export interface ScaffoldReport {
  readonly kind: 'scaffold';
  readonly files: readonly NewFileResult[];
  /** Content that was there before. */
  readonly found: readonly FoundContent[];
  /** Files that look like content and cannot be read. */
  readonly unread: readonly string[];
  /** Commands to run next, without the name of the tool. */
  readonly next: readonly string[];
}

/** How the embedded database ran a query, as it says it. */
export interface DatabasePlanReport {
  readonly kind: 'database-plan';
  readonly plan: string;
}

/** The SQL of a query that was not run. */
export interface SqlReport {
  readonly kind: 'sql';
  readonly variables: readonly { readonly name: string; readonly sql: string }[];
  readonly sql: string;
}

/** Where an embedded workspace listens. */
export interface ServeReport {
  readonly kind: 'serve';
  readonly url: string;
  /** Resource id of the workspace. */
  readonly workspaceId: string;
  readonly customerId: string;
  readonly stateFolder: string;
  /** File of the certificate authority to trust, where it speaks https. */
  readonly certificateAuthority?: string;
}

export type Report =
  | DiagnosticsReport
  | TestsReport
  | PlanReport
  | PlansReport
  | ApplyOutcomeReport
  | SmokeReport
  | AdoptReport
  | PromotionReport
  | ConvertReport
  | ExportReport
  | FormatReport
  | DoctorReport
  | ExplainReport
  | SeedReport
  | QueryReport
  | SimulationReport
  | CostReport
  | CoverageReport
  | CompletionReport
  | ScaffoldReport
  | SiteReport
  | SqlReport
  | DatabasePlanReport
  | TraceReport
  | ServeReport;
