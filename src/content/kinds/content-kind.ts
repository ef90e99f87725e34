// What a content kind must say about itself so that everything above can check, plan, deploy and export it alike.

import type { JsonMap } from '../../json/json.ts';
import type { WorkspaceFunction } from '../../tables/workspace-function.ts';
import type { ContentItem, ContentKind, ValuePath } from '../content-item.ts';
import type { Fields } from '../model/field.ts';

/** An ARM request body without server-owned fields; `kind` is present on alert rules only. */
export interface ResourceBody {
  readonly kind?: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a test case may say beside its rows: what is given to the query, and what must come out of it. */
export const caseKeys = [
  'arguments',
  'parameters',
  'none',
  'alerts',
  'incidents',
  'rows',
  'rowCount',
  'entities',
] as const;
export type CaseKey = (typeof caseKeys)[number];

/** The resource beside an item that proves who owns it. */
interface OwnershipRecord {
  readonly kind: string;
  readonly namePrefix: string;
}

/** All that the tool knows of one kind of content. */
export interface ContentKindDefinition extends KindTraits {
  readonly kind: ContentKind;
  /** What people call one of it and several. */
  readonly words: { readonly one: string; readonly many: string };
  /** Top-level folder that holds items of this kind, unless sentinel-sync.yaml names another; below the test folder, that of their tests. */
  readonly folder: string;
  /** The key under `folders` of sentinel-sync.yaml that names another folder. */
  readonly folderKey: string;
  /** Its files, key by key. */
  readonly fields: Fields;
  readonly places: Places;
  /** The id and the name of the item with these values; empty where a file has none. */
  identify(values: JsonMap): Identity;
  /** Are these the values of a file of this kind? Asked of a file outside the content folders, in the order of the kinds. */
  recognises(values: JsonMap): boolean;
  /** What `kind` of the resource may be, the usual one first; empty where resources have none. */
  readonly resourceKinds: readonly string[];

  /** The collection of the workspace that the items live in; several kinds may share one. */
  readonly collection: 'alertRules' | 'savedSearches';
  /** Of a deployed body: is it one of ours to look at (saved searches hold more than hunting queries)? */
  isOfKind(body: ResourceBody): boolean;
  /** The metadata resource that proves ownership; absent where the service has none for the kind. */
  readonly metadata?: OwnershipRecord;
  /** Does ARM refuse the id of a deleted item for about a day? Then its ownership record stays, to remember when that was. */
  readonly holdsDeletedIds: boolean;
  /** Names by which other queries call an item, as a file states it or the workspace holds it; absent where nothing can call it. */
  gives?(body: ResourceBody): readonly string[];
  /** The function that an item is once it is deployed: its query runs where another calls it. Undefined where the file does not say enough. */
  asFunction?(values: JsonMap): WorkspaceFunction | undefined;
  /** Which of these keys a test case of this kind may have. */
  readonly caseKeys: readonly CaseKey[];
  /** What an environment may set of an item, besides the parameters of its query; a severity only where there is a query. */
  readonly overrides: readonly ('enabled' | 'severity')[];

  /** The body for what the file states, in ARM's spelling; a property the file does not state is absent: it is not managed. */
  toBody(item: ContentItem): ResourceBody;
  /** Properties ARM requires on create and the file does not state, with their documented defaults. */
  createDefaults(body: ResourceBody): JsonMap;
  /**
   * The form in which file and workspace are compared: one flat record (`kind` beside the properties), server-owned fields
   * dropped, null and empty lists and maps equal to absent, durations and line ends normalised, lists whose order has no
   * meaning sorted, saved-search tags as a map. Unknown properties stay, so that they can be shown. Applied to both sides.
   */
  canonical(body: ResourceBody): JsonMap;
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

  /** What a file says to get this body: nothing null or empty, durations and operators in their short form. */
  fileValues(body: ResourceBody): JsonMap;
  /** YAML key -> where its value stands in the canonical form of such a body. */
  canonicalPaths(body: ResourceBody): Readonly<Record<string, readonly ValuePath[]>>;
  /** The body without what the service gives an item whose file says nothing of it; `stated` is what a file says now. */
  withoutDefaults(body: ResourceBody, stated: JsonMap): ResourceBody;
  /** What a new file says beside what ARM takes: whoever reads it fills in what is empty. */
  fileExtras(name: string, body: ResourceBody): JsonMap;
  /** Does the service set the top-level path of the canonical form itself, so that no file need hold it? */
  isSetByService(path: string, body: ResourceBody): boolean;
  /** May a file of this body say a version of its own? */
  mayHaveVersion(body: ResourceBody): boolean;
}

/** Where a file says what items of every kind have. */
export interface Places {
  readonly name: readonly string[];
  readonly description: readonly string[];
  readonly query: readonly string[];
  readonly version: readonly string[];
}

export interface Identity {
  readonly id: string;
  readonly name: string;
}

/** What checks ask about a kind. */
interface KindTraits {
  /** Does an item find something that people look into? Then it has a place in ATT&CK, and cases that must not fire. */
  readonly isDetection: boolean;
  /** Does an item run a query of ours? */
  runsQuery(values: JsonMap): boolean;
  /** Does the service run its items and make alerts of what they find? */
  readonly makesAlerts: boolean;
  /** Does the service look at the content when it is written? A saved search it stores whatever it says. */
  readonly isCheckedOnWrite: boolean;
  /** Does the Defender portal run its queries too, over tables of its own? */
  readonly runsInDefender: boolean;
  /** The most characters of a description that are shown. */
  readonly longestDescription?: number;
  /** Placeholders in a query that the service fills. */
  readonly filledPlaceholders?: readonly string[];
}
