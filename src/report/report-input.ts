// What a report is made of: the content with its cases and what was kept of earlier runs, as plain data.
import type { SimulationSummary } from '../alerting/simulation-summary.ts';
import type { ContentItem } from '../content/content-item.ts';
import type { Coverage } from '../coverage/coverage.ts';
import type { KeptEvasion } from '../evasion/record.ts';
import type { JudgedMutant } from '../mutation/score.ts';
import type { Change } from '../plan/change.ts';
import type { Plan } from '../plan/plan.ts';
import type { DetectionCase } from '../testing/detection-case.ts';

/** A content item with all that its page shows. */
export interface ReportedItem {
  readonly item: ContentItem;
  /** Its page, from the folder of the report. */
  readonly path: string;
  readonly cases: readonly DetectionCase[];
  /** The ATT&CK techniques it names. */
  readonly techniques: readonly string[];
  /** How its cases came out, where a result of them was given. */
  readonly tested?: TestedCases | undefined;
  readonly mutation?: ReportedMutation | undefined;
  readonly evasion?: KeptEvasion | undefined;
  readonly guide?: Guide | undefined;
}

/** Of a run of `test`. */
export interface TestedCases {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The kept result of changing the query. */
export interface ReportedMutation {
  readonly total: number;
  readonly killed: number;
  /** 0 to 100, rounded down: killed of those that are not excluded. */
  readonly score: number;
  /** What no case notices; `excluded` with its reason. */
  readonly unnoticed: readonly JudgedMutant[];
  readonly isCurrent: boolean;
}

/** The page that people wrote of an item: what it finds, triage, tuning. */
export interface Guide {
  /** From the project folder. */
  readonly file: string;
  /** Markdown. */
  readonly text: string;
}

/** All that the pages of a report show. */
export interface ReportInput {
  /** Whose content it is. */
  readonly owner: string | undefined;
  /** In the order of their files. */
  readonly items: readonly ReportedItem[];
  readonly coverage: Coverage;
  readonly plan?: ReportedPlan | undefined;
  readonly simulation?: ReportedSimulation | undefined;
}

/** What a page shows of a saved plan. */
export type ReportedPlan = Pick<Plan, 'workspace' | 'environment' | 'commit'> & {
  readonly changes: readonly Change[];
  readonly safety: readonly { readonly message: string; readonly hint?: string | undefined }[];
};

type SimulatedRule = SimulationSummary['rules'][number];
type SimulatedAlert = SimulationSummary['alerts'][number];

export type ReportedAlert = Pick<SimulatedAlert, 'rule' | 'at' | 'title' | 'severity' | 'entities'>;

/** What the pages show of a simulation. */
export interface ReportedSimulation extends Pick<SimulationSummary, 'from' | 'to' | 'days'> {
  readonly rules: readonly Pick<
    SimulatedRule,
    'id' | 'name' | 'runs' | 'alerts' | 'alertsPerDay' | 'incidents'
  >[];
  readonly alerts: readonly ReportedAlert[];
  /** By the name of their rule, which is all that an alert knows of it. */
  readonly byRule: ReadonlyMap<string, readonly ReportedAlert[]>;
}
