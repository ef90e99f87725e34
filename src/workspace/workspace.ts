// A Sentinel workspace as every layer above sees it, the embedded one or Azure: one small interface a capability.
import type { QueryResult } from '../rows/query-result.ts';
import type { WorkspaceTable } from '../tables/workspace-table.ts';
import type { Body, PutOptions, RawResource } from './resources/collection.ts';
import type { Collection } from './resources/index.ts';
import type { Seeding } from './seeding/seeding.ts';

export type { RawResource } from './resources/collection.ts';
export type { Collection } from './resources/index.ts';

/** What a workspace is called. */
export interface WorkspaceName {
  /** `name (subscription/resource group)`, for messages. */
  readonly description: string;
  /** Full ARM resource id of the workspace. */
  readonly resourceId: string;
}

/** Content and its records: the operations of CollectionClient, each on one collection. */
export interface ContentStore {
  list(collection: Collection): Promise<readonly RawResource[]>;
  get(collection: Collection, name: string): Promise<RawResource | undefined>;
  put(collection: Collection, name: string, body: Body, options?: PutOptions): Promise<RawResource>;
  delete(collection: Collection, name: string): Promise<void>;
}

/** Queries over the rows of the workspace. */
export interface Queries {
  /** Runs KQL through the Log Analytics query API. A partial result is an error. `timespan` is ISO 8601, `start/end` or a duration. */
  query(kql: string, options: { readonly timespan: string }): Promise<QueryResult>;
}

/** The tables that queries may name. */
export interface Tables {
  tables(): Promise<readonly WorkspaceTable[]>;
}

/** What Microsoft Sentinel and Azure say of the workspace as a whole. */
interface WorkspaceFacts {
  /** Is Microsoft Sentinel on the workspace? */
  isOnboarded(): Promise<boolean>;
  /** What the signed-in identity may do there. */
  permissions(): Promise<readonly Permission[]>;
  /** Aliases of the watchlists, sorted. */
  watchlists(): Promise<readonly string[]>;
  /** The data connectors that Microsoft Sentinel lists, sorted by name; many connectors are not among them. */
  connectors(): Promise<readonly DataConnector[]>;
  /** The templates of analytics rules that are installed, each once, at its highest version. */
  ruleTemplates(): Promise<readonly RuleTemplate[]>;
  /** The solutions of the content hub that are installed. */
  installedSolutions(): Promise<readonly Solution[]>;
  /** The catalogue of the content hub. */
  offeredSolutions(): Promise<readonly Solution[]>;
}

/** All that a workspace can do. A function asks for no more of it than it needs. */
export interface Workspace extends WorkspaceName, ContentStore, Queries, Tables, WorkspaceFacts {
  /** Test tables and the way of rows into them. */
  readonly seeding: Seeding;
  /** Stops what connecting started (the in-process server of an embedded workspace). */
  close(): Promise<void>;
}

/** One role's actions; `*` stands for anything. */
export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** A data connector as Microsoft Sentinel lists it. */
export interface DataConnector {
  readonly name: string;
  /** ARM's word: `Office365`, `RestApiPoller`, `GenericUI`, ... */
  readonly kind: string;
  /** The id by which content names it, where the resource has one. */
  readonly connectorId?: string | undefined;
  /** Undefined where the resource does not say. */
  readonly isConnected: boolean | undefined;
}

/** A template of analytics rules as the content hub has put it into the workspace. */
export interface RuleTemplate {
  /** By which a rule names it as `alertRuleTemplateName`. */
  readonly id: string;
  readonly version: string | undefined;
  readonly isDeprecated: boolean;
  /** The id of the solution that brought it; undefined for content that stands alone. */
  readonly solution: string | undefined;
}

/** A solution of the content hub, as it is installed or as the catalogue offers it. */
export interface Solution {
  readonly id: string;
  /** The display name. */
  readonly name: string;
  readonly version: string | undefined;
  readonly isDeprecated: boolean;
  /** The ids of the rule templates it brings. */
  readonly templates: readonly string[];
}
