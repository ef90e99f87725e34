// The content kinds in words, for messages and help.
import type { ContentKindDefinition } from '../content/kinds/content-kind.ts';
import { allContentKinds } from '../content/kinds/kinds.ts';
import { listOf } from '../diagnostics/plural.ts';

/** `no analytics rule, no parser and no hunting query`. */
export function noneOf(kinds: readonly ContentKindDefinition[] = allContentKinds): string {
  return listOf(kinds.map(({ words }) => `no ${words.one}`));
}

/** `no parsers and no hunting queries`. */
export function noneOfMany(kinds: readonly ContentKindDefinition[]): string {
  return listOf(kinds.map(({ words }) => `no ${words.many}`));
}

/** `analytics rules, parsers and hunting queries`. */
export const everyKind = listOf(allContentKinds.map(({ words }) => words.many));

/** `analytics-rules/, parsers/ and hunting-queries/`. */
export const everyFolder = listOf(allContentKinds.map(({ folder }) => `${folder}/`));
