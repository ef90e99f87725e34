// Reports a version that is not three numbers.
import type { ContentItem } from '../content/content-item.ts';
import { definitionOf } from '../content/kinds/kinds.ts';
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { has, textOf } from './reading/item-values.ts';

export const invalidVersion: Check = {
  code: 'content/invalid-version',
  severity: 'error',
  uncheckedSeverity: 'warning',
  refused: 'never',
  kinds: everyKind,
  summary: 'The version is not three numbers with dots between, such as 1.0.2.',
  why: 'Microsoft’s validation refuses it, and versions that cannot be compared cannot be promoted.',
  fix: 'Write three numbers, such as 1.0.0.',
  see: pages.publishRule,
  run(item) {
    return [definitionOf(item).places.version, ['templateVersion']].flatMap((path) => {
      const version = textOf(item, path);
      const field = path.at(-1)!;
      if (version === undefined || /^\d+\.\d+\.\d+$/.test(version)) return [];
      const message = `The version \`${version}\` is not three numbers`;
      return [{ message, at: item.source.valueAt(path), refused: isSent(item, field) ? 'always' : 'never' }];
    });
  },
};

/** The service sees a version only beside the template it is of; the file's own stands in for the template's. */
export function isSent(item: ContentItem, field: string): boolean {
  if ((field !== 'version' && field !== 'templateVersion') || !has(item, ['alertRuleTemplateName']))
    return false;
  return field === 'templateVersion' || !has(item, ['templateVersion']);
}
