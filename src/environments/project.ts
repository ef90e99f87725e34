// The project file sentinel-sync.yaml: folders, levels of checks, suppressions, defaults, owner.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ContentFolder } from '../content/files/content-files.ts';
import { allContentKinds } from '../content/kinds/kinds.ts';
import type { Position, Severity } from '../diagnostics/diagnostic.ts';
import {
  type ConfigNode,
  configError,
  countOf,
  entriesOf,
  expectKeys,
  field,
  itemsOf,
  oneOf,
  readConfigFile,
  requiredField,
  textOf,
} from './config-reader.ts';

export const projectFileName = 'sentinel-sync.yaml';

export type CheckLevel = Severity | 'off';

/** `content/unknown-key: error`, for the whole project or for the paths a glob names. */
export interface LevelRule {
  /** A code, or a glob over codes: `kql/*`. */
  readonly code: string;
  readonly level: CheckLevel;
  /** Glob; undefined for the whole project. */
  readonly path?: string | undefined;
  readonly at: Position;
}

export interface Suppression {
  readonly code: string;
  /** Glob. */
  readonly path: string;
  readonly reason: string;
  /** The last day it holds, `YYYY-MM-DD`; undefined: for good. */
  readonly expires?: string | undefined;
  readonly at: Position;
}

/** The most items one apply may delete: a number, a share of what is owned in percent, or whichever of both is smaller (one is always allowed). */
export interface MaxDeletes {
  readonly count?: number | undefined;
  readonly percent?: number | undefined;
}

export interface Project {
  /** Absolute. */
  readonly folder: string;
  /** `sentinel-sync.yaml`, or undefined when the project has none and everything is a default. */
  readonly file?: string | undefined;
  readonly contentFolders: readonly ContentFolder[];
  /** Relative to the project folder. */
  readonly folders: { readonly tests: string; readonly tables: string; readonly environments: string };
  readonly levels: readonly LevelRule[];
  readonly suppressions: readonly Suppression[];
  /** `source.name` of the metadata resources that prove ownership. */
  readonly owner?: string | undefined;
  readonly maxDeletes: MaxDeletes;
  readonly defaults: { readonly environment: string; readonly concurrency: number };
}

/** Concurrency: writes to ARM refill at 10 a second, so more than a handful at once only meets throttling. */
export const projectDefaults = {
  folders: { tests: 'test', tables: 'tables', environments: 'environments' },
  maxDeletes: { count: 5, percent: 10 },
  defaults: { environment: 'local', concurrency: 4 },
} as const;

export const checkLevels = ['error', 'warning', 'info', 'off'] as const satisfies readonly CheckLevel[];

/** Loads `sentinel-sync.yaml` of a project folder; without the file, the defaults. Throws a UserError for anything wrong in it. */
export function loadProject(projectFolder: string): Project {
  const folder = resolve(projectFolder);
  const path = join(folder, projectFileName);
  if (!existsSync(path)) return readProject(folder, undefined);
  const top = readConfigFile(path, projectFileName, 'project');
  const keys = ['folders', 'checks', 'paths', 'suppressions', 'defaults', 'owner', 'maxDeletes'];
  expectKeys(top, keys);
  return readProject(folder, top);
}

function readProject(folder: string, top: ConfigNode | undefined): Project {
  const under = (key: string) => (top === undefined ? undefined : field(top, key));
  const checks = under('checks');
  const paths = under('paths');
  const owner = under('owner');
  const maxDeletes = under('maxDeletes');
  return {
    folder,
    file: top === undefined ? undefined : projectFileName,
    ...readFolders(under('folders')),
    levels: [
      ...(checks === undefined ? [] : readLevels(checks, undefined)),
      ...(paths === undefined ? [] : itemsOf(paths).flatMap(readPathLevels)),
    ],
    suppressions: readList(under('suppressions'), readSuppression),
    owner: owner === undefined ? undefined : textOf(owner),
    maxDeletes: maxDeletes === undefined ? projectDefaults.maxDeletes : readMaxDeletes(maxDeletes),
    defaults: readDefaults(under('defaults')),
  };
}

function readFolders(node: ConfigNode | undefined): Pick<Project, 'folders' | 'contentFolders'> {
  if (node !== undefined) {
    expectKeys(node, [
      ...allContentKinds.map(({ folderKey }) => folderKey),
      ...Object.keys(projectDefaults.folders),
    ]);
  }
  const named = (key: string) => (node === undefined ? undefined : field(node, key));
  const folderOr = (key: keyof typeof projectDefaults.folders) => {
    const value = named(key);
    return value === undefined ? projectDefaults.folders[key] : textOf(value);
  };
  return {
    folders: {
      tests: folderOr('tests'),
      tables: folderOr('tables'),
      environments: folderOr('environments'),
    },
    contentFolders: allContentKinds.flatMap(({ kind, folder, folderKey }) => {
      const value = named(folderKey);
      if (value === undefined) return [{ kind, path: folder }];
      const folders = Array.isArray(value.value) ? itemsOf(value) : [value];
      return folders.map((item) => {
        const namedAt = { file: projectFileName, ...item.document.valueAt(item.path) };
        return { kind, path: textOf(item), namedAt };
      });
    }),
  };
}

function readLevels(checks: ConfigNode, path: string | undefined): LevelRule[] {
  return entriesOf(checks).map(([code, node]) => {
    // YAML 1.1 habits: a bare `off` may arrive as the boolean it once was.
    const level = node.value === false ? 'off' : oneOf(node, checkLevels);
    return { code, level, path, at: node.document.keyAt(node.path) };
  });
}

function readPathLevels(node: ConfigNode): LevelRule[] {
  expectKeys(node, ['path', 'checks']);
  const path = textOf(requiredField(node, 'path', 'Name a folder or a glob.'));
  return readLevels(requiredField(node, 'checks', 'List codes and their levels.'), path);
}

function readSuppression(node: ConfigNode): Suppression {
  expectKeys(node, ['code', 'path', 'reason', 'expires']);
  const expires = field(node, 'expires');
  return {
    code: textOf(requiredField(node, 'code', 'Name the code that is suppressed.')),
    path: textOf(requiredField(node, 'path', 'Name the file or a glob.')),
    reason: textOf(requiredField(node, 'reason', 'Say why: the next reader will ask.')),
    expires: expires === undefined ? undefined : readDay(expires),
    at: node.document.valueAt(node.path),
  };
}

function readDay(node: ConfigNode): string {
  const text = textOf(node);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toJSON()?.startsWith(text);
  if (isDay) return text;
  throw configError(node, `${text} is not a day of the calendar`, { hint: 'Write it as YYYY-MM-DD.' });
}

function readMaxDeletes(node: ConfigNode): MaxDeletes {
  const percent = typeof node.value === 'string' ? /^(\d{1,3})\s*%$/.exec(node.value.trim()) : null;
  if (percent === null) return { count: countOf(node, 0) };
  if (Number(percent[1]) <= 100) return { percent: Number(percent[1]) };
  throw configError(node, 'More than 100 % cannot be deleted', { hint: 'Write a number, or 0 % to 100 %.' });
}

function readDefaults(node: ConfigNode | undefined): Project['defaults'] {
  if (node === undefined) return projectDefaults.defaults;
  expectKeys(node, Object.keys(projectDefaults.defaults));
  const environment = field(node, 'environment');
  const concurrency = field(node, 'concurrency');
  return {
    environment: environment === undefined ? projectDefaults.defaults.environment : textOf(environment),
    concurrency: concurrency === undefined ? projectDefaults.defaults.concurrency : countOf(concurrency, 1),
  };
}

function readList<T>(node: ConfigNode | undefined, read: (item: ConfigNode) => T): T[] {
  return node === undefined ? [] : itemsOf(node).map(read);
}
