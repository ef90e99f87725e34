// What queries need of a workspace, however they spell it.
import { expect, test } from 'vitest';
import { parseContent } from '../../src/content/files/load.ts';
import { contentNeeds } from '../../src/promotion/content-needs.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { ruleText } from '../content/a-rule.ts';

const tables = createTableCatalogue();

function needsOf(query: string) {
  const { item } = parseContent(ruleText({ query }), {
    file: 'analytics-rules/a.yaml',
    kind: 'analytics-rule',
  });
  if (item === undefined) throw new Error('no item');
  const { functions, watchlists } = contentNeeds([item], tables);
  return [...functions, ...watchlists].map(({ name }) => name);
}

test.each([
  ['GitHubAuditData() | take 1', ['GitHubAuditData']],
  // Without parameters a function needs no parentheses.
  ['GitHubAuditData | take 1', ['GitHubAuditData']],
  ['union GitHubAuditData, DeviceInfo', ['GitHubAuditData']],
  ['MyParser() | take 1', ['MyParser']],
  ['_GetWatchlist("vip") | take 1', ['vip']],
  // What Microsoft Sentinel brings is there.
  ['_Im_Dns | take 1', []],
  ['let f = () { DeviceInfo }; f | take 1', []],
  ['DeviceInfo | where DeviceName == tolower("A")', []],
])('%s needs %j', (query, needs) => {
  expect(needsOf(query)).toEqual(needs);
});

test('a watchlist whose alias is computed is not told, and not left out either', () => {
  const { item } = parseContent(ruleText({ query: 'let alias = "vip"; _GetWatchlist(alias) | take 1' }), {
    file: 'analytics-rules/a.yaml',
    kind: 'analytics-rule',
  });
  expect(contentNeeds([item!], tables)).toMatchObject({
    watchlists: [],
    computedWatchlists: ['Rare process seen'],
  });
});
