// Markdown: within GitHub's size, never cut inside a fence or a folded part, and no text of content acts as markup.
import { describe, expect, test } from 'vitest';
import type { Code } from '../../src/diagnostics/diagnostic.ts';
import { diffLines } from '../../src/plan/text-diff.ts';
import { renderMarkdown } from '../../src/reporters/markdown.ts';
import { change, diagnostics, everyReport, plan, tests } from './reports.ts';

const render = (report: Parameters<typeof renderMarkdown>[0]) => renderMarkdown(report);

/** Problems of a document: an open fence or folded part, or too many characters. */
function problems(text: string): string[] {
  const found: string[] = [];
  if (text.length > 65_536) found.push(`${text.length} characters`);
  if (!text.endsWith('\n')) found.push('no line break at the end');
  let fence: string | undefined;
  let open = 0;
  for (const line of text.split('\n')) {
    const mark = /^`{3,}/.exec(line)?.[0];
    if (fence === undefined && mark !== undefined) fence = mark;
    else if (fence !== undefined && line === fence) fence = undefined;
    else if (fence === undefined) {
      open += (line.match(/<details>/g) ?? []).length - (line.match(/<\/details>/g) ?? []).length;
      if (open > 1) found.push(`a folded part in another: ${line}`);
    }
  }
  if (fence !== undefined) found.push(`the fence ${fence} is open`);
  if (open !== 0) found.push(`${open} folded parts are open`);
  return found;
}

test.each(everyReport.map((report) => [report.kind, report] as const))(
  '%s is a whole document',
  (_, report) => {
    expect(problems(render(report))).toEqual([]);
  },
);

test('a plan folds each change, with its fields and the lines of its query', () => {
  expect(
    render(plan([change(), change({ action: 'create', name: 'New', status: undefined, fields: [] })])),
  ).toBe(
    [
      '### Plan: 1 to create, 1 to update; 1 drift.',
      '',
      '<details><summary><code>update</code> analytics-rule <b>Rare *process* &lt;/summary&gt; @<!-- -->contoso/soc</b> (drift)</summary>',
      '',
      '<code>analytics-rules/rare.yaml</code>',
      '',
      '````diff',
      '- severity: "High"',
      '+ severity: "Medium"',
      '@@ query @@',
      '  T',
      '- | take 1',
      '+ | where x == "```"',
      '+ tactics: ["Execution"]',
      '````',
      '',
      '</details>',
      '',
      '<code>create</code> analytics-rule <b>New</b> <code>analytics-rules/rare.yaml</code>',
      '',
    ].join('\n'),
  );
});

test('markup in a name on a running line is text', () => {
  const text = render(
    plan([
      change({ action: 'create', status: undefined, fields: [], name: '*a* | <img src=x> [b](c) @soc' }),
    ]),
  );
  expect(text).toContain('<b>\\*a\\* \\| &lt;img src=x&gt; \\[b\\](c) @<!-- -->soc</b>');
});

test('tests show what failed before everything that passed', () => {
  const text = render(tests);
  expect(text.indexOf('stays silent')).toBeLessThan(text.indexOf('All detection tests'));
  expect(text).toContain('| Rare &lt;process&gt; \\| \\*seen\\* | 2 | 1 | 1 | 1 |');
  expect(text).toContain('````\nexpected nothing');
  expect(text).toContain('| wildcard | a wildcard union |');
});

describe('size', () => {
  const long = (index: number) => {
    const before = Array.from(
      { length: 120 },
      (_, line) => `| where Column${line} == "before ${index}"`,
    ).join('\n');
    const after = before.replaceAll('before', 'after');
    return change({
      name: `Rule ${index}`,
      fields: [{ path: 'query', before, after, lines: diffLines(before, after) }],
    });
  };

  test('what does not fit is left out as a whole, and counted', () => {
    const text = render(plan(Array.from({ length: 100 }, (_, index) => long(index))));
    expect(problems(text)).toEqual([]);
    expect(text.length).toBeGreaterThan(50_000);
    const shown = text.match(/<summary>/g)!.length;
    expect(shown).toBeGreaterThan(3);
    expect(text).toContain(
      `_Left out: ${100 - shown} changes, because a comment on GitHub holds 65,536 characters.`,
    );
  });

  test('a query of many thousand lines is cut between lines, and the fence closes', () => {
    const before = Array.from({ length: 20_000 }, (_, line) => `line ${line}`).join('\n');
    const after = before.replaceAll('line', 'row');
    const lines = [
      ...before.split('\n').map((text) => ({ op: '-' as const, text })),
      { op: '+' as const, text: after },
    ];
    const text = render(plan([change({ fields: [{ path: 'query', before, after, lines }] }), change()]));
    expect(problems(text)).toEqual([]);
    expect(text).toMatch(/_Left out here: \d+ lines\._/);
    expect(text.match(/<summary>/g)).toHaveLength(2);
  });

  test('thousands of findings in one file, and in thousands of files', () => {
    const found = (index: number, file: string) =>
      ({
        code: 'content/known' as Code,
        severity: 'error',
        message: `${'@&<'.repeat(400)} ${index}`,
        file,
        line: 1,
      }) as const;
    const one = Array.from({ length: 3000 }, (_, index) => found(index, 'a.yaml'));
    const many = Array.from({ length: 3000 }, (_, index) => found(index, `${index}.yaml`));
    expect(problems(render(diagnostics(one)))).toEqual([]);
    expect(problems(render(diagnostics(many)))).toEqual([]);
    expect(render(diagnostics(many))).toMatch(/_Left out: \d+ files, because/);
  });

  test('nothing is said to be left out where nothing is', () => {
    for (const report of everyReport) expect(renderMarkdown(report)).not.toContain('Left out');
  });
});

test('findings: a file counts them in the words of the whole', () => {
  const [one] = diagnostics().diagnostics;
  const found = (['warning', 'warning', 'info'] as const).map((severity) => ({
    ...one!,
    severity,
    file: 'a.yaml',
  }));
  expect(render(diagnostics(found))).toContain('a.yaml (2 warnings, 1 remark)');
});

test('findings: files with errors come first, each finding with its line and code', () => {
  const text = render(diagnostics([...diagnostics().diagnostics].reverse()));
  expect(text.indexOf('ä b,c.yaml')).toBeLessThan(text.indexOf('b.yaml (1 warning)'));
  expect(text).toContain(
    '- **error** line 3: Line 3, 100%: a &lt;b&gt;bad&lt;/b&gt; value over two lines. Correct it.',
  );
});
