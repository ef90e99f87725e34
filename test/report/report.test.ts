// A report as a reader gets it: every page whole, nothing of the content taken for HTML, every link with its end.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type Result, startProject, type TestProject } from '../stories/command-line.ts';
import { files, hostile, readReport } from './a-report.ts';
import { type Tag, tagsOf, textOf, unescaped } from './read-page.ts';

const clock = () => new Date('2026-01-15T12:00:00Z');
const event = '{"TimeGenerated":"2026-01-15T09:02:00Z","DeviceName":"wks-042","FileName":"rare.exe"}';
const results = '--tests tests.json --plan plan.json --simulation simulation.json';

let project: TestProject;
let result: Result;
let texts: ReadonlyMap<string, string>;
let pages: ReadonlyMap<string, readonly Tag[]>;
beforeAll(async () => {
  project = createProject({ ...files, 'day/DeviceProcessEvents.jsonl': `${event}\n` });
  const keep = async (file: string, args: string) =>
    project.write(file, (await project.run(`${args} --format json`, { clock })).stdout);
  await project.run('plan --out plan.json', { clock });
  await keep('tests.json', 'test');
  await keep('simulation.json', 'simulate --data day');
  await project.run('test analytics-rules/rare.yaml --mutate --mutation-record test/mutation.json');
  result = await project.run(`report --out site ${results}`, { clock });
  texts = readReport(project);
  const html = [...texts].filter(([path]) => path.endsWith('.html'));
  pages = new Map(html.map(([path, text]) => [path, tagsOf(text)]));
}, 60_000);
afterAll(() => project.dispose());

// Two files of one name are told apart on a disk, too, that does not know letter case.
const rarePage = 'items/analytics-rule-rare-2.html';

test('the command says what it wrote, and the pages are there', async () => {
  expect(result).toMatchObject({
    code: 0,
    stdout: 'Report: 3 content items on 7 pages; open site/index.html.\n',
  });
  expect([...pages.keys()]).toEqual([
    'attack.html',
    'index.html',
    'items/analytics-rule-rare-2.html',
    'items/analytics-rule-rare.html',
    'items/hunting-query-h-nt-2e-1.html',
    'plan.html',
    'simulation.html',
  ]);
});

test('without results it has the pages of the content alone', async () => {
  const shape = { schemaVersion: 1, folder: 'plain', items: 3, files: 5 };
  expect(await project.json('report --out plain')).toEqual(shape);
  const part = 'report analytics-rules/rare.yaml --out part';
  expect(await project.json(part)).toMatchObject({ items: 1, files: 3 });
});

test('each page has its title, its language and one heading of the first rank', () => {
  expect([...pages.values()].map((tags) => textOf(tags, 'title'))).toEqual([
    'ATT&CK by tested coverage',
    'Catalogue of content',
    hostile,
    'Rare, in another folder',
    'Hunt',
    'Plan',
    'Simulation',
  ]);
  for (const [path, tags] of pages) {
    expect(tags.find(({ name }) => name === 'html')?.attributes['lang'], path).toBe('en');
    expect(
      tags.filter(({ name }) => name === 'h1'),
      path,
    ).toHaveLength(1);
  }
});

describe('nothing of the content is HTML', () => {
  test('no tag and no attribute comes of it', () => {
    for (const [path, tags] of pages) {
      const foreign = tags.filter(({ name }) => ['img', 'b', 'it', 'base'].includes(name));
      expect(foreign, path).toEqual([]);
      const attributes = tags.flatMap((tag) => Object.keys(tag.attributes));
      expect(
        attributes.filter((name) => /^(on.*|style|src)$/.test(name)),
        path,
      ).toEqual([]);
    }
  });

  test.each(['index.html', 'attack.html', 'plan.html', 'simulation.html', rarePage])(
    '%s shows it',
    (path) => {
      const shown = pages.get(path)!.filter(({ text }) => text.includes(hostile));
      expect(shown.length).toBeGreaterThan(0);
    },
  );

  test('a query, a case and a tag are shown as they stand', () => {
    const shown = pages.get(rarePage)!.map(({ text }) => text);
    for (const part of [`// ${hostile}`, 'dynamic(["</code>"])', 'Fires <b>always</b>'])
      expect(shown).toContain(part);
  });

  test('a mark of direction is written out', () => {
    const shown = pages.get(rarePage)!.map(({ text }) => text);
    expect(shown).toContain(`Identifies '"></script></style></pre>&lt;<b>\\u202e`);
    expect(texts.get(rarePage)!.includes('\u202e')).toBe(false);
  });
});

test('every link leads to a page of the report and a place in it; others to https', () => {
  const ids = (path: string) => pages.get(path)?.flatMap(({ attributes }) => attributes['id'] ?? []) ?? [];
  const links = [...pages].flatMap(([path, tags]) =>
    tags.filter(({ name }) => name === 'a').map(({ attributes }) => ({ path, href: attributes['href']! })),
  );
  const outside = links.filter(({ href }) => /^[a-z]+:/.test(href)).map(({ href }) => href);
  expect(outside).toEqual(['https://learn.microsoft.com/azure/sentinel/']);
  const inside = links.filter(({ href }) => !outside.includes(href));
  expect(inside.length).toBeGreaterThan(30);
  const dead = inside.filter(({ path, href }) => {
    const [target = '', place] = href.split('#');
    const file = target === '' ? path : posix.join(posix.dirname(path), target);
    return !pages.has(file) || (place !== undefined && !ids(file).includes(place));
  });
  expect(dead).toEqual([]);
  for (const path of pages.keys()) expect(new Set(ids(path)).size, path).toBe(ids(path).length);
});

test('the policy of each page allows its own style and scripts by their hashes, and nothing else', () => {
  for (const [path, tags] of pages) {
    const policy = tags.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')!;
    const hashes = (name: string) =>
      tags
        .filter((tag) => tag.name === name)
        .map(({ text }) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
        .join(' ');
    expect(policy.attributes['content'], path).toBe(
      `default-src 'none'; script-src ${hashes('script')}; style-src ${hashes('style')}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`,
    );
    // It holds for what stands behind it.
    expect(tags.indexOf(policy), path).toBeLessThan(tags.findIndex(({ name }) => name === 'style'));
  }
});

test('no page asks for another file', () => {
  for (const [path, tags] of pages) {
    const asking = tags.filter(({ name }) => /^(link|iframe|object|embed|audio|video|use|image)$/.test(name));
    expect(asking, path).toEqual([]);
    const own = tags.filter(({ name }) => name === 'script' || name === 'style').map(({ text }) => text);
    expect(own.join('\n'), path).not.toMatch(/@import|url\(|fetch|XMLHttpRequest|import\(|https?:/);
  }
});

describe('what the pages say', () => {
  /** The cells of each row of a table, as a reader sees them. */
  const rowsOf = (path: string) =>
    Array.from(texts.get(path)!.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs), ([, row]) =>
      row!
        .split(/<\/t[dh]>/)
        .slice(0, -1)
        .map((cell) => unescaped(cell.replaceAll(/<[^>]*>/g, '')).trim()),
    );
  const textsOf = (path: string, name: string) =>
    pages
      .get(path)!
      .filter((tag) => tag.name === name)
      .map(({ text }) => text);

  test('the catalogue: kind, severity, techniques, tests, mutation', () => {
    const [head, , rare] = rowsOf('index.html');
    expect(head).toEqual([
      'Name',
      'Kind',
      'Severity',
      'Tactics',
      'Techniques',
      'Tests',
      'Mutation',
      'Evasion',
      'Alerts a day',
    ]);
    expect(rare).toEqual([
      hostile,
      'analytics rule',
      'Medium',
      'Execution',
      'T1059.001, T9999',
      '3 of 3 passed',
      expect.stringMatching(/^[\d.]+ %$/),
      '',
      '12',
    ]);
    const counts = '2 analytics rules, 1 hunting query, 3 test cases, 2 of 2 techniques tested.';
    expect(textsOf('index.html', 'p')).toContain(`contoso/detections: ${counts}`);
  });

  test('the matrix: tested coverage by tactic, techniques that ATT&CK does not know, and what is missing', () => {
    expect(rowsOf('attack.html')).toEqual([
      ['Technique', 'Tested', 'Detections: cases that fire, stay silent, known gaps'],
      ['T1059.001 PowerShell', '100 %', `${hostile}: 1, 1, 1`],
      ['T9999 (not in ATT&CK Enterprise now)', '100 %', `${hostile}: 1, 1, 1`],
    ]);
    const entry = '<li class="good"><a href="#T1059.001">T1059.001 PowerShell</a><br>100 % tested</li>';
    expect(texts.get('attack.html')!.split(entry)).toHaveLength(2);
    expect(texts.get('attack.html')).toMatch(/Rare, in another folder<\/a> has no case that fires/);
    expect(texts.get('attack.html')).toMatch(/Hunt<\/a> names no technique/);
  });

  test('a rule: parameters, mappings, cases by tier, what no case notices, its alerts', () => {
    const rows = rowsOf(rarePage);
    expect(rows).toContainEqual(['AllowedFiles', 'dynamic(["</code>"])', hostile]);
    expect(rows).toContainEqual(['Host', 'FullName', 'DeviceName']);
    expect(rows).toContainEqual(['Tool', 'FileName']);
    expect(rows).toContainEqual([hostile, 'Fires <b>always</b>', '1 alert']);
    expect(rows).toContainEqual(['silent', '', 'nothing']);
    expect(rows).toContainEqual(['renamed', '', 'known gap Nothing tells <it> apart']);
    expect(textsOf(rarePage, 'caption')).toEqual([
      'What an environment may set',
      'Columns that name entities',
      'Columns of the alert’s custom details',
      '1 case of tier A, ordinary use',
      '1 case of tier C, a library or a neighbouring technique',
      '1 case without a tier',
      'Changes that no case notices',
      'Alerts',
    ]);
    expect(textsOf(rarePage, 'p')).toContain('3 passed, 0 failed, 0 skipped.');
    expect(textsOf(rarePage, 'figcaption')).toEqual([
      '1 alert from 2026-01-15 09:00 to 2026-01-15 11:00, 12 a day',
    ]);
  });

  test('the plan: what would be created, linked from the rule', () => {
    expect(textsOf('plan.html', 'dd')).toContain('3 create');
    expect(texts.get(rarePage)).toMatch(
      /The plan has a change: <a href="\.\.\/plan\.html#change-\d">create<\/a>/,
    );
  });

  test('the simulation: alerts a day, rule by rule', () => {
    expect(textsOf('simulation.html', 'title')).toEqual(['Simulation', '2026-01-15: 2']);
    expect(rowsOf('simulation.html')).toContainEqual([hostile, '2', '1', '12', '1']);
  });
});

test('a second report of the same content is the same, byte for byte', async () => {
  await project.run(`report --out other ${results}`, { clock: () => new Date('2027-05-05T05:05:05Z') });
  expect(readReport(project, 'other')).toEqual(texts);
});

test('a result of an earlier state of the query is said to be one, and its lines are not named', async () => {
  const rule = files['analytics-rules/rare.yaml']!.replace('"rare.exe"', '"rarer.exe"');
  const kept = readFileSync(project.path('test/mutation.json'), 'utf8');
  const later = createProject({ ...files, 'analytics-rules/rare.yaml': rule, 'test/mutation.json': kept });
  const words = ['This result came of an earlier state', 'Line of the file'];
  const saysOf = (text: string) => words.map((one) => text.includes(one));
  try {
    await later.run('report --out site');
    expect(saysOf(texts.get(rarePage)!)).toEqual([false, true]);
    expect(saysOf(readReport(later).get(rarePage)!)).toEqual([true, false]);
    expect(readReport(later).get('index.html')).toMatch(/ %<\/span> earlier<\/td>/);
  } finally {
    later.dispose();
  }
});

test('a function that is reported alone is judged with the cases of what calls it', async () => {
  const calling = startProject({
    'parsers/rare-tools.yaml': parser,
    'analytics-rules/rare.yaml': ruleText({ query: 'RareTools | where FileName == "rare.exe"' }),
    'test/parsers/rare-tools/cases.yaml': `cases:\n  - { name: gives, ${seed}, rowCount: 1 }\n`,
    'test/analytics-rules/rare/cases.yaml': `cases:\n  - { name: fires, ${seed}, alerts: 1 }\n`,
  });
  await calling.run('test --mutate --mutation-record test/mutation.json');
  expect((await calling.run('report parsers --out site')).code).toBe(0);
  const text = readReport(calling).get('items/parser-rare-tools.html')!;
  expect(text.includes('small changes of the query')).toBe(true);
  expect(text.includes('an earlier state')).toBe(false);
});

const seed = 'seed: { DeviceProcessEvents: [{ TimeGenerated: -5m, FileName: rare.exe }] }';
const parser = `id: 00000000-0000-4000-8000-000000000009
Function: { Title: Rare tools, Version: 1.0.0, LastUpdated: 2026-01-15 }
Category: Microsoft Sentinel Parser
FunctionName: RareTools
FunctionAlias: RareTools
FunctionQuery: |
  DeviceProcessEvents | where FileName startswith "rare"
`;
