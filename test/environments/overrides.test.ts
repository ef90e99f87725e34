// What an environment changes about content: what it leaves out, switches, severities, locks; and selectors that fit nothing.
import { describe, expect, it } from 'vitest';
import { parseContent } from '../../src/content/files/load.ts';
import { contentHash } from '../../src/content/hash.ts';
import { contentKindDefinitions } from '../../src/content/kinds/kinds.ts';
import { loadEnvironment } from '../../src/environments/load-environment.ts';
import { effectiveItems } from '../../src/plan/effective-item.ts';
import { temporaryProject } from '../content/project.ts';
import { userErrorOf } from './user-error.ts';

const id = (number: number) => `0a000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

function item(file: string, yaml: string) {
  const kind = file.startsWith('analytics-rules/') ? 'analytics-rule' : 'hunting-query';
  const parsed = parseContent(yaml, { file, kind });
  if (parsed.item === undefined) throw new Error(JSON.stringify(parsed.diagnostics));
  return parsed.item;
}

const clone = item(
  'analytics-rules/git/clone.yaml',
  `id: ${id(1)}\nname: Clone\nkind: Scheduled\nseverity: High\nquery: T\ntags: [git, noisy]\nrelevantTechniques: [T1213.003]\n`,
);
const push = item(
  'analytics-rules/git/push.yaml',
  `id: ${id(2)}\nname: Push\nkind: NRT\nseverity: High\nquery: T\ntags: [git]\nrelevantTechniques: [T1567]\n`,
);
const fusion = item('analytics-rules/fusion.yaml', `id: ${id(3)}\nkind: Fusion\nalertRuleTemplateName: f\n`);
const hunt = item('hunting-queries/rare.yaml', `id: ${id(4)}\nname: Rare\nquery: T\ntags: [git]\n`);
const items = [clone, push, fusion, hunt];

function load(yaml: string) {
  const projectFolder = temporaryProject({ 'environments/a.yaml': `workspace: embedded\n${yaml}` });
  return loadEnvironment({ projectFolder, name: 'a', variables: {} });
}
const effective = (yaml: string) => effectiveItems(items, load(yaml));
const filesOf = (chosen: readonly { file: string }[]) =>
  chosen.map(({ file }) => file.replace(/^.*\/|\.yaml$/g, ''));

describe('content', () => {
  it.each([
    ['nothing said', '', ['clone', 'push', 'fusion', 'rare']],
    ['by id, in any case', `content: { include: [{ id: ${id(1).toUpperCase()} }] }`, ['clone']],
    ['by tag', 'content: { include: [{ tag: git }] }', ['clone', 'push', 'rare']],
    ['by technique of a sub-technique', 'content: { include: [{ technique: T1213 }] }', ['clone']],
    ['by sub-technique', 'content: { include: [{ technique: T1213.003 }] }', ['clone']],
    ['by folder', 'content: { include: [{ folder: analytics-rules/git }] }', ['clone', 'push']],
    ['by glob', 'content: { include: [{ folder: "**/push.yaml" }] }', ['push']],
    ['by one of several', `content: { include: [{ id: [${id(1)}, ${id(3)}] }] }`, ['clone', 'fusion']],
    ['by all keys at once', 'content: { include: [{ tag: git, folder: hunting-queries }] }', ['rare']],
    ['by either entry', `content: { include: [{ tag: noisy }, { id: ${id(3)} }] }`, ['clone', 'fusion']],
    ['less what is excluded', 'content: { exclude: [{ tag: noisy }] }', ['push', 'fusion', 'rare']],
    [
      'included, less what is excluded',
      'content: { include: [{ tag: git }], exclude: [{ technique: T1567 }] }',
      ['clone', 'rare'],
    ],
  ])('%s', (_name, yaml, expected) => {
    const { items: chosen, excluded, diagnostics } = effective(`${yaml}\n`);
    expect(filesOf(chosen)).toEqual(expected);
    expect(excluded).toHaveLength(items.length - expected.length);
    expect(diagnostics).toEqual([]);
  });
});

describe('overrides', () => {
  const valuesOf = (yaml: string, file: string) =>
    effective(yaml).items.find((each) => each.file === file)?.values;

  it('set switch and severity of the rules they choose, the later entry over the earlier', () => {
    const yaml = `overrides:
  - match: { tag: git }
    enabled: false
    severity: Low
  - match: { id: ${id(2)} }
    severity: Medium
`;
    expect(valuesOf(yaml, clone.file)).toMatchObject({ enabled: false, severity: 'Low' });
    expect(valuesOf(yaml, push.file)).toMatchObject({ enabled: false, severity: 'Medium' });
    expect(effective(yaml).items.find((each) => each.kind === 'hunting-query')).toBe(hunt);
  });

  it('make another content, which asks for evidence of its own', () => {
    const [made] = effective('overrides: [{ match: { tag: noisy }, severity: Low }]\n').items;
    const { toBody } = contentKindDefinitions['analytics-rule'];
    const hash = (of: typeof clone) => contentHash(contentKindDefinitions['analytics-rule'], toBody(of));
    expect(hash(made!)).not.toBe(hash(clone));
    expect(toBody(made!).properties).toEqual({ ...toBody(clone).properties, severity: 'Low' });
  });

  it('lock, and unlock one of many', () => {
    const yaml = `overrides:
  - { match: { tag: git }, locked: true }
  - { match: { id: ${id(2)} }, locked: false }
`;
    expect([...effective(yaml).locked]).toEqual([clone.file, hunt.file]);
  });

  it.each([
    ['content: { exclude: [{ tag: nosiy }] }', 'Nothing is chosen by tag nosiy: no content item fits', 2, 22],
    [
      `content:\n  include:\n    - tag: git\n      technique: T9999`,
      'Nothing is chosen by tag git, technique T9999: no content item fits',
      4,
      7,
    ],
    [
      `overrides:\n  - match: { id: ${id(9)} }\n    enabled: false`,
      `Nothing is chosen by id ${id(9)}: no content item fits`,
      3,
      12,
    ],
    [
      'overrides: [{ match: { folder: hunting-queries }, severity: Low }]',
      'Nothing is chosen by folder hunting-queries: no analytics rule fits, and only those have severity',
      2,
      22,
    ],
    [
      `overrides: [{ match: { id: ${id(3)} }, severity: Low }]`,
      `Nothing is chosen by id ${id(3)}: no analytics rule fits, and only those have severity`,
      2,
      22,
    ],
  ])('a selector that fits nothing is an error at its place: %s', (yaml, message, line, column) => {
    expect(effective(`${yaml}\n`).diagnostics).toEqual([
      expect.objectContaining({
        code: 'environment/stray-selector',
        severity: 'error',
        message,
        file: 'environments/a.yaml',
        line,
        column,
      }),
    ]);
  });

  it('what is said of the rest of the project is not stray where a part is looked at', () => {
    const environment = load('overrides: [{ match: { tag: noisy }, severity: Low }]\n');
    expect(effectiveItems([push], environment, items).diagnostics).toEqual([]);
    expect(effectiveItems([push], environment).diagnostics).toHaveLength(1);
  });

  it.each([
    ['overrides: [{ match: {}, enabled: true }]', 'environment/bad-value', 22],
    ['overrides: [{ match: { tag: [] }, enabled: true }]', 'environment/bad-value', 29],
    ['overrides: [{ match: { tag: a } }]', 'environment/bad-value', 13],
    ['overrides: [{ enabled: true }]', 'environment/missing-key', 13],
    ['overrides: [{ match: { tags: a }, enabled: true }]', 'environment/unknown-key', 24],
    ['overrides: [{ match: { tag: a }, enabled: maybe }]', 'environment/bad-value', 43],
    ['overrides: [{ match: { tag: a }, severity: Critical }]', 'environment/bad-value', 44],
    ['overrides: { tag: a }', 'environment/bad-value', 12],
    ['content: { only: [] }', 'environment/unknown-key', 12],
    ['onMissingTables: ignore', 'environment/bad-value', 18],
    ['capacity: { scheduled: many }', 'environment/bad-value', 24],
  ])('a mistake is told at its place: %s', (yaml, code, column) => {
    const { diagnostic } = userErrorOf(() => load(`${yaml}\n`));
    expect(diagnostic).toMatchObject({ code, file: 'environments/a.yaml', line: 2, column });
    expect(diagnostic.hint).toMatch(/\S/);
  });
});
