// sentinel-sync.yaml: defaults, what it may say, and each mistake with its place.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../../src/environments/glob.ts';
import { isExpired, levelFor, suppressionFor } from '../../src/environments/levels.ts';
import { loadProject } from '../../src/environments/load-project.ts';
import { temporaryProject } from '../content/project.ts';
import { userErrorOf } from './user-error.ts';

function load(yaml: string) {
  return loadProject(temporaryProject({ 'sentinel-sync.yaml': yaml }));
}

const nothing = {
  contentFolders: [
    { kind: 'analytics-rule', path: 'analytics-rules' },
    { kind: 'parser', path: 'parsers' },
    { kind: 'hunting-query', path: 'hunting-queries' },
  ],
  folders: {
    tests: 'test',
    tables: 'tables',
    watchlists: 'watchlists',
    fixtures: 'fixtures',
    environments: 'environments',
  },
  levels: [],
  suppressions: [],
  maxDeletes: { count: 5, percent: 10 },
  defaults: { environment: 'local', concurrency: 4 },
};

describe('loadProject', () => {
  it('without a file, and with an empty one, gives the defaults', () => {
    const folder = temporaryProject({ 'x.txt': '' });
    expect(loadProject(folder)).toEqual({ ...nothing, folder });
    expect(load('# nothing\n')).toMatchObject({ ...nothing, file: 'sentinel-sync.yaml' });
  });

  it('reads the file this repository ships', () => {
    const folder = fileURLToPath(new URL('../../', import.meta.url));
    expect(existsSync(`${folder}sentinel-sync.yaml`)).toBe(true);
    expect(loadProject(folder)).toMatchObject({ owner: 'sentinel-sync', folders: nothing.folders });
  });

  it('reads everything it may say', () => {
    const project = load(`
folders:
  analyticsRules: [Detections, More]
  huntingQueries: Hunting Queries
  tests: cases
checks:
  content/unknown-key: error
  kql/*: off
paths:
  - path: Detections/legacy/**
    checks:
      content/unknown-key: info
suppressions:
  - code: content/short-name
    path: Detections/a.yaml
    reason: Historic
    expires: 2026-12-31
owner: contoso/detections
maxDeletes: 20%
defaults:
  environment: dev
  concurrency: 2
`);
    expect(project.contentFolders).toEqual([
      {
        kind: 'analytics-rule',
        path: 'Detections',
        namedAt: { file: 'sentinel-sync.yaml', line: 3, column: 20, endColumn: 30 },
      },
      {
        kind: 'analytics-rule',
        path: 'More',
        namedAt: { file: 'sentinel-sync.yaml', line: 3, column: 32, endColumn: 36 },
      },
      { kind: 'parser', path: 'parsers' },
      {
        kind: 'hunting-query',
        path: 'Hunting Queries',
        namedAt: { file: 'sentinel-sync.yaml', line: 4, column: 19, endColumn: 34 },
      },
    ]);
    expect(project).toMatchObject({
      folders: { tests: 'cases', tables: 'tables' },
      suppressions: [
        { code: 'content/short-name', reason: 'Historic', expires: '2026-12-31', at: { line: 14 } },
      ],
      owner: 'contoso/detections',
      maxDeletes: { percent: 20 },
      defaults: { environment: 'dev', concurrency: 2 },
    });
    expect(levelFor(project, 'content/unknown-key', 'Detections/a.yaml')).toBe('error');
    expect(levelFor(project, 'content/unknown-key', 'Detections/legacy/x/a.yaml')).toBe('info');
    expect(levelFor(project, 'kql/unsupported-function', 'Detections/a.yaml')).toBe('off');
    expect(levelFor(project, 'content/other', 'Detections/a.yaml')).toBeUndefined();
  });

  it.each([
    ['a misspelt key', 'folder:\n  tests: x\n', 'project/unknown-key', 1, 1, 'Did you mean `folders`?'],
    ['a misspelt key below', 'folders:\n  test: x\n', 'project/unknown-key', 2, 3, 'Did you mean `tests`?'],
    ['a key like nothing known', 'zzzzzz: 1\n', 'project/unknown-key', 1, 1, /^Use one of: folders, /],
    ['a level that is none', 'checks:\n  a/b: eror\n', 'project/bad-value', 2, 8, 'Did you mean `error`?'],
    ['a list where a map belongs', 'checks: [a]\n', 'project/bad-value', 1, 9, /key: value/],
    ['a map where a list belongs', 'paths:\n  path: x\n', 'project/bad-value', 2, 3, /^Start each item/],
    ['levels for no path', 'paths:\n  - checks: {}\n', 'project/missing-key', 2, 5, /folder or a glob/],
    ['no reason', 'suppressions:\n  - code: a/b\n    path: x\n', 'project/missing-key', 2, 5, /why/],
    [
      'an empty reason',
      'suppressions:\n  - { code: a/b, path: x, reason: " " }\n',
      'project/bad-value',
      2,
      35,
      /text/,
    ],
    [
      'a day that is none',
      'suppressions:\n  - { code: a, path: x, reason: y, expires: 2026-02-30 }\n',
      'project/bad-value',
      2,
      45,
      /YYYY/,
    ],
    ['a number that is none', 'maxDeletes: many\n', 'project/bad-value', 1, 13, /0 or more/],
    ['over 100 %', 'maxDeletes: 101%\n', 'project/bad-value', 1, 13, /100 %/],
    ['no concurrency', 'defaults:\n  concurrency: 0\n', 'project/bad-value', 2, 16, /1 or more/],
    ['no map at all', '- a\n', 'project/bad-value', 1, 1, /key: value/],
    ['broken YAML', 'owner: "x\n', 'content/yaml-syntax', 2, 1, /Correct the YAML/],
  ])('%s', (_name, yaml, code, line, column, hint) => {
    const { diagnostic, exitCode } = userErrorOf(() => load(yaml));
    expect(diagnostic).toMatchObject({ code, file: 'sentinel-sync.yaml', line, column });
    expect(diagnostic.hint).toMatch(hint);
    expect(exitCode).toBe(3);
  });
});

describe('suppressions', () => {
  const project = load(
    'suppressions:\n  - { code: content/*, path: rules/**, reason: known, expires: 2026-06-30 }\n',
  );

  it.each([
    ['content/a', 'rules/x/y.yaml', '2026-06-30', true],
    ['content/a', 'rules/x/y.yaml', '2026-07-01', false],
    ['kql/a', 'rules/x/y.yaml', '2026-06-30', false],
    ['content/a', 'other/y.yaml', '2026-06-30', false],
    ['content/a', undefined, '2026-06-30', false],
  ])('%s in %s on %s: %s', (code, file, today, covered) => {
    expect(suppressionFor(project, { code, file }, today) !== undefined).toBe(covered);
  });

  it('expire after their last day, or never', () => {
    const [suppression] = project.suppressions;
    expect(isExpired(suppression!, '2026-06-30')).toBe(false);
    expect(isExpired(suppression!, '2026-07-01')).toBe(true);
    expect(isExpired({ ...suppression!, expires: undefined }, '9999-12-31')).toBe(false);
  });
});

describe('matchesGlob', () => {
  it.each([
    ['a/*.yaml', 'a/b.yaml', true],
    ['a/*.yaml', 'a/b/c.yaml', false],
    ['a/**', 'a/b/c.yaml', true],
    ['a/**/c.yaml', 'a/c.yaml', true],
    ['**/c.yaml', 'a/b/c.yaml', true],
    ['a', 'a/b.yaml', true],
    ['./a/', 'a/b.yaml', true],
    ['a', 'ab/c.yaml', false],
    ['a?.yaml', 'ab.yaml', true],
    ['a.yaml', 'abyaml', false],
    ['[x](y)+', '[x](y)+', true],
  ])('%s on %s: %s', (pattern, path, matches) => {
    expect(matchesGlob(pattern, path)).toBe(matches);
  });
});
