// The parts of a report on their own: escaping, contrast, file names, charts, differences, and the script of the tables.
import { runInNewContext, Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { ContentItem } from '../../src/content/content-item.ts';
import { columnChart, timeLine } from '../../src/report/chart.ts';
import { evasionSection } from '../../src/report/evasion-section.ts';
import { type Html, html } from '../../src/report/html.ts';
import { itemPaths } from '../../src/report/item-paths.ts';
import { palettes } from '../../src/report/palette.ts';
import { planOverview } from '../../src/report/plan-page.ts';
import type { ReportedItem, ReportedSimulation, ReportInput } from '../../src/report/report-input.ts';
import { tableScript, themeScript } from '../../src/report/script.ts';
import { simulationOverview } from '../../src/report/simulation-page.ts';
import { change, plan } from '../reporters/reports.ts';
import { fakeTable } from './fake-table.ts';
import { tagsOf } from './read-page.ts';

describe('html', () => {
  test.each([
    [`<b>&'"`, '&lt;b&gt;&amp;&#39;&quot;'],
    ['a\u202eb\u0000', 'a\\u202eb\\u0000'],
    ['two\nlines', 'two\nlines'],
    [1.5, '1.5'],
    [undefined, ''],
    [['<', html`<br>`, [2]], '&lt;<br>2'],
  ])('%j', (piece, text) => {
    expect(html`${piece}`.text).toBe(text);
  });
});

describe('colours', () => {
  const luminance = (colour: string) => {
    const [red, green, blue] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [
      number,
      number,
      number,
    ];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  /** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
  const contrast = (a: string, b: string) => {
    const [dark, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
    return (bright + 0.05) / (dark + 0.05);
  };
  const onBoth = ['text', 'muted', 'accent', 'keyword', 'function', 'string', 'literal', 'comment'] as const;
  const pairs = [
    ...onBoth.flatMap((text) => [[text, 'ground'] as const, [text, 'panel'] as const]),
    ['goodText', 'good'] as const,
    ['partlyText', 'partly'] as const,
    ['badText', 'bad'] as const,
  ];

  test.each(Object.entries(palettes))('text of the %s scheme can be read on every ground', (_, palette) => {
    const weak = pairs.filter(([text, ground]) => contrast(palette[text], palette[ground]) < 4.5);
    expect(weak).toEqual([]);
    expect(contrast('#000000', '#ffffff')).toBe(21);
  });
});

test('pages of items have names that every disk takes, each once', () => {
  const of = (...slugs: readonly string[]) =>
    itemPaths(slugs.map((slug) => ({ kind: 'parser', slug }) as ContentItem));
  expect(of('Con', 'a/b', '..', 'ü', 'rare', 'RARE', 'rare-2', 'x'.repeat(300))).toEqual([
    'items/parser-con.html',
    'items/parser-a-b.html',
    'items/parser-item.html',
    'items/parser-item-2.html',
    'items/parser-rare.html',
    'items/parser-rare-2.html',
    'items/parser-rare-2-2.html',
    `items/parser-${'x'.repeat(80)}.html`,
  ]);
});

describe('charts', () => {
  const rectangles = (text: string) => tagsOf(text).filter(({ name }) => name === 'rect');

  test('a column is as high as its count', () => {
    const bars = [
      { name: 'a', count: 2 },
      { name: 'b', count: 0 },
      { name: 'c', count: 4 },
    ];
    const heights = rectangles(columnChart('Alerts', bars).text).map(
      ({ attributes }) => attributes['height'],
    );
    expect(heights).toEqual(['60', '0', '120']);
  });

  test('alerts at one place of the line are one mark, at its ends they stay inside', () => {
    const line = timeLine('Alerts', { from: 0, to: 1000, moments: [500, 500, 0, 1000, 5000] });
    expect(rectangles(line.text).map(({ attributes }) => attributes['x'])).toEqual(['1', '359', '717']);
  });

  test('a year is drawn in columns of several days, and no alert is lost', () => {
    const alert = (at: string) => ({ rule: 'r', at, title: 't', severity: 'Low', entities: [] });
    const alerts = ['2025-01-01T00:00:00Z', '2025-06-30T12:00:00Z', '2026-01-01T00:00:00Z'].map(alert);
    const simulation: ReportedSimulation = {
      from: '2025-01-01T00:00:00Z',
      to: '2026-01-01T00:00:00Z',
      days: 365,
      rules: [],
      alerts,
      byRule: new Map([['r', alerts]]),
    };
    const { body } = simulationOverview(simulation, { items: [] } as unknown as ReportInput);
    const titles = Array.from(body.text.matchAll(/<title>(.*?): (\d+)<\/title>/g), ([, , count]) =>
      Number(count),
    );
    expect(titles).toHaveLength(92);
    expect(titles.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect([titles[0], titles.at(-1)]).toEqual([1, 1]);
  });
});

test('the page of a plan shows an update line by line, and what is blocked with its advice', () => {
  const blocked = {
    ...change({ name: 'B', fields: [] }),
    action: 'blocked',
    reason: 'It <is> taken.',
    hint: 'Adopt it.',
  };
  const { plan: made } = plan([
    change(),
    change({ action: 'no-op', status: undefined, name: 'Same' }),
    blocked as never,
  ]);
  const { body } = planOverview(made, { items: [] } as unknown as ReportInput);
  const tags = tagsOf(body.text);
  const shown = (name: string) => tags.filter((tag) => tag.name === name).map(({ text }) => text);
  expect(shown('del')).toEqual(['"High"', '- | take 1', '(none)']);
  expect(shown('ins')).toEqual(['"Medium"', '+ | where x == "```"', '["Execution"]']);
  expect(shown('p')).toContain('It <is> taken.');
  expect(shown('p')).toContain('Adopt it.');
  expect(body.text.includes('Same')).toBe(false);
  expect(tags.flatMap(({ attributes }) => attributes['id'] ?? [])).toEqual(['change-0', 'change-2']);
});

test('what evades a detection: by family where one applies, each miss with its example and reason', () => {
  const misses = [{ rewrite: 'path/dot', cases: 2, example: './git push <x>', reason: 'No full path' }];
  const families = [
    { name: 'path', total: 10, seen: 8 },
    { name: 'quoting', total: 0, seen: 0 },
  ];
  const counts = { total: 10, seen: 8, missed: 2, notApplicable: 1, score: 80 };
  const evasion = { ...counts, name: 'Rare', file: 'rare.yaml', hash: '1', families, misses };
  const shown = (kept: object) =>
    String((evasionSection({ evasion: kept } as ReportedItem) as Html | undefined)?.text);
  const cells = tagsOf(shown({ evasion, isCurrent: true })).filter(({ name }) => /^(td|code)$/.test(name));
  expect(cells.map(({ text }) => text)).toEqual([
    'the path of the image',
    '8 of 10',
    'path/dot',
    '2',
    '',
    './git push <x>',
    'No full path',
  ]);
  expect(shown({ evasion, isCurrent: false })).toContain('an earlier state');
  expect(shown({ evasion: { ...evasion, total: 0 }, isCurrent: true })).toBe('undefined');
});

describe('the script of the tables', () => {
  test('both scripts are JavaScript', () => {
    for (const text of [themeScript, tableScript]) expect(new Script(text)).toBeInstanceOf(Script);
  });

  const names = ['b 10', 'a 9', '', 'c 100'];
  const run = () => {
    const page = fakeTable(
      names.map((name, index) => [{ text: name }, { text: `${index} cases`, sort: String(index) }]),
    );
    runInNewContext(tableScript, page.globals);
    page.ready();
    return page;
  };

  test('a heading becomes a button that sorts up, then down; what is empty stands last', () => {
    const page = run();
    page.press(0);
    expect(page.shown()).toEqual(['a 9', 'b 10', 'c 100', '']);
    expect(page.sorted()).toEqual(['ascending', null]);
    page.press(0);
    expect(page.shown()).toEqual(['c 100', 'b 10', 'a 9', '']);
    expect(page.sorted()).toEqual(['descending', null]);
    page.press(1);
    expect(page.shown()).toEqual(names);
    expect(page.sorted()).toEqual([null, 'ascending']);
  });

  test('the filter keeps rows with every word, whatever their case, and says how many', () => {
    const page = run();
    expect(page.said()).toBe('4 of 4 shown');
    page.filter({ words: '10 C' });
    expect(page.shown()).toEqual(['b 10', 'c 100']);
    expect(page.said()).toBe('2 of 4 shown');
    page.filter({ words: '', kind: 'parser' });
    expect(page.shown()).toEqual([]);
  });
});
