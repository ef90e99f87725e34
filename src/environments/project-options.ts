// The options of the project file sentinel-sync.yaml.
import type { ContentFolder } from '../content/files/content-files.ts';
import { allContentKinds } from '../content/kinds/kinds.ts';
import {
  type ConfigNode,
  configError,
  countOf,
  entriesOf,
  expectKeys,
  itemsOf,
  oneOf,
  textOf,
} from './config-reader.ts';
import {
  converted,
  count,
  type Fields,
  list,
  map,
  type Option,
  optional,
  readFields,
  required,
  text,
  withDefault,
  withDefaults,
} from './option.ts';
import {
  type CheckLevel,
  defaultFolders,
  type LevelRule,
  type MaxDeletes,
  type Project,
  projectFileName,
  type Suppression,
} from './project.ts';

const ownFolders: Fields<Project['folders']> = {
  tests: withDefault(defaultFolders.tests, text({ about: 'Detection tests.' })),
  tables: withDefault(defaultFolders.tables, text({ about: 'Schemas of custom tables.' })),
  watchlists: withDefault(defaultFolders.watchlists, text({ about: 'Items of watchlists, as CSV.' })),
  fixtures: withDefault(
    defaultFolders.fixtures,
    text({ about: 'Rows that no table holds: of functions, files on the web and lookups.' }),
  ),
  environments: withDefault(defaultFolders.environments, text({ about: 'Environment files.' })),
};

/** Key -> the folders of a content kind. */
const kindFolders: Fields<Readonly<Record<string, readonly ContentFolder[]>>> = Object.fromEntries(
  allContentKinds.map(({ kind, words, folder, folderKey }) => {
    const read = (node: ConfigNode) => readFolders(node, kind);
    const option = { about: `Folder or folders of ${words.many}.`, form: { kind: 'words' }, read } as const;
    return [folderKey, withDefault([{ kind, path: folder }], option, folder)];
  }),
);

function readFolders(node: ConfigNode, kind: ContentFolder['kind']): readonly ContentFolder[] {
  const folders = Array.isArray(node.value) ? itemsOf(node) : [node];
  return folders.map((item) => {
    const namedAt = { file: projectFileName, ...item.document.valueAt(item.path) };
    return { kind, path: textOf(item), namedAt };
  });
}

type Folders = Pick<Project, 'folders' | 'contentFolders'>;

const folders: Option<Folders> = {
  about: 'Where things are, relative to this file.',
  form: { kind: 'map', fields: { ...kindFolders, ...ownFolders } },
  read(node, context) {
    expectKeys(node, [...Object.keys(kindFolders), ...Object.keys(ownFolders)]);
    return {
      folders: readFields(node, ownFolders, context),
      contentFolders: Object.values(readFields(node, kindFolders, context)).flat(),
    };
  },
};

const checkLevels = ['error', 'warning', 'info', 'off'] as const satisfies readonly CheckLevel[];

function levels(about: string): Option<readonly LevelRule[]> {
  return {
    about,
    form: {
      kind: 'own',
      words: `codes, each with ${checkLevels.join(', ')}`,
      schema: { type: 'object', additionalProperties: { enum: [...checkLevels, false] } },
    },
    read: (node) =>
      entriesOf(node).map(([code, below]) => {
        // YAML 1.1 habits: a bare `off` may arrive as the boolean it once was.
        const level = below.value === false ? 'off' : oneOf(below, checkLevels);
        return { code, level, at: below.document.keyAt(below.path) };
      }),
  };
}

const pathLevels = converted(
  map<{ readonly path: string; readonly checks: readonly LevelRule[] }>({
    about: 'One path.',
    fields: {
      path: required('Name a folder or a glob.', text({ about: 'Folder or glob.' })),
      checks: required('List codes and their levels.', levels('Level by code.')),
    },
  }),
  ({ path, checks }) => checks.map((rule): LevelRule => ({ ...rule, path })),
);

const suppression: Option<Suppression> = converted(
  map<Omit<Suppression, 'at'>>({
    about: 'One suppression.',
    fields: {
      code: required('Name the code that is suppressed.', text({ about: 'Code, or a glob over codes.' })),
      path: required('Name the file or a glob.', text({ about: 'File or glob.' })),
      reason: required('Say why: the next reader will ask.', text({ about: 'Why.' })),
      expires: optional('holds for good', {
        ...text({ about: 'Last day it holds, YYYY-MM-DD.' }),
        read: readDay,
      }),
    },
  }),
  (values, node) => ({ ...values, at: node.document.valueAt(node.path) }),
);

function readDay(node: ConfigNode): string {
  const day = textOf(node);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(day).toJSON()?.startsWith(day);
  if (isDay) return day;
  throw configError(node, `${day} is not a day of the calendar`, { hint: 'Write it as YYYY-MM-DD.' });
}

const maxDeletes: Option<MaxDeletes> = {
  about: 'The most items one apply deletes: a number, or a share such as 10%.',
  form: {
    kind: 'own',
    words: 'whole number, or a share in percent',
    schema: {
      anyOf: [
        { type: 'integer', minimum: 0 },
        { type: 'string', pattern: '^\\d{1,3}\\s*%?$' },
      ],
    },
  },
  read(node) {
    const percent = typeof node.value === 'string' ? /^(\d{1,3})\s*%$/.exec(node.value.trim()) : null;
    if (percent === null) return { count: countOf(node, 0) };
    if (Number(percent[1]) <= 100) return { percent: Number(percent[1]) };
    throw configError(node, 'More than 100 % cannot be deleted', {
      hint: 'Write a number, or 0 % to 100 %.',
    });
  },
};

/** What the project file says, key by key. */
interface ProjectValues {
  readonly folders: Folders;
  readonly checks: readonly LevelRule[];
  readonly paths: readonly (readonly LevelRule[])[];
  readonly suppressions: readonly Suppression[];
  readonly defaults: Project['defaults'];
  readonly owner?: string;
  readonly maxDeletes: MaxDeletes;
  readonly maxQueryCost?: number;
}

/** sentinel-sync.yaml. */
export const projectFile: Option<Omit<Project, 'folder' | 'file'>> = converted(
  map<ProjectValues>({
    about: 'Every key is optional.',
    fields: {
      folders: withDefaults(folders),
      checks: withDefault(
        [],
        levels('Level of findings by code; a code may be a glob.'),
        'that of the check',
      ),
      paths: withDefault(
        [],
        list({ about: 'The same for some paths only; these stand over `checks`.', each: pathLevels }),
      ),
      suppressions: withDefault(
        [],
        list({ about: 'Findings that are known and accepted.', each: suppression }),
      ),
      defaults: withDefaults(
        map<Project['defaults']>({
          about: 'What commands use when their flags say nothing.',
          fields: {
            environment: withDefault('local', text({ about: 'Environment.' })),
            // Writes to ARM refill at 10 a second, so more than a handful at once only meets throttling.
            concurrency: withDefault(4, count({ about: 'Items at a time.', least: 1 })),
          },
        }),
      ),
      owner: optional(
        'the remote of the Git repository, or else the name of the folder',
        text({ about: 'Marks what this repository has deployed.' }),
      ),
      maxDeletes: withDefault(
        { count: 5, percent: 10 },
        maxDeletes,
        '5, or 10% of what is owned where that is fewer',
      ),
      maxQueryCost: optional(
        'any',
        count({ about: 'The most points a query may cost (`kql/query-cost`).', least: 0 }),
      ),
    },
  }),
  ({ folders: { folders, contentFolders }, checks, paths, ...values }) => ({
    ...values,
    folders,
    contentFolders,
    levels: [...checks, ...paths.flat()],
  }),
);
