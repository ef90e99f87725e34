// The content kinds in words, for messages and help.
import type { ContentKindDefinition } from '../content/kinds/content-kind.ts';
import { allContentKinds } from '../content/kinds/kinds.ts';
import { listOf } from '../diagnostics/plural.ts';

/** `no analytics rule and no hunting query`. */
export function noneOf(kinds: readonly ContentKindDefinition[] = allContentKinds): string {
  return kinds.map(({ words }) => `no ${words.one}`).join(' and ');
}

/** `no hunting queries`. */
export function noneOfMany(kinds: readonly ContentKindDefinition[]): string {
  return kinds.map(({ words }) => `no ${words.many}`).join(' and ');
}

/** `analytics rules and hunting queries`. */
export const everyKind = listOf(allContentKinds.map(({ words }) => words.many));

/** `analytics-rules/ and hunting-queries/`. */
export const everyFolder = listOf(allContentKinds.map(({ folder }) => `${folder}/`));
