// A layout is believed in nothing: what does not say the same, or does not stay, leaves the file as it is.
import { describe, expect, test } from 'vitest';
import { formatYaml } from '../../src/content/yaml/format-yaml.ts';
import { formatText } from '../../src/formatting/format-text.ts';
import { ruleText } from '../content/a-rule.ts';

const rule = `# why\n${ruleText()}`;
const item = { text: rule, file: 'analytics-rules/rare.yaml', kind: 'analytics-rule' } as const;
const plain = { text: 'b: 1 # why\na: 2\n', file: 'environments/lab.yaml', kind: 'plain' } as const;

/** The layout with something replaced in it. */
const spoilt =
  (from: string | RegExp, to: string): typeof formatYaml =>
  (text, layout) =>
    formatYaml(text, layout).replace(from, to);

describe('a file is left as it is', () => {
  test.each([
    ['a value changes', 'fmt/not-same', spoilt('Medium', 'High')],
    ['a key is spelt otherwise', 'fmt/not-same', spoilt('severity', 'Severity')],
    ['the query changes', 'fmt/not-same', spoilt('| where', '|  where')],
    ['a comment is lost', 'fmt/not-same', spoilt('# why\n', '')],
    ['it comes out otherwise each time', 'fmt/not-settled', (text: string) => `${text}\n`],
  ])('where %s', (_, code, layOut) => {
    expect(formatText(item).text).toContain('severity: Medium');
    expect(formatText(item, layOut)).toEqual({
      text: undefined,
      diagnostics: [expect.objectContaining({ code, severity: 'error', file: item.file })],
    });
  });

  test('where keys of a file without a format change their places', () => {
    expect(formatText(plain)).toEqual({ text: plain.text, diagnostics: [] });
    expect(formatText(plain, () => 'a: 2\nb: 1 # why\n')).toMatchObject({
      text: undefined,
      diagnostics: [{ code: 'fmt/not-same' }],
    });
  });
});

test('a file of comments alone has nothing to lay out', () => {
  expect(formatText({ ...plain, text: '#  later\n' })).toEqual({ text: '#  later\n', diagnostics: [] });
});

test.each(['plain', 'item'] as const)('what is no YAML is a finding: %s', (kind) => {
  expect(formatText({ ...plain, kind, text: 'a: [\n' })).toMatchObject({
    text: undefined,
    diagnostics: [{ code: 'content/yaml-syntax', line: 2, column: 1 }],
  });
});
