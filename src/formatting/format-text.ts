// Lays out the text of one file, and proves that the new text says what the old one said.
import type { ContentItem, ContentKind } from '../content/content-item.ts';
import { parseContent } from '../content/files/load.ts';
import { definitionOf, queryOf, queryPath } from '../content/kinds/kinds.ts';
import { commentsOf, formatYaml } from '../content/yaml/format-yaml.ts';
import { parseYaml } from '../content/yaml/parse-yaml.ts';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { isSameJson } from '../json/json.ts';
import { formatQuery } from '../kql/format-query.ts';
import { formattingFinding } from './codes.ts';

export interface TextToFormat {
  /** Without byte order mark. */
  readonly text: string;
  /** Relative to the project folder, for findings. */
  readonly file: string;
  /** `item` lets the content tell its kind; `plain` is YAML whose keys stay where they are. */
  readonly kind: ContentKind | 'item' | 'plain';
}

export interface FormattedText {
  /** Undefined where the file is to be left as it is: an error among the diagnostics says why. */
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

type LayOut = typeof formatYaml;

/**
 * The text as it should be laid out, with the line ends that it has. What `layOut` makes of it is trusted in nothing. Never throws on
 * bad input.
 */
export function formatText(given: TextToFormat, layOut: LayOut = formatYaml): FormattedText {
  const isWindows = /^[^\n]*\r\n/.test(given.text);
  const input = { ...given, text: given.text.replaceAll('\r\n', '\n'), layOut };
  const { text, diagnostics } = input.kind === 'plain' ? formatPlain(input) : formatItem(input);
  return { text: isWindows ? text?.replaceAll('\n', '\r\n') : text, diagnostics };
}

type Input = TextToFormat & { readonly layOut: LayOut };

function formatPlain({ text, file, layOut }: Input): FormattedText {
  const { value, diagnostics } = parseYaml(text, { file });
  if (hasErrors(diagnostics)) return { text: undefined, diagnostics };
  if (value === null || value === undefined) return { text, diagnostics };
  // Without a format of its own, keys have the order that their author gave them.
  const isSame = (after: string) =>
    JSON.stringify(parseYaml(after, { file }).value) === JSON.stringify(value);
  return proven({ text, file, layOut: (one) => layOut(one, {}), isSame, diagnostics });
}

function formatItem({ text, file, kind: named, layOut }: Input): FormattedText {
  const kind = named === 'item' || named === 'plain' ? undefined : named;
  const { item, diagnostics } = parseContent(text, { file, kind });
  if (item === undefined) return { text: undefined, diagnostics };
  const query = queryLayout(item);
  const found = [...diagnostics, ...query.diagnostics];
  if (hasErrors(found)) return { text: undefined, diagnostics: found };
  const layout = { fields: definitionOf(item).fields, texts: query.texts };
  const isSame = (after: string) => {
    const { item: read } = parseContent(after, { file, kind: item.kind });
    return read !== undefined && isSameItem(item, read, query.texts);
  };
  return proven({ text, file, layOut: (one) => layOut(one, layout), isSame, diagnostics: found });
}

interface Layout {
  readonly text: string;
  readonly file: string;
  readonly layOut: (text: string) => string;
  /** Does a text say what this one says? */
  readonly isSame: (after: string) => boolean;
  readonly diagnostics: readonly Diagnostic[];
}

function proven({ text, file, layOut, isSame, diagnostics }: Layout): FormattedText {
  const refused = (code: 'fmt/not-same' | 'fmt/not-settled', message: string) => ({
    text: undefined,
    diagnostics: [...diagnostics, formattingFinding(code, message, { file })],
  });
  const after = layOut(text);
  if (after === text) return { text, diagnostics };
  if (!isSame(after)) return refused('fmt/not-same', 'Laid out, the file would hold other values');
  if (!isSameJson(commentsOf(text), commentsOf(after)))
    return refused('fmt/not-same', 'Laid out, the file would hold other comments');
  if (layOut(after) !== after)
    return refused('fmt/not-settled', 'Laid out a second time, the file would change again');
  return { text: after, diagnostics };
}

/** The same keys in the same spelling with the same values; of a query that was laid out, the text is the one it was given. */
function isSameItem(before: ContentItem, after: ContentItem, texts: QueryLayout['texts']): boolean {
  const valuesOf = ({ values }: ContentItem) => ({ ...values, ...texts });
  const spellingOf = ({ spelling }: ContentItem) => [...spelling].sort();
  const isWhole = Object.entries(texts).every(
    ([key, text]) => String(after.values[key]).trimEnd() === text.trimEnd(),
  );
  return (
    isWhole &&
    isSameJson(valuesOf(before), valuesOf(after)) &&
    isSameJson(spellingOf(before), spellingOf(after))
  );
}

interface QueryLayout {
  /** The key of the query and its text laid out; empty where the query keeps its layout. */
  readonly texts: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

const asItIs = { texts: {}, diagnostics: [] };

function queryLayout(item: ContentItem): QueryLayout {
  const query = queryOf(item);
  const [key] = queryPath(item);
  if (query === undefined || query.trim() === '' || key === undefined) return asItIs;
  const { file } = item;
  const formatted = formatQuery(query);
  if ('errors' in formatted) {
    const { code, message, start } = formatted.errors[0]!;
    const place = item.source.insideAt([key], start);
    const text = message.replace(/\.$/, '');
    return { ...asItIs, diagnostics: [{ code, severity: 'error', message: text, file, ...place }] };
  }
  if ('kept' in formatted) return { ...asItIs, diagnostics: [whyKept(formatted.kept, item)] };
  const { longest = Number.POSITIVE_INFINITY } = definitionOf(item).fields[key] ?? {};
  // A literal block ends in a line break.
  const length = formatted.text.length + 1;
  if (length > longest && query.length <= longest) {
    const message = `Laid out, \`${key}\` would have ${length} characters; at most ${longest} are allowed`;
    // The rest of the file is laid out: its key moves to another line.
    return { ...asItIs, diagnostics: [formattingFinding('fmt/too-long', message, { file })] };
  }
  return { texts: { [key]: formatted.text }, diagnostics: [] };
}

type Kept = Extract<ReturnType<typeof formatQuery>, { readonly kept: unknown }>['kept'];

/** A query that is only kept is a warning without a line: the rest of its file is laid out, which moves it. */
function whyKept(kept: Kept, item: ContentItem): Diagnostic {
  const { file } = item;
  const place = { file, ...item.source.valueAt(queryPath(item)) };
  switch (kept) {
    case 'not settled':
      return formattingFinding('fmt/query-kept', 'The query comes out otherwise each time', { file });
    case 'too deep':
      return formattingFinding('fmt/query-kept', 'The query is nested too deeply', { file });
    case 'other tokens':
      return formattingFinding('fmt/not-same', 'Laid out, the query would hold other tokens', place);
    case 'other parameters':
      return formattingFinding('fmt/parameters', 'Laid out, the query would lose parameters', place);
  }
}
