// Reads content files into content items; a bad file becomes a finding and the rest go on.
import { basename } from 'node:path';
import { compareDiagnostics, type Diagnostic, hasErrors } from '../../diagnostics/diagnostic.ts';
import { isJsonMap } from '../../json/json.ts';
import type { ContentItem, ContentKind } from '../content-item.ts';
import type { ContentKindDefinition } from '../kinds/content-kind.ts';
import { allContentKinds, definitionOf } from '../kinds/kinds.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { type ContentFile, type FindOptions, findContentFiles } from './content-files.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import { readTextFile } from './text-file.ts';

/** Content files as items, and what is wrong with them. */
export interface LoadedContent {
  /** Sorted by path. */
  readonly items: readonly ContentItem[];
  /** Of files that could not be read or parsed (they are not among the items), and of files that do not belong. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface LoadedItem {
  readonly item?: ContentItem | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Loads the content folders, or only `paths` when given. A path outside the content folders is read too, as the first kind
 * that recognises it.
 * Throws a UserError for a folder or path that was named and does not exist; nothing else is thrown for bad input.
 */
export function loadContent(options: FindOptions): LoadedContent {
  const walk = findContentFiles(options);
  const loaded = walk.files.map(loadFile);
  return {
    items: loaded.flatMap(({ item }) => (item === undefined ? [] : [item])),
    diagnostics: [...walk.diagnostics, ...loaded.flatMap(({ diagnostics }) => diagnostics)].sort(
      compareDiagnostics,
    ),
  };
}

function loadFile(file: ContentFile): LoadedItem {
  const read = readTextFile(file.path, file.file);
  if ('diagnostic' in read) return { diagnostics: [read.diagnostic] };
  return parseContent(read.text, { file: file.file, kind: file.kind });
}

/** One content item from its text; `kind` undefined lets the content tell. `file` is the project-relative path. */
export function parseContent(
  text: string,
  options: { readonly file: string; readonly kind?: ContentKind | undefined },
): LoadedItem {
  const { file } = options;
  const kind = options.kind ?? guessKind(text, file);
  const { fields, identify } = definitionOf(kind);
  const { value, source, spelling, diagnostics } = parseYaml(text, { file, fields });
  if (hasErrors(diagnostics)) return { diagnostics };
  if (value === null || value === undefined) {
    return {
      diagnostics: [...diagnostics, fileDiagnostic('content/empty-file', 'The file is empty', { file })],
    };
  }
  if (!isJsonMap(value)) {
    const message = `The top level is ${Array.isArray(value) ? 'a list' : 'a single value'}, not a map`;
    const at = source.valueAt([]);
    return { diagnostics: [...diagnostics, fileDiagnostic('content/not-a-map', message, { file, at })] };
  }
  const { id, name } = identify(value);
  const item: ContentItem = {
    kind,
    id: id.toLowerCase(),
    name,
    file,
    slug: basename(file).replace(/\.ya?ml$/i, ''),
    values: value,
    spelling,
    source,
  };
  return { item, diagnostics };
}

/** The first kind that recognises the file, read with that kind's keys; else the last of them. */
function guessKind(text: string, file: string): ContentKind {
  const isOne = ({ fields, recognises }: ContentKindDefinition) => {
    const { value } = parseYaml(text, { file, fields });
    return isJsonMap(value) && recognises(value);
  };
  return (allContentKinds.find(isOne) ?? allContentKinds.at(-1)!).kind;
}
