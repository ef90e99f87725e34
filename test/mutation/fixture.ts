// What tests of mutation share: a rule with a query.
import type { ContentItem } from '../../src/content/content-item.ts';
import { parseContent } from '../../src/content/files/load.ts';
import { ruleText } from '../content/a-rule.ts';

export function mutatedRule(query: string): ContentItem {
  const text = ruleText({ query: `|\n${query.replaceAll(/^/gm, '  ')}` });
  const { item } = parseContent(text, { file: 'analytics-rules/a.yaml', kind: 'analytics-rule' });
  if (item === undefined) throw new Error('no item');
  return item;
}
