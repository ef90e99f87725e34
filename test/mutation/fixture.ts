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

export function mutatedParser(name: string, query: string): ContentItem {
  const text = `id: 5d7c7b52-6c1f-4b58-9c35-1a6f3a4f0cff
Function:
  Title: ${name}
  Version: 1.0.0
  LastUpdated: '2026-01-15'
Category: Tests
FunctionName: ${name}
FunctionAlias: ${name}
FunctionQuery: |
${query.replaceAll(/^/gm, '  ')}
`;
  const { item } = parseContent(text, { file: 'parsers/p.yaml', kind: 'parser' });
  if (item === undefined) throw new Error('no item');
  return item;
}
