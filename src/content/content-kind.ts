// What a content kind must say about itself so that everything above can check, plan and deploy it alike.
import type { ContentItem, ContentKind, ValuePath } from './content-item.ts';

/** An ARM request body without server-owned fields; `kind` is present on alert rules only. */
export interface ResourceBody {
  readonly kind?: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface ContentKindDefinition {
  readonly kind: ContentKind;
  /** What people call one of it and several. */
  readonly words: { readonly one: string; readonly many: string };
  /** Top-level folder that holds items of this kind, unless sentinel-sync.yaml names another; below the test folder, that of their tests. */
  readonly folder: string;
  /** The key under `folders` of sentinel-sync.yaml that names another folder. */
  readonly folderKey: string;
  /** Are these the values of a file of this kind? Asked of a file outside the content folders, in the order of the kinds. */
  recognises(values: Readonly<Record<string, unknown>>): boolean;
  /** What `kind` of the resource may be, the usual one first; empty where resources have none. */
  readonly resourceKinds: readonly string[];
  /** ARM collection the items live in. */
  readonly collection: 'alertRules' | 'savedSearches';
  /** `kind` of the metadata resource that proves ownership, and the prefix of its name. */
  readonly metadata: { readonly kind: 'AnalyticsRule' | 'HuntingQuery'; readonly namePrefix: string };
  /** Does ARM refuse the id of a deleted item for about a day? Then its ownership record stays, to remember when that was. */
  readonly holdsDeletedIds: boolean;
  /** The body for what the file states, in ARM's spelling; a property the file does not state is absent: it is not managed. */
  toBody(item: ContentItem): ResourceBody;
  /** Properties ARM requires on create and the file does not state, with their documented defaults. */
  createDefaults(body: ResourceBody): Readonly<Record<string, unknown>>;
  /**
   * The form in which file and workspace are compared: one flat record (`kind` beside the properties), server-owned fields
   * dropped, null and empty lists and maps equal to absent, durations and line ends normalised, lists whose order has no
   * meaning sorted, saved-search tags as a map. Unknown properties stay, so that they can be shown. Applied to both sides.
   */
  canonical(body: ResourceBody): Readonly<Record<string, unknown>>;
  /** Paths into the canonical form that `desired` states, the smallest managed things: only these are compared. */
  statedPaths(desired: ResourceBody): readonly ValuePath[];
  /**
   * The body of an update: what the workspace holds, with what `desired` states laid over it. Server-owned fields are dropped;
   * what `desired` does not state stays as it was read. Laid over `{ properties: createDefaults(desired) }` it is the body of a create.
   */
  overlay(desired: ResourceBody, deployed: ResourceBody): ResourceBody;
  /**
   * Paths into the properties that the tool knows nothing of, neither as content nor as the service's own. Nulls and empty
   * lists and maps are as good as absent.
   */
  unknown(body: ResourceBody): readonly ValuePath[];
  /** The body without what `stated` does not mention and the service sets anyway: a new file need not say it. */
  withoutDefaults(body: ResourceBody, stated: Readonly<Record<string, unknown>>): ResourceBody;
  /** What a new file says beside what ARM takes. */
  fileExtras(name: string, body: ResourceBody): Readonly<Record<string, unknown>>;
  /** Of a deployed body: is it one of ours to look at (saved searches hold more than hunting queries)? */
  isOfKind(body: ResourceBody): boolean;
}
