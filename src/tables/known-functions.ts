// Functions a workspace offers beside KQL's own: watchlists, ASIM parsers, Defender functions, solution parsers.
import type { TableCatalogue } from './catalogue.ts';
import { asimSchemas, knownFunctions } from './data/known-functions.ts';
import { lineOf, namesOf } from './lines.ts';
import { type Column, parseColumns } from './schema.ts';

export interface KnownFunction {
  readonly name: string;
  readonly scope: 'sentinel' | 'solution' | 'legacy' | 'advanced-hunting' | 'log-analytics';
  /** tabular: returns rows; scalar: a value; invoke: used as `T | invoke f(...)`; scope: `workspace(...)` and its like. */
  readonly kind: 'tabular' | 'scalar' | 'invoke' | 'scope';
  /** KQL parameter list in parentheses, or undefined when it is not known. */
  readonly parameters: string | undefined;
  /** Columns of a tabular result; undefined when not known. */
  readonly columns: readonly Column[] | undefined;
  /** More columns may exist than listed. */
  readonly open: boolean;
  /** Behind invoke: the result has the columns of the rows piped in as well. */
  readonly addsColumns: boolean;
  /** Type of a scalar result. */
  readonly scalarType: string | undefined;
}

/** The function of that name, or undefined. */
export function knownFunction(name: string, tables: TableCatalogue): KnownFunction | undefined {
  if (!/^\w+$/.test(name)) return undefined;
  const line = entryOf(name);
  if (line === undefined) return undefined;
  const match = /^(\S+) (\S+) (\(.*?\)) (.*)$/.exec(splitParameters(line));
  if (match === null) throw new Error(`unreadable function entry: ${name} ${line}`);
  const [, scope, kind, parameters, result] = match;
  const base = {
    name,
    scope: scope as KnownFunction['scope'],
    kind: kind as KnownFunction['kind'],
    parameters: parameters === '(?)' ? undefined : parameters!.replaceAll('\u0001', ')'),
  };
  const addsColumns = result!.startsWith('+');
  if (kind === 'scalar') return { ...base, columns: undefined, open: false, addsColumns, scalarType: result };
  return { ...base, ...readResult(result!, tables), addsColumns, scalarType: undefined };
}

/** Whether a function is known whose parameters are not: it may take any arguments. */
export function takesAnyArguments(name: string): boolean {
  return /^\S+ \S+ \(\?\) /.test(entryOf(name) ?? '');
}

/** What the data say of a function: by its name, or by the name of which its own is a form. */
function entryOf(name: string): string | undefined {
  return lineOf(knownFunctions, name) ?? emptyParser(name) ?? filteringTwin(name) ?? versionOf(name);
}

/** The parser that gives a schema its columns where no source has rows: `_Im_Dns_Empty`, `vimDnsEmpty`. */
function emptyParser(name: string): string | undefined {
  const schema = /^(?:_Im_(\w+)_|vim(\w+))Empty$/.exec(name)?.slice(1).find(Boolean);
  if (schema === undefined || lineOf(asimSchemas, schema) === undefined) return undefined;
  return `sentinel tabular (?) =asim:${schema}`;
}

/**
 * One version of a built-in parser, `_Im_NetworkSession_CiscoASAV10`: a workspace may hold on to it, and the summary rules of Microsoft's
 * solutions do. https://learn.microsoft.com/azure/sentinel/normalization-manage-parsers
 */
function versionOf(name: string): string | undefined {
  const parser = /^(_(?:Im|ASim)_[A-Za-z]+_\w+)V\d+$/.exec(name)?.[1];
  return parser === undefined ? undefined : entryOf(parser);
}

/**
 * The parser of one source that takes the filters of its schema: `vimDnsZscaler` of `ASimDnsZscaler`, `_Im_Dns_Zscaler` of
 * `_ASim_Dns_Zscaler`. https://learn.microsoft.com/azure/sentinel/normalization-about-parsers
 */
function filteringTwin(name: string): string | undefined {
  const source = name.startsWith('vim') ? `ASim${name.slice(3)}` : name.replace(/^_Im_(?=\w+_)/, '_ASim_');
  const schema = source === name ? undefined : /=asim:(\w+)$/.exec(lineOf(knownFunctions, source) ?? '')?.[1];
  const filters = schema && /\((.*)\)/.exec(lineOf(knownFunctions, `_Im_${schema}`) ?? '')?.[1];
  if (filters === undefined) return undefined;
  const own = ['disabled', 'pack'].filter((flag) => !new RegExp(`\\b${flag}:`).test(filters));
  const all = [...(filters === '' ? [] : [filters]), ...own.map((flag) => `${flag}:bool=false`)];
  return `sentinel tabular (${all.join(', ')}) =asim:${schema}`;
}

/** All names, for did-you-mean. */
export function knownFunctionNames(): string[] {
  return namesOf(knownFunctions);
}

/** Hides the closing parentheses of defaults such as `dynamic([])`, so that the list ends at the first one left. */
function splitParameters(line: string): string {
  const start = line.indexOf('(');
  let depth = 0;
  for (let i = start; i < line.length; i++) {
    if (line[i] === '(') depth++;
    if (line[i] === ')' && --depth === 0) {
      return line.slice(0, start) + line.slice(start, i).replaceAll(')', '\u0001') + line.slice(i);
    }
  }
  return line;
}

function readResult(text: string, tables: TableCatalogue): { columns: Column[] | undefined; open: boolean } {
  if (text === '?') return { columns: undefined, open: true };
  const open = text.endsWith('...') || text.startsWith('+');
  const body = text.replace(/\s*\.\.\.$/, '').replace(/^\+ ?/, '');
  if (!body.startsWith('=')) return { columns: parseColumns(body), open };
  const name = body.slice(1);
  if (!name.startsWith('asim:')) return { columns: [...(tables.table(name)?.columns ?? [])], open };
  // Source parsers may leave out optional fields or add their own, so an ASIM result is never closed.
  return { columns: parseColumns(lineOf(asimSchemas, name.slice(5)) ?? ''), open: true };
}
