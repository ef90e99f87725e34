// Keeps the resources of the embedded workspace: one JSON file each, written aside and renamed, read once at the start.

import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../../diagnostics/compare-text.ts';
import { UserError } from '../../diagnostics/user-error.ts';
import { makeFolder } from '../../environments/own-folder.ts';
import { isJsonMap, mapOf } from '../../json/json.ts';
import { corruptState, stateFolderError } from './state-errors.ts';
import { fileNameOf } from './state-file-name.ts';

const storedCollections = [
  'actions',
  'alertRules',
  'contentPackages',
  'contentTemplates',
  'dataCollectionRules',
  'dataConnectors',
  'deletedRules',
  'metadata',
  'savedSearches',
  'tables',
  'watchlists',
] as const;
export type StoredCollection = (typeof storedCollections)[number];

/** A resource as it is kept: the parts that the server cannot work out again. */
export interface StoredResource {
  /** As the first PUT spelled it; ARM compares names without regard to case. */
  readonly name: string;
  readonly etag: string;
  readonly kind?: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Store {
  list(collection: StoredCollection): readonly StoredResource[];
  get(collection: StoredCollection, name: string): StoredResource | undefined;
  /** On the disk when it returns. Throws UserError when the folder cannot be written; nothing is changed then. */
  put(collection: StoredCollection, resource: StoredResource): void;
  delete(collection: StoredCollection, name: string): void;
}

export interface WriteEvent {
  readonly operation: 'put' | 'delete';
  /** `rows`: the name is that of their table. */
  readonly collection: StoredCollection | 'rows';
  readonly name: string;
}

export interface StoreHooks {
  readonly onBeforeWrite?: (event: WriteEvent) => void;
  readonly onAfterWrite?: (event: WriteEvent) => void;
}

/** Names sort by code unit, whatever the language of the machine. */
const byName = (a: StoredResource, b: StoredResource) => compareText(a.name, b.name);

/** Makes the folders, or says why they cannot be made. */
export function prepareStateFolder(folder: string): void {
  try {
    for (const name of [...storedCollections, 'rows', 'tmp']) makeFolder(join(folder, name));
  } catch (error) {
    throw stateFolderError(folder, error);
  }
}

/**
 * Reads the state folder; the caller holds its lock. A file that is not a resource is a UserError that names it, and
 * stays as it is.
 */
export function openStore(folder: string, hooks: StoreHooks = {}): Store {
  const collections = new Map(storedCollections.map((name) => [name, readCollection(folder, name)]));
  clearUnfinished(folder);
  finishDeletes(folder, collections);
  const resources = (collection: StoredCollection) => collections.get(collection)!;
  const around = (event: WriteEvent, write: () => void) => {
    hooks.onBeforeWrite?.(event);
    write();
    hooks.onAfterWrite?.(event);
  };
  return {
    list: (collection) => [...resources(collection).values()].sort(byName),
    get: (collection, name) => resources(collection).get(name.toLowerCase()),
    put(collection, resource) {
      around({ operation: 'put', collection, name: resource.name }, () => {
        writeResource(folder, collection, resource);
        resources(collection).set(resource.name.toLowerCase(), resource);
      });
    },
    delete(collection, name) {
      around({ operation: 'delete', collection, name }, () => {
        try {
          rmSync(join(folder, collection, fileNameOf(name)), { force: true });
        } catch (error) {
          throw stateFolderError(folder, error);
        }
        resources(collection).delete(name.toLowerCase());
      });
    },
  };
}

function readCollection(folder: string, collection: StoredCollection): Map<string, StoredResource> {
  const resources = new Map<string, StoredResource>();
  for (const file of readdirSync(join(folder, collection)).sort()) {
    if (!file.endsWith('.json')) continue;
    const path = join(folder, collection, file);
    const resource = readResource(path);
    if (fileNameOf(resource.name) !== file) {
      throw corruptState(path, `a resource named '${resource.name}' belongs in ${fileNameOf(resource.name)}`);
    }
    resources.set(resource.name.toLowerCase(), resource);
  }
  return resources;
}

function readResource(file: string): StoredResource {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw corruptState(file, error instanceof SyntaxError ? 'it is not JSON' : String(error));
  }
  if (typeof value !== 'object' || value === null) throw corruptState(file, 'it is not a JSON object');
  const { name, etag, kind, properties } = mapOf(value);
  if (typeof name !== 'string' || typeof etag !== 'string') {
    throw corruptState(file, '`name` and `etag` must be strings');
  }
  if (!isJsonMap(properties)) throw corruptState(file, '`properties` must be an object');
  const common = { name, etag, properties };
  return typeof kind === 'string' ? { ...common, kind } : common;
}

/** What a killed process had written aside was never renamed: no answer was given for it. */
function clearUnfinished(folder: string): void {
  try {
    for (const file of readdirSync(join(folder, 'tmp'))) rmSync(join(folder, 'tmp', file), { force: true });
  } catch (error) {
    throw stateFolderError(folder, error);
  }
}

/** A tombstone is written before its rule goes; with the rule still there the delete never happened. */
function finishDeletes(
  folder: string,
  collections: ReadonlyMap<StoredCollection, Map<string, StoredResource>>,
): void {
  const tombstones = collections.get('deletedRules')!;
  for (const [key, { name }] of tombstones) {
    if (!collections.get('alertRules')!.has(key)) continue;
    rmSync(join(folder, 'deletedRules', fileNameOf(name)), { force: true });
    tombstones.delete(key);
  }
}

function writeResource(folder: string, collection: StoredCollection, resource: StoredResource): void {
  const file = fileNameOf(resource.name);
  const aside = join(folder, 'tmp', `${collection}-${file}`);
  try {
    const handle = openSync(aside, 'w');
    try {
      writeFileSync(handle, `${JSON.stringify(resource, undefined, 2)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(aside, join(folder, collection, file));
  } catch (error) {
    // On a full disk half a file would keep the next one out.
    rmSync(aside, { force: true });
    if (error instanceof UserError) throw error;
    throw stateFolderError(folder, error);
  }
}
