// What an environment file says: which workspace, with which parameters, and what must be proven before content may go there.
import type { ContentItem } from '../content/content-item.ts';
import type { Position } from '../diagnostics/diagnostic.ts';
import type { ContentChoice, ContentOverride } from './content-rules.ts';
import type { SmokeSettings } from './smoke-limits.ts';

export const clouds = ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'] as const;
export type Cloud = (typeof clouds)[number];

/** tests: detection tests on the local engine; validation: the same through Log Analytics; smoke: on the workspace's own data. */
export const evidenceKinds = ['tests', 'validation', 'smoke'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** The names by which ARM knows a workspace. */
interface WorkspaceNames {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspaceName: string;
}

export interface EmbeddedTarget extends WorkspaceNames {
  readonly type: 'embedded';
  /** Absolute path of the folder that holds the workspace's state. */
  readonly stateFolder: string;
  /** Absolute path of a folder with `<Table>.jsonl|json|csv` files to load. */
  readonly dataFolder?: string;
  /** The tables the workspace has; undefined: every table the tool or the project knows. */
  readonly tables?: readonly string[];
}

export interface AzureTarget extends WorkspaceNames {
  readonly type: 'azure';
  readonly cloud: Cloud;
}

export interface ParameterOverride {
  /** Id, slug or tag of the item, as the file has it. */
  readonly item: string;
  /** Name of the `let` it replaces. */
  readonly name: string;
  /** A text, number, boolean, or list of them. */
  readonly value: unknown;
  /** The value for messages, where it comes from a variable. */
  readonly shown?: string;
  readonly at: Position;
}

/**
 * What becomes of a rule whose tables the workspace lacks: Azure would refuse it. fail: it is blocked, and apply ends with 1.
 * skip: it is blocked, and that is fine. deploy-disabled: it is created switched off, and switched on once the tables are there.
 */
export const missingTablesPolicies = ['fail', 'skip', 'deploy-disabled'] as const;
export type MissingTablesPolicy = (typeof missingTablesPolicies)[number];

/** How many enabled rules a workspace takes. https://learn.microsoft.com/azure/sentinel/sentinel-service-limits */
export interface Capacity {
  readonly scheduled: number;
  readonly nrt: number;
}

export const defaultCapacity = { scheduled: 512, nrt: 50 } as const satisfies Capacity;

/** What must be proven before content goes to an environment. */
export interface Promotion {
  readonly from: string;
  readonly require: readonly EvidenceKind[];
  readonly maxAgeMs: number;
}

/** What an environment file says: a key for each option (`environment-options.ts`). */
export interface EnvironmentValues {
  readonly workspace: EmbeddedTarget | AzureTarget;
  /** Of the Microsoft.SecurityInsights calls. */
  readonly apiVersion: string;
  readonly parameters: readonly ParameterOverride[];
  /** Undefined: all content goes there. */
  readonly content?: ContentChoice;
  readonly overrides: readonly ContentOverride[];
  readonly onMissingTables: MissingTablesPolicy;
  readonly capacity: Capacity;
  /** Undefined: content needs no evidence to go here. */
  readonly promotion?: Promotion;
  readonly smoke: SmokeSettings;
}

/** One file of `environments/`: a workspace, and what content is there. */
export interface Environment extends EnvironmentValues {
  readonly name: string;
  /** Relative to the project folder; undefined for the built-in `local`. */
  readonly file?: string;
}

/** The overrides for an item, one for each name: those under its id stand over those under its slug, those over its tags'. */
export function parametersFor(environment: Environment, item: ContentItem): readonly ParameterOverride[] {
  const byName = new Map<string, ParameterOverride>();
  const ranked = environment.parameters
    .map((override) => ({ override, rank: rankOf(override.item, item) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => a.rank - b.rank);
  for (const { override } of ranked) byName.set(override.name, override);
  return [...byName.values()];
}

/** Overrides that fit none of the items: a misspelt name would otherwise silently change nothing. */
export function strayParameters(
  environment: Environment,
  items: readonly ContentItem[],
): readonly ParameterOverride[] {
  return environment.parameters.filter((override) => !items.some((item) => rankOf(override.item, item) > 0));
}

/** 3 for the id, 2 for the slug, 1 for a tag, 0 for another item's. */
function rankOf(name: string, item: ContentItem): number {
  if (name.toLowerCase() === item.id) return 3;
  if (name === item.slug) return 2;
  const tags = item.values['tags'];
  return Array.isArray(tags) && tags.includes(name) ? 1 : 0;
}
