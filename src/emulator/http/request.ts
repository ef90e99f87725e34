// What a route handler gets: the request as ARM reads it, and the workspace it acts on.

import type { ArmObjects, QueryService } from '../../engine/query-service.ts';
import { mapOf } from '../../json/json.ts';
import type { Variants } from '../behaviours.ts';
import type { WorkspaceIdentity } from '../identity.ts';
import type { CatalogueEntry, RuleLimits } from '../options.ts';
import type { Operations } from '../state/operations.ts';
import type { RowStore } from '../state/row-store.ts';
import type { Store } from '../state/store.ts';
import type { Answer } from './errors.ts';

export interface ArmRequest {
  readonly method: string;
  /** Captured path segments, decoded, by the name in the route table. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Empty for routes that need none. */
  readonly apiVersion: string;
  readonly preview: boolean;
  readonly header: (name: string) => string | undefined;
  /** Parsed JSON; undefined when the request had no body. */
  readonly body: unknown;
  /** The body as it came, unpacked. */
  readonly text: string;
  /** URL of this request as the client wrote it: where a nextLink starts from. */
  readonly url: URL;
}

export interface EmulatedWorkspace {
  readonly identity: WorkspaceIdentity;
  readonly variants: Variants;
  readonly onboarded: boolean;
  readonly limits: RuleLimits;
  readonly catalogue: readonly CatalogueEntry[];
  readonly pageSize: number;
  readonly store: Store;
  readonly rows: RowStore;
  readonly operations: Operations;
  /** The tables and functions made through ARM. */
  readonly made: () => ArmObjects;
  readonly queries: QueryService;
  readonly now: () => Date;
  /** 16 hexadecimal digits, new at each call. */
  readonly token: () => string;
  readonly tacticsOf: (technique: string) => readonly string[] | undefined;
  /** Runs one write after the other, so that what was checked still holds when it is stored. */
  readonly inTurn: <T>(write: () => Promise<T> | T) => Promise<T>;
}

export type Handler = (request: ArmRequest, workspace: EmulatedWorkspace) => Answer | Promise<Answer>;

/** A name that the route captured. */
export function param(request: ArmRequest, name: string): string {
  return request.params[name] ?? '';
}

/** The body as an object; anything else counts as an empty one, and misses its required fields. */
export function objectBody(request: ArmRequest): Readonly<Record<string, unknown>> {
  return mapOf(request.body);
}
