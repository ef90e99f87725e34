// What the project file sentinel-sync.yaml says: folders, levels of checks, suppressions, defaults, owner.
import type { ContentFolder } from '../content/files/content-files.ts';
import type { Position, Severity } from '../diagnostics/diagnostic.ts';

export const projectFileName = 'sentinel-sync.yaml';

export type CheckLevel = Severity | 'off';

/** `content/unknown-key: error`, for the whole project or for the paths a glob names. */
export interface LevelRule {
  /** A code, or a glob over codes: `kql/*`. */
  readonly code: string;
  readonly level: CheckLevel;
  /** Glob; undefined for the whole project. */
  readonly path?: string;
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
  readonly count?: number;
  readonly percent?: number;
}

/** The project file `sentinel-sync.yaml`, with its defaults filled in. */
export interface Project {
  /** Absolute. */
  readonly folder: string;
  /** `sentinel-sync.yaml`, or undefined when the project has none and everything is a default. */
  readonly file?: string;
  readonly contentFolders: readonly ContentFolder[];
  /** Relative to the project folder. */
  readonly folders: {
    readonly tests: string;
    readonly tables: string;
    readonly watchlists: string;
    readonly fixtures: string;
    readonly environments: string;
  };
  readonly levels: readonly LevelRule[];
  readonly suppressions: readonly Suppression[];
  /** `source.name` of the metadata resources that prove ownership. */
  readonly owner?: string;
  readonly maxDeletes: MaxDeletes;
  /** The most points a query may cost before lint reports it; undefined: any. */
  readonly maxQueryCost?: number;
  readonly defaults: { readonly environment: string; readonly concurrency: number };
}

/** Where things are in a project that names no other folders. */
export const defaultFolders = {
  tests: 'test',
  tables: 'tables',
  watchlists: 'watchlists',
  fixtures: 'fixtures',
  environments: 'environments',
} as const;
