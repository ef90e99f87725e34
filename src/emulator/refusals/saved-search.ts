// Refusals of a saved search that is a function: the name that queries call it by, and its parameters.
import type { ArmObjects, QueryService } from '../../engine/query-service.ts';
import type { Variants } from '../behaviours.ts';
import { aliasOf } from '../queries/workspace-functions.ts';
import type { StoredResource } from '../state/store.ts';
import type { Listed } from './listed.ts';

/** A saved search about to be written. */
export interface SavedSearchWrite {
  readonly properties: Readonly<Record<string, unknown>>;
  /** The other saved searches of the workspace. */
  readonly others: readonly StoredResource[];
  readonly variants: Variants;
}

export interface SavedSearchRefusal extends Listed {
  /** The message, or undefined when the saved search is fine. */
  readonly refuses: (write: SavedSearchWrite) => string | undefined;
}

const functionsPage = 'https://learn.microsoft.com/azure/azure-monitor/logs/functions';
const restReference = 'https://learn.microsoft.com/rest/api/loganalytics/saved-searches/create-or-update';

/** 400 BadRequest. */
export const savedSearchRefusals: readonly SavedSearchRefusal[] = [
  {
    id: 'function-alias-form',
    says: 'functionAlias is letters, digits and underscores, a letter first (see the behaviour of that name).',
    evidence: 'S',
    source: functionsPage,
    words: 'ours',
    refuses: ({ properties, variants }) => {
      const alias = aliasOf({ properties });
      if (alias === undefined || variants['function-alias-form'] === 'stored') return undefined;
      if (/^[A-Za-z]\w*$/.test(alias)) return undefined;
      return `The function alias '${alias}' is invalid: it must be letters, digits and '_', a letter first.`;
    },
  },
  {
    id: 'function-alias-taken',
    says: 'No two saved searches have the same functionAlias (see the behaviour of that name).',
    evidence: 'U',
    source: 'from memory',
    words: 'ours',
    refuses: ({ properties, others, variants }) => {
      const alias = aliasOf({ properties });
      if (alias === undefined || variants['function-alias-taken'] === 'stored') return undefined;
      const sameIn = (text: string | undefined) =>
        variants['function-alias-case'] === 'same' ? text?.toLowerCase() : text;
      const other = others.find((search) => sameIn(aliasOf(search)) === sameIn(alias));
      return other && `The function alias '${alias}' is that of the saved search '${other.name}' already.`;
    },
  },
  {
    id: 'function-parameters-form',
    says: 'functionParameters is a list `name:type = default, ...` (see the behaviour of that name).',
    evidence: 'S',
    source: restReference,
    words: 'ours',
    refuses: ({ properties, variants }) => {
      const text = properties['functionParameters'];
      if (typeof text !== 'string' || variants['function-parameters-form'] === 'stored') return undefined;
      const wrong = parametersIn(text).find((parameter) => !isParameter(parameter));
      return wrong === undefined
        ? undefined
        : `The function parameters are invalid at '${wrong.trim()}': the format is 'name1:type1 = default1, name2:type2'.`;
    },
  },
];

/** The message of the first refusal that applies. */
export function savedSearchRefusal(write: SavedSearchWrite): string | undefined {
  for (const { refuses } of savedSearchRefusals) {
    const message = refuses(write);
    if (message !== undefined) return message;
  }
  return undefined;
}

/** What is wrong with the query of a function, where the service looks at it: see the behaviour `function-body`. */
export async function functionRefusal(
  { properties, variants }: Pick<SavedSearchWrite, 'properties' | 'variants'>,
  queries: Pick<QueryService, 'checkQuery'>,
  made: ArmObjects,
): Promise<string | undefined> {
  const alias = aliasOf({ properties });
  if (alias === undefined || variants['function-body'] === 'stored') return undefined;
  const { functionParameters = '', query } = properties;
  const failure = await queries.checkQuery(
    `let ${alias} = (${String(functionParameters)}) {${String(query)}\n};\nprint 0`,
    made,
  );
  if (failure === undefined || failure.kind === 'unsupported') return undefined;
  return `The function '${alias}' is invalid: ${failure.message}`;
}

/** A string literal, so that a comma or a bracket inside it is not taken for one of the list. */
const literal = /[hH]?@?"(?:\\.|[^"\\])*"|[hH]?@?'(?:\\.|[^'\\])*'/g;

/** The parameters of a list: it is parted at the commas outside of brackets. */
function parametersIn(text: string): readonly string[] {
  if (text.trim() === '') return [];
  const silent = text.replace(literal, (match) => '_'.repeat(match.length));
  const ends: number[] = [];
  let depth = 0;
  for (const [index, mark] of [...silent].entries()) {
    if ('([{'.includes(mark)) depth++;
    else if (')]}'.includes(mark)) depth--;
    else if (mark === ',' && depth === 0) ends.push(index);
  }
  return [...ends, text.length].map((end, index) => text.slice(index === 0 ? 0 : ends[index - 1]! + 1, end));
}

/** https://learn.microsoft.com/kusto/query/scalar-data-types/ with the other names of its types. */
const scalarTypes =
  'bool|boolean|datetime|date|decimal|dynamic|guid|uuid|uniqueid|int|long|real|double|string|timespan|time';
const columns = String.raw`\(\s*(?:\*|[A-Za-z_]\w*\s*:\s*(?:${scalarTypes})(?:\s*,\s*[A-Za-z_]\w*\s*:\s*(?:${scalarTypes}))*)\s*\)`;
const parameterPattern = new RegExp(
  String.raw`^\s*[A-Za-z_]\w*\s*:\s*(?:${columns}|(?:${scalarTypes})\s*(?:=\s*\S.*)?)$`,
  's',
);

/** `name:type`, `name:type = default`, `T:(*)` or `T:(column:type, ...)`. */
function isParameter(text: string): boolean {
  return parameterPattern.test(text.trimEnd());
}
