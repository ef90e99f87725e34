// What the tool does with the resources of one collection, however its service wants them read and written.
import type { ArmScope, sendArm } from '../requests/arm-request.ts';

export type Body = Readonly<Record<string, unknown>>;

/** A resource as the service returned it, nothing dropped: an update starts from this body. */
export interface RawResource {
  readonly id: string;
  readonly name: string;
  /** Absent where the service has none. */
  readonly etag?: string | undefined;
  readonly kind?: string | undefined;
  readonly properties: Body;
  /** The whole body. */
  readonly raw: Body;
}

export interface PutOptions {
  /** The etag the plan was made against; undefined on create, and where there is none; `*` only under --force. */
  readonly etag?: string | undefined;
  /** A create: the service is asked to refuse where something is there, as far as it can. */
  readonly onlyIfAbsent?: boolean;
}

/**
 * One collection. How a resource is written is its own business: those of Resource Manager are replaced with PUT and guarded by an
 * etag; another service may create with POST, change with PATCH and have no etag at all.
 */
export interface CollectionClient {
  list(): Promise<readonly RawResource[]>;
  /** Undefined only where the service itself says that it is not there. */
  get(name: string): Promise<RawResource | undefined>;
  /**
   * Creates or replaces. Returns the resource as the service answered it. An answer that is no such resource is a RequestError
   * `unreadable-reply`: whether it was written is not known then.
   */
  put(name: string, body: Body, options?: PutOptions): Promise<RawResource>;
  /** Deletes; a resource that is already gone is fine. Done when the service says so, or when it cannot be read any more. */
  delete(name: string): Promise<void>;
}

type Sender = Parameters<typeof sendArm>[0];

/** The clients that a collection may speak through, and the workspace they speak to. */
export interface Services {
  readonly securityInsights: Sender;
  readonly operationalInsights: Sender;
  readonly scope: ArmScope;
  /** Of the SecurityInsights provider, as the environment chooses it. */
  readonly apiVersion: string;
}

/** How one collection describes itself: one file each in this folder, and a line in index.ts. */
export interface ResourceCollection {
  /** Below what holds it (the workspace, or the tenant): the ids of its resources have it. */
  readonly path: string;
  /** From the body as the service sent it to the form the tool works on; nothing is dropped. */
  read(raw: Body): RawResource;
  open(services: Services): CollectionClient;
}
