// The processes that the rows of a case tell of, and the rows as the sensors would have shown another spelling of them.
import type { CaseCell, CaseRow, CaseSeed } from '../testing/case-rows.ts';
import type { Family, Process, Rewrite, Rewritten } from './rewrite.ts';
import { unquoted, wordsOf } from './words.ts';

/** The columns of a row that tell of one process. */
interface ProcessColumns {
  readonly line: string;
  /** Base name of the image. */
  readonly name?: string;
  /** Its whole path. */
  readonly path: string;
  readonly original: string;
  readonly id: string;
}

interface TableColumns {
  /** Of the normal form ids are texts. */
  readonly hasTextIds?: boolean;
  /** The process that the row is about. */
  readonly own: ProcessColumns;
  /** The process that started it, where the row is a process start. */
  readonly parent?: ProcessColumns;
}

const initiating: ProcessColumns = {
  line: 'InitiatingProcessCommandLine',
  name: 'InitiatingProcessFileName',
  path: 'InitiatingProcessFolderPath',
  original: 'InitiatingProcessVersionInfoOriginalFileName',
  id: 'InitiatingProcessId',
};

const tables: Readonly<Record<string, TableColumns>> = {
  ASimProcessEventLogs: {
    hasTextIds: true,
    own: {
      line: 'TargetProcessCommandLine',
      path: 'TargetProcessName',
      original: 'TargetProcessFileOriginalName',
      id: 'TargetProcessId',
    },
    parent: {
      line: 'ActingProcessCommandLine',
      path: 'ActingProcessName',
      original: 'ActingProcessFileOriginalName',
      id: 'ActingProcessId',
    },
  },
  DeviceFileEvents: { own: initiating },
  DeviceNetworkEvents: { own: initiating },
  DeviceProcessEvents: {
    own: {
      line: 'ProcessCommandLine',
      name: 'FileName',
      path: 'FolderPath',
      original: 'ProcessVersionInfoOriginalFileName',
      id: 'ProcessId',
    },
    parent: initiating,
  },
};

const baseName = (path: string) => path.replace(/^.*[\\/]/s, '');

function textIn(row: CaseRow, column: string | undefined): string {
  const cell = row.find((one) => one.column === column);
  return cell !== undefined && 'value' in cell && typeof cell.value === 'string' ? cell.value : '';
}

/** git's own helpers, and what it asks of the other side. */
const madeByGit =
  /[ -]remote-(?:https?|ftps?|ext|fd)\b|git-(?:receive|upload)-(?:pack|archive)|git-lfs-|lfs(?:\.exe)?"? pre-push/;

/** The processes of a case in the order of their rows, each once. */
export function processesOf(seed: CaseSeed): readonly Process[] {
  const rows = Object.entries(seed).flatMap(([table, all]) => {
    const columns = tables[table];
    return columns === undefined ? [] : all.map((row) => ({ row, columns }));
  });
  const found = new Map<string, Process>();
  const isWrittenBy = (parent: string) =>
    rows.some(({ row, columns }) => textIn(row, columns.own.line) === parent);
  for (const { row, columns } of rows) {
    const { own, parent } = columns;
    const line = textIn(row, own.line);
    const path = textIn(row, own.path);
    const name = textIn(row, own.name) || baseName(path);
    if (line.trim() === '' || name === '' || found.has(keyOf(line, name))) continue;
    const starter = parent === undefined ? '' : textIn(row, parent.line);
    const isTyped = !madeByGit.test(line) && (starter === '' || !isWrittenBy(starter));
    found.set(keyOf(line, name), processOf(line, { name, path, isTyped }));
  }
  return [...found.values()];
}

const keyOf = (line: string, name: string) => `${name.toLowerCase()}\0${line}`;

/** One process by its line and image. */
export function processOf(
  line: string,
  {
    name,
    path = '',
    isTyped = true,
  }: { readonly name: string; readonly path?: string; readonly isTyped?: boolean },
): Process {
  const isWindows =
    /\.(?:exe|cmd|bat|com)$/i.test(name) || /^[a-z]:|\\/i.test(path) || /^"?[a-z]:\\/i.test(line);
  const system = isWindows ? 'windows' : 'posix';
  const program = name.toLowerCase().replace(/\.(?:exe|cmd|bat|com)$/, '');
  // A path with blanks needs no quotes where whoever started the process named the image apart.
  const [open] = /^[a-z]:\\[^"<>|/]*?\.exe(?=\s|$)/i.exec(line) ?? [];
  const all = wordsOf(open === undefined ? line : line.slice(open.length), system);
  const [head = '', ...words] = open === undefined ? (all ?? []) : [open, ...(all ?? [])];
  const first = baseName(unquoted(head))
    .toLowerCase()
    .replace(/\.(?:exe|cmd|bat|com)$/, '');
  const isOwn = first === program && line.startsWith(head);
  return isOwn
    ? { line, name, program, system, head, words, isTyped }
    : { line, name, program, system, head: '', words: [], isTyped };
}

/** The rows with every process rewritten that the rewrite fits; undefined where it fits none. */
export function rewrittenSeed(seed: CaseSeed, family: Family, rewrite: Rewrite): CaseSeed | undefined {
  const changes = new Map<string, Rewritten>();
  for (const process of processesOf(seed)) {
    if (process.head === '' || (!process.isTyped && family.ofAll !== true)) continue;
    const rewritten = rewrite.rewritten(process);
    if (rewritten !== undefined && rewritten.line !== process.line)
      changes.set(keyOf(process.line, process.name), rewritten);
  }
  let isChanged = false;
  const changed = Object.fromEntries(
    Object.entries(seed).map(([table, rows]) => {
      const columns = tables[table];
      if (columns === undefined) return [table, rows];
      const others = rows.flatMap((row) => rewrittenRow(row, columns, changes));
      isChanged ||= others.some((row, index) => row !== rows[index]);
      return [table, others];
    }),
  );
  return isChanged ? changed : undefined;
}

function rewrittenRow(
  row: CaseRow,
  columns: TableColumns,
  changes: ReadonlyMap<string, Rewritten>,
): readonly CaseRow[] {
  const { own, parent } = columns;
  const changeOf = ({ line, name, path }: ProcessColumns) =>
    changes.get(keyOf(textIn(row, line), textIn(row, name) || baseName(textIn(row, path))));
  const [ofOwn, ofParent] = [changeOf(own), parent && changeOf(parent)];
  // Whoever starts a command stands above it: below, nothing changes.
  const below =
    parent && ofParent !== undefined && ofParent.starter === undefined ? spelled(row, parent, ofParent) : row;
  if (ofOwn === undefined) return [below];
  if (ofOwn.starter === undefined) return [spelled(below, own, ofOwn)];
  if (parent === undefined) return [below];
  const starter = spelled(below, own, ofOwn);
  return ofOwn.starter === 'alone' ? [starter] : startedBy(below, starter, columns, ofOwn);
}

/** The id of the process that a rewrite adds; those of cases are smaller. */
const addedId = 900_000;

function startedBy(
  row: CaseRow,
  starter: CaseRow,
  { own, parent, hasTextIds }: TableColumns,
  image: Rewritten,
): readonly CaseRow[] {
  const id = hasTextIds === true ? String(addedId) : addedId;
  return [withCell(starter, own.id, id), withCell(spelled(row, parent!, image), parent!.id, id)];
}

function spelled(
  row: CaseRow,
  columns: ProcessColumns,
  { line, image, original, starter }: Rewritten,
): CaseRow {
  let changed = withCell(row, columns.line, line);
  if (image !== undefined) {
    const path = textIn(row, columns.path);
    const isPath = /[\\/]/.test(image);
    if (columns.name !== undefined) changed = withCell(changed, columns.name, baseName(image));
    if (isPath || path !== '')
      changed = withCell(
        changed,
        columns.path,
        isPath ? image : path.slice(0, path.length - baseName(path).length) + image,
      );
  }
  if (original !== undefined) return withCell(changed, columns.original, original);
  // The image that starts the command is another file.
  return starter !== undefined && textIn(row, columns.original) !== ''
    ? withCell(changed, columns.original, '')
    : changed;
}

function withCell(row: CaseRow, column: string, value: unknown): CaseRow {
  const cell: CaseCell = { column, value };
  const at = row.findIndex((one) => one.column === column);
  return at < 0 ? [...row, cell] : row.with(at, cell);
}
