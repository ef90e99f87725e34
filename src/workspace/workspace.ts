// A Sentinel workspace as every layer above sees it: one interface, whether it is the embedded one or Azure.
import type { QueryResult } from '../rows/query-result.ts';
import type { WorkspaceTable } from '../tables/workspace-table.ts';
import type { Seeding } from './seeding/seeding.ts';

/** ARM resource collections the tool manages, by their ARM names (used at this edge only). */
export type Collection = 'alertRules' | 'savedSearches' | 'metadata';

/**
 * A resource as the service returned it, nothing dropped: PUT is a full replace, so an update starts from this body.
 * https://learn.microsoft.com/rest/api/securityinsights/alert-rules/get
 */
export interface RawResource {
  readonly id: string;
  readonly name: string;
  readonly etag?: string | undefined;
  readonly kind?: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The whole body. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface PutOptions {
  /** The etag the plan was made against; undefined on create; `*` only under --force. */
  readonly etag?: string | undefined;
  /** A create: the service is asked to refuse where something is there, as far as it can. */
  readonly onlyIfAbsent?: boolean | undefined;
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
  /** The id by which content names it, where the resource bears one. */
  readonly connectorId?: string | undefined;
  /** Undefined where the resource does not tell. */
  readonly isConnected: boolean | undefined;
}

export interface Workspace {
  /** `name (subscription/resource group)`, for messages. */
  readonly description: string;
  /** Full ARM resource id of the workspace. */
  readonly resourceId: string;
  list(collection: Collection): Promise<readonly RawResource[]>;
  /** Undefined only where the service itself says that it is not there. */
  get(collection: Collection, name: string): Promise<RawResource | undefined>;
  /**
   * Creates or replaces; the body is sent as given, with the etag added. Returns the resource as the service answered it. An answer
   * that is no such resource is a RequestError `unreadable-reply`: whether it was written is not known then.
   */
  put(
    collection: Collection,
    name: string,
    body: Readonly<Record<string, unknown>>,
    options?: PutOptions,
  ): Promise<RawResource>;
  /** Deletes; a resource that is already gone is fine. Done when the service says so, or when it cannot be read any more. */
  delete(collection: Collection, name: string): Promise<void>;
  tables(): Promise<readonly WorkspaceTable[]>;
  /** Is Microsoft Sentinel on the workspace? */
  isOnboarded(): Promise<boolean>;
  /** What the signed-in identity may do there. */
  permissions(): Promise<readonly Permission[]>;
  /** Aliases of the watchlists, sorted. */
  watchlists(): Promise<readonly string[]>;
  /** The data connectors that Microsoft Sentinel lists, sorted by name; many connectors are not among them. */
  connectors(): Promise<readonly DataConnector[]>;
  /** Runs KQL through the Log Analytics query API. A partial result is an error. `timespan` is ISO 8601, `start/end` or a duration. */
  query(kql: string, options: { readonly timespan: string }): Promise<QueryResult>;
  /** Test tables and the way of rows into them. */
  readonly seeding: Seeding;
  /** Stops what connecting started (the in-process server of an embedded workspace). */
  close(): Promise<void>;
}
