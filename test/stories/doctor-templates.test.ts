// doctor: a rule whose template has moved on, whose solution has, or whose template is gone, is told so; none of it is a failure.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import type { Readiness } from '../../src/promotion/readiness.ts';
import { ruleText } from '../content/a-rule.ts';
import { catalogued, solution, solutionId, template, templateId } from '../emulator/content-hub.ts';
import { createProject, type TestProject } from './command-line.ts';
import { overRest, serving } from './embedded-server.ts';

const ruleId = '6f1b1a52-3b1f-4a55-9d37-0d6c3f5d2a01';
const otherTemplate = '5436f471-b03d-41cb-b333-65891f887c43';

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'sentinel-sync.yaml': 'owner: contoso/detections\n',
    'environments/dev.yaml': 'workspace: embedded\n',
  });
});
afterEach(() => project.dispose());

/** A rule that names the template; `changes` as in ruleText. */
function writeRule(changes: Readonly<Record<string, string | undefined>> = {}, file = 'rare'): void {
  project.write(`analytics-rules/${file}.yaml`, ruleText({ alertRuleTemplateName: templateId, ...changes }));
}

/** Puts resources of Microsoft.SecurityInsights into the workspace, as any client would. */
async function install(resources: Readonly<Record<string, unknown>>): Promise<void> {
  await overRest(project, 'dev', async (url) => {
    for (const [path, body] of Object.entries(resources)) {
      const address = `${url}/providers/Microsoft.SecurityInsights/${path}?api-version=2025-09-01`;
      const headers = { 'content-type': 'application/json' };
      const { status } = await fetch(address, { method: 'PUT', headers, body: JSON.stringify(body) });
      expect([path, status]).toEqual([path, 201]);
    }
  });
}

const queries: EmulatorOptions['queries'] = {
  runQuery: async () => ({ ok: true, result: { columns: [], rows: [] } }),
  checkQuery: async () => undefined,
  tables: async () => [{ name: 'DeviceProcessEvents', columns: [] }],
};
const inCatalogue = (version = '3.0.0') => ({ catalogue: [catalogued({ version })] });

/** The checks on the content hub, and how doctor ended. */
async function doctor(options: Partial<EmulatorOptions> = inCatalogue()) {
  return serving(project, 'dev', { queries, ...options }, async () => {
    const { stdout, code } = await project.run('doctor -e dev --format json');
    const { checks } = JSON.parse(stdout) as { checks: readonly Readiness[] };
    const of = (name: string) => checks.find(({ check }) => check === name);
    return { code, templates: of('templates'), solutions: of('solutions') };
  });
}

const refusing = (collection: string, status: number, code: string): Partial<EmulatorOptions> => ({
  ...inCatalogue(),
  faults: ({ path }) =>
    path.includes(`/${collection}?`)
      ? { status, headers: { 'x-ms-request-id': '1' }, body: { error: { code, message: 'not for you' } } }
      : undefined,
});

test('at the version of template and solution: one line each, and nothing to do', async () => {
  writeRule({ templateVersion: '1.2.0' });
  writeRule({ id: otherTemplate, name: 'Another', version: '1.2.0' }, 'another');
  await install({ 'contentTemplates/t': template(), 'contentPackages/s': solution() });
  expect(await doctor()).toEqual({
    code: 0,
    templates: { check: 'templates', status: 'ok', detail: '2 of 2 rules at the version of the template' },
    solutions: { check: 'solutions', status: 'ok', detail: '1 of 1 at the version of the catalogue' },
  });
});

describe('the version of the template', () => {
  const judged = async (version: string | undefined, installed: string) => {
    writeRule({ version: undefined, templateVersion: version });
    await install({ 'contentTemplates/t': template({ version: installed }) });
    const { templates, code } = await doctor();
    expect([code, templates?.status]).toEqual([0, 'warning']);
    return templates;
  };

  test('newer: both versions, and what to do', async () => {
    expect(await judged('1.9.0', '1.10.0')).toEqual({
      check: 'templates',
      status: 'warning',
      detail:
        '0 of 1 rule at the version of the template; with a newer template: Rare process seen (1.9.0, the template is at 1.10.0)',
      hint: expect.stringMatching(/^Compare the rule with its template .* set its templateVersion\.$/),
      updates: [{ id: templateId, version: '1.9.0', newer: '1.10.0', items: ['Rare process seen'] }],
    });
  });

  test('older in the workspace than the file says', async () => {
    const found = await judged('1.2.0', '1.0.3');
    expect(found?.detail).toContain(
      'with an older template than the file says: Rare process seen (1.2.0, the template is at 1.0.3)',
    );
    expect(found).toMatchObject({ hint: 'Update the solution in the content hub of this workspace.' });
    expect(found).not.toHaveProperty('updates');
  });

  test('a file that states none is told what it is based on', async () => {
    const found = await judged(undefined, '1.2.0');
    expect(found?.detail).toContain(
      'without the version of the template: Rare process seen (the template is at 1.2.0)',
    );
    expect(found?.updates).toEqual([{ id: templateId, newer: '1.2.0', items: ['Rare process seen'] }]);
  });

  test.each([
    ['1.2.0', 'latest'],
    ['one', '1.2.0'],
  ])('%s beside %s: not compared, and said', async (version, installed) => {
    expect((await judged(version, installed))?.detail).toContain(
      `with versions that cannot be compared: Rare process seen (${version}, the template is at ${installed})`,
    );
  });
});

test('the file’s own version stands in for that of the template, as it does when the rule is deployed', async () => {
  writeRule({ version: '1.0.0' });
  await install({ 'contentTemplates/t': template() });
  expect((await doctor()).templates?.detail).toContain('(1.0.0, the template is at 1.2.0)');
});

test('a deprecated template is told, at the same version too', async () => {
  writeRule({ templateVersion: '1.2.0' });
  await install({
    'contentTemplates/t': template({ isDeprecated: 'true' }),
    'contentPackages/s': solution(),
  });
  expect((await doctor()).templates).toMatchObject({
    status: 'warning',
    detail: '1 of 1 rule at the version of the template; with a deprecated template: Rare process seen',
  });
});

test('all pages are read, ids are compared whatever their case, and the highest version counts', async () => {
  writeRule({ templateVersion: '1.0.0' });
  await install({
    'contentTemplates/a': template({ contentId: otherTemplate }),
    'contentTemplates/b': template({ version: '1.0.0' }),
    'contentTemplates/c': template({ version: '1.3.0', contentId: templateId.toUpperCase() }),
    'contentTemplates/d': template({ version: '1.1.0' }),
    'contentTemplates/e': template({ version: '9.0.0', contentKind: 'Workbook' }),
  });
  const { templates } = await doctor({ ...inCatalogue(), pageSize: 1 });
  expect(templates?.detail).toContain('(1.0.0, the template is at 1.3.0)');
});

test('rules that Microsoft runs name a template without a version, and are not looked at', async () => {
  project.write(
    'analytics-rules/fusion.yaml',
    `id: ${ruleId}\nname: Fusion\nkind: Fusion\nenabled: true\nalertRuleTemplateName: f71aba3d-28fb-450b-b192-4e76a83015c8\n`,
  );
  expect((await doctor()).templates).toMatchObject({ status: 'ok', detail: 'the content names none' });
});

describe('a template that is not installed', () => {
  const missing = async (options?: Partial<EmulatorOptions>) => {
    writeRule();
    const { templates, code } = await doctor(options);
    expect([code, templates?.status]).toEqual([0, 'warning']);
    expect(templates?.missing).toEqual([{ name: templateId, items: ['Rare process seen'] }]);
    return templates?.detail;
  };

  test.each<[string, Partial<EmulatorOptions>, string]>([
    ['the catalogue has it', inCatalogue(), 'which Our solution of the catalogue brings'],
    [
      'the catalogue has others',
      {
        catalogue: [
          catalogued({ dependencies: { criteria: [{ kind: 'AnalyticsRule', contentId: otherTemplate }] } }),
        ],
      },
      'which no solution of the catalogue brings',
    ],
    [
      'the catalogue does not say',
      { ...inCatalogue(), variants: { 'catalogue-dependencies': 'omitted' } },
      'and the catalogue does not say who brings it',
    ],
    [
      'the catalogue cannot be read',
      refusing('contentProductPackages', 403, 'AuthorizationFailed'),
      'and the catalogue could not be read: GET contentProductPackages failed with 403 AuthorizationFailed: not for you',
    ],
  ])('%s', async (_, options, words) => {
    expect(await missing(options)).toBe(
      `0 of 1 rule at the version of the template; whose template is not installed: Rare process seen (${templateId}, ${words})`,
    );
  });
});

test('a template that several rules miss is one that is missing', async () => {
  writeRule();
  writeRule({ id: otherTemplate, name: 'Another' }, 'another');
  const { templates } = await doctor();
  const items = ['Another', 'Rare process seen'];
  expect(templates?.missing).toEqual([{ name: templateId, items }]);
});

describe('the solution', () => {
  beforeEach(() => writeRule({ templateVersion: '1.2.0' }));

  test.each<[string, string | undefined, string | undefined, string]>([
    ['newer', '2.9.0', '3.0.1', 'newer in the catalogue: Our solution (2.9.0 is installed, 3.0.1 is offered'],
    ['older', '3.0.1', '2.9.0', 'older in the catalogue: Our solution (3.0.1 is installed, 2.9.0 is offered'],
    ['odd', '3.0.1', 'beta', 'with versions that cannot be compared: Our solution (3.0.1 is installed'],
    ['missing', undefined, '3.0.1', 'not installed: Our solution (3.0.1 is offered'],
    [
      'withdrawn',
      '3.0.1',
      undefined,
      'installed, and not in the catalogue: Our solution (3.0.1 is installed',
    ],
    [
      'unheard',
      undefined,
      undefined,
      `neither installed nor in the catalogue: ${solutionId} (Rare process seen)`,
    ],
  ])('%s', async (_, installed, offered, words) => {
    await install({
      'contentTemplates/t': template(),
      ...(installed === undefined ? {} : { 'contentPackages/s': solution({ version: installed }) }),
    });
    const { code, solutions } = await doctor(offered === undefined ? {} : inCatalogue(offered));
    expect([code, solutions?.status]).toEqual([0, 'warning']);
    expect(solutions?.detail).toContain(`0 of 1 at the version of the catalogue; ${words}`);
  });

  test('what is newer stands in the document as data too', async () => {
    await install({ 'contentTemplates/t': template(), 'contentPackages/s': solution({ version: '2.9.0' }) });
    const { solutions } = await doctor();
    expect(solutions?.updates).toEqual([
      { id: solutionId, version: '2.9.0', newer: '3.0.0', items: ['Rare process seen'] },
    ]);
    expect(solutions?.hint).toMatch(/^Update the solution in the content hub/);
  });

  test('a template that stands alone came from none', async () => {
    await install({ 'contentTemplates/t': template({ packageKind: 'Standalone' }) });
    expect((await doctor()).solutions).toMatchObject({ status: 'ok', detail: 'the content came from none' });
  });
});

describe('records of the workspace tell the solution where the file names no template', () => {
  const record = (parent: string, source: object, contentId?: string) => ({
    properties: { parentId: `/x/${parent}`, kind: 'AnalyticsRule', source, contentId },
  });
  const ofSolution = { kind: 'Solution', name: 'Our solution', sourceId: solutionId };
  const outdated = { 'contentPackages/s': solution({ version: '2.9.0' }) };

  beforeEach(() => project.write('analytics-rules/rare.yaml', ruleText()));

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['by its id', { 'metadata/m': record(`alertRules/${ruleId}`, ofSolution) }],
    [
      'by its name alone',
      { 'metadata/m': record(`alertRules/${ruleId}`, { kind: 'Solution', name: 'our solution' }) },
    ],
    [
      'for a rule that was adopted under another id',
      {
        'metadata/m': record('alertRules/BuiltIn', ofSolution),
        'metadata/ours': record('alertRules/BuiltIn', { kind: 'SourceRepository', name: 'o/r' }, ruleId),
      },
    ],
  ])('%s', async (_, records) => {
    await install({ ...outdated, ...records });
    expect((await doctor()).solutions?.detail).toBe(
      '0 of 1 at the version of the catalogue; newer in the catalogue: Our solution (2.9.0 is installed, 3.0.0 is offered: Rare process seen)',
    );
  });

  test('records of other rules, and of other sources, tell nothing', async () => {
    await install({
      ...outdated,
      'metadata/a': record('alertRules/other', ofSolution),
      'metadata/b': record(`savedSearches/${ruleId}`, ofSolution),
      'metadata/c': record(`alertRules/${ruleId}`, { kind: 'Community', name: 'Our solution' }),
    });
    expect((await doctor()).solutions?.detail).toBe('the content came from none');
  });
});

describe('a list that cannot be read', () => {
  beforeEach(async () => {
    writeRule({ templateVersion: '1.0.0' });
    await install({ 'contentTemplates/t': template(), 'contentPackages/s': solution({ version: '2.9.0' }) });
  });
  const said = (collection: string) => `GET ${collection} failed with 403 AuthorizationFailed: not for you`;
  const newer = /2\.9\.0 is installed, 3\.0\.0 is offered/;

  test('the templates: both checks say so, and nobody fails', async () => {
    const { code, templates, solutions } = await doctor(
      refusing('contentTemplates', 403, 'AuthorizationFailed'),
    );
    const detail = said('contentTemplates');
    expect(code).toBe(0);
    expect(templates).toEqual({
      check: 'templates',
      status: 'unknown',
      detail,
      hint: 'Give the identity the Microsoft Sentinel Reader role, which may read these lists.',
    });
    expect(solutions).toMatchObject({ status: 'unknown', detail });
  });

  test.each(['contentPackages', 'contentProductPackages'])(
    '%s: the solutions cannot be compared, the templates can',
    async (collection) => {
      const { code, templates, solutions } = await doctor(refusing(collection, 403, 'AuthorizationFailed'));
      expect(solutions).toMatchObject({ status: 'unknown', detail: said(collection) });
      expect([code, templates?.status]).toEqual([0, 'warning']);
    },
  );

  test('the records: what is known by the templates is said all the same', async () => {
    const { solutions } = await doctor(refusing('metadata', 403, 'AuthorizationFailed'));
    expect(solutions).toMatchObject({ status: 'unknown', detail: expect.stringMatching(newer) });
    expect(solutions?.detail).toContain(said('metadata'));
  });

  test('a service that does not know the list is no missing template', async () => {
    const { templates } = await doctor(refusing('contentTemplates', 404, 'InvalidResourceType'));
    expect(templates).toEqual({
      check: 'templates',
      status: 'unknown',
      detail: 'GET contentTemplates failed with 404 InvalidResourceType: not for you',
    });
  });
});

test('as text and Markdown it is a line of its own, with the advice below; content that came from nowhere asks nothing', async () => {
  writeRule({ templateVersion: '1.0.0' });
  await install({ 'contentTemplates/t': template(), 'contentPackages/s': solution() });
  const line =
    'warning  templates    0 of 1 rule at the version of the template; with a newer template: Rare process seen (1.0.0, the template is at 1.2.0)\n                      Compare the rule';
  await serving(project, 'dev', { queries, ...inCatalogue() }, async () => {
    for (const format of ['text', 'markdown']) {
      expect((await project.run(`doctor -e dev --format ${format}`)).stdout).toContain(line);
    }
  });
  project.write('analytics-rules/rare.yaml', ruleText());
  const asked: string[] = [];
  await doctor({ onRequest: ({ method, path }) => asked.push(`${method} ${path}`) });
  expect(asked.filter((request) => /content(Templates|P)/.test(request))).toEqual([]);
  expect(asked.filter((request) => /^(PUT|DELETE|PATCH)/.test(request))).toEqual([]);
});
