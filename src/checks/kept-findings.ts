// What the checks found in an item before: found again without binding its query, as long as nothing they look at has changed.
import { createHash } from 'node:crypto';
import type { KeptValues } from '../cache/kept-values.ts';
import type { ContentItem } from '../content/content-item.ts';
import { functionsIn, queryOf } from '../content/kinds/kinds.ts';
import { stableJson } from '../json/json.ts';
import { functionsNamedIn } from '../tables/named-functions.ts';
import type { Finding } from './check.ts';
import { type CheckContext, sharedKeys } from './context.ts';

/** Findings of one item by the code of their check; a check that found nothing has no entry. */
type ItemFindings = Readonly<Record<string, readonly Finding[]>>;

export interface KeptFindingsOptions {
  readonly values: KeptValues;
  /** What made the findings: another tool finds other things. */
  readonly tool: string;
  /** What the project says of its tables, watchlists and fixtures. */
  readonly given: unknown;
  /** The text of a content file. */
  readonly sourceOf: (file: string) => string | undefined;
}

export interface KeptFindings {
  /** What was found before, or what `find` finds now, of the checks that do not look at the clock. */
  of(item: ContentItem, context: CheckContext, find: () => ItemFindings): ItemFindings;
}

/** Findings kept in a store of values. */
export function createKeptFindings(options: KeptFindingsOptions): KeptFindings {
  const { values, tool, given, sourceOf } = options;
  let project: string | undefined;
  return {
    of(item, context, find) {
      const text = sourceOf(item.file);
      if (text === undefined) return find();
      const { tables } = context;
      project ??= hashOf({
        tool,
        given,
        functions: tables.functionNames(),
        lists: tables.watchlistAliases(),
      });
      const parameters = functionsIn([item]).map((one) => one.parameters);
      const key = hashOf({
        project,
        kind: item.kind,
        file: item.file,
        text,
        functions: functionsNamedIn([queryOf(item) ?? '', ...parameters], tables),
        same: sharedKeys.map((shared) => context.earlierWithSame(shared, item)?.file),
        cases: context.casesOf(item),
        maxQueryCost: context.maxQueryCost,
        idBefore: context.idBefore(item),
      });
      const known = values.get(key);
      if (known !== undefined) return known as ItemFindings;
      const found = find();
      values.set(key, found);
      return found;
    },
  };
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(stableJson(value)).digest('hex').slice(0, 32);
}
