// What an embedded workspace is started with.
import type { QueryService } from '../engine/query-service.ts';
import type { Variants } from './behaviours.ts';
import type { WorkspaceIdentity } from './identity.ts';
import type { WriteEvent } from './state/store.ts';
import type { PublishedAuthority } from './tls-authority.ts';

/** One line of the request log. */
export interface RecordedRequest {
  readonly method: string;
  /** Path with query string, as it was sent. */
  readonly path: string;
  /** 0 when the connection was dropped on purpose. */
  readonly status: number;
  readonly ms: number;
}

export interface FaultRequest {
  readonly method: string;
  /** Path with query string, as it was sent. */
  readonly path: string;
}

/** `drop` closes the connection without an answer; an answer is sent instead of handling the request. */
export type Fault =
  | 'drop'
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    };

export interface RuleLimits {
  /** Enabled scheduled rules in a workspace; 1024 with a dedicated cluster. */
  readonly scheduled: number;
  /** Enabled NRT rules, counted on their own. */
  readonly nrt: number;
}

/** A solution, or a single item, that the catalogue of the content hub offers. */
export interface CatalogueEntry {
  readonly name: string;
  /** https://learn.microsoft.com/rest/api/securityinsights/product-packages/list */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** How an embedded workspace is started. */
export interface EmulatorOptions {
  /** Where the resources are kept, one JSON file each, and ingested rows, one file a table. Created when absent. */
  readonly stateFolder: string;
  readonly identity: WorkspaceIdentity;
  readonly queries: QueryService;
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly now?: () => Date;
  /** 16 hexadecimal digits, new at each call: the source of etags and request ids. */
  readonly token?: () => string;
  readonly variants?: Partial<Variants>;
  /** The tactics of a parent technique (`T1593`), or undefined when the technique is not known. */
  readonly tacticsOf?: (technique: string) => readonly string[] | undefined;
  /** False plays a workspace that has no Sentinel. */
  readonly onboarded?: boolean;
  readonly limits?: RuleLimits;
  /** What the catalogue of the content hub offers; nothing unless told. */
  readonly catalogue?: readonly CatalogueEntry[];
  /** Items a page of the paged lists. */
  readonly pageSize?: number;
  /** Folder with the rows of the tables; only handed on, the query service reads it. */
  readonly dataFolder?: string | undefined;
  /** PEM texts; with them the server speaks https. The authority, where given, is written once the folder is taken. */
  readonly tls?: ({ readonly key: string; readonly cert: string } & Partial<PublishedAuthority>) | undefined;
  readonly faults?: (request: FaultRequest) => Fault | undefined;
  readonly onBeforeWrite?: (event: WriteEvent) => void;
  readonly onAfterWrite?: (event: WriteEvent) => void;
  readonly onRequest?: (request: RecordedRequest) => void;
}

/** A running embedded workspace. */
export interface Emulator {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, https with `tls`. */
  readonly url: string;
  /** The last requests (at most 10,000), oldest first. */
  readonly requests: readonly RecordedRequest[];
  readonly dataFolder: string | undefined;
  /** Finishes what is being written, gives the state folder free and stops listening. */
  close(): Promise<void>;
}
