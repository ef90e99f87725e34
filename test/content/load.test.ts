// Loading content: good files in order, each kind of bad file as one clear finding, and the rest going on.
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentCodes } from '../../src/content/codes.ts';
import type { ContentFolder } from '../../src/content/files/content-files.ts';
import { loadContent, parseContent } from '../../src/content/files/load.ts';
import type { UserError } from '../../src/diagnostics/user-error.ts';
import { temporaryProject } from './project.ts';

const folders: readonly ContentFolder[] = [
  { kind: 'analytics-rule', path: 'analytics-rules' },
  { kind: 'hunting-query', path: 'hunting-queries' },
];

const good = 'id: 0A0B0C0D-0000-4000-8000-000000000001\nname: Good\n';

function load(files: Readonly<Record<string, string | Uint8Array>>, paths?: readonly string[]) {
  return loadContent({ projectFolder: temporaryProject(files), folders, paths });
}

describe('good files', () => {
  it('come sorted by path, from subfolders too, as .yaml and .yml', () => {
    const { items, diagnostics } = load({
      'hunting-queries/z.yml': good,
      'analytics-rules/b.yaml': good,
      'analytics-rules/a/c.yaml': good,
      'analytics-rules/README.md': '# rules',
      'analytics-rules/.gitkeep': '',
      'analytics-rules/node_modules/x.yaml': good,
      'other/d.yaml': good,
    });
    expect(diagnostics).toEqual([]);
    expect(items.map(({ file, kind, slug }) => [file, kind, slug])).toEqual([
      ['analytics-rules/a/c.yaml', 'analytics-rule', 'c'],
      ['analytics-rules/b.yaml', 'analytics-rule', 'b'],
      ['hunting-queries/z.yml', 'hunting-query', 'z'],
    ]);
  });

  it('have their id in lower case and their name', () => {
    const { items } = load({ 'analytics-rules/a.yaml': good });
    expect(items[0]).toMatchObject({ id: '0a0b0c0d-0000-4000-8000-000000000001', name: 'Good' });
  });

  it('without id or name are items with empty ones', () => {
    const { items } = load({ 'analytics-rules/a.yaml': 'severity: Low\n' });
    expect(items[0]).toMatchObject({ id: '', name: '' });
  });

  it('may begin with a byte order mark and end lines with CRLF', () => {
    const { items, diagnostics } = load({
      'analytics-rules/a.yaml': '\ufeffid: x\r\nquery: |\r\n  T\r\n  | count\r\n',
    });
    expect(diagnostics).toEqual([]);
    expect(items[0]?.values).toEqual({ id: 'x', query: 'T\n| count\n' });
    expect(items[0]?.source.insideAt(['query'], 4)).toEqual({ line: 4, column: 5 });
  });

  it('may be no more than one file or folder that was asked for', () => {
    const files = {
      'analytics-rules/a.yaml': good,
      'analytics-rules/sub/b.yaml': good,
      'hunting-queries/c.yaml': good,
    };
    const names = (paths: string[]) => load(files, paths).items.map(({ file }) => file);
    expect(names(['analytics-rules/a.yaml'])).toEqual(['analytics-rules/a.yaml']);
    expect(names(['analytics-rules/sub', 'hunting-queries'])).toEqual([
      'analytics-rules/sub/b.yaml',
      'hunting-queries/c.yaml',
    ]);
    expect(names(['.', 'analytics-rules'])).toHaveLength(3);
  });

  it('outside the content folders show their kind by what they hold', () => {
    const { items } = load({ 'elsewhere/a.yaml': 'kind: NRT\n', 'elsewhere/b.yaml': 'name: b\n' }, [
      'elsewhere',
    ]);
    expect(items.map(({ kind }) => kind)).toEqual(['analytics-rule', 'hunting-query']);
  });
});

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const bomb = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...['b', 'c', 'd', 'e', 'f', 'g'].map((name, i) => {
    const previous = 'abcdef'[i]!;
    return `${name}: &${name} [${Array(9).fill(`*${previous}`).join(',')}]`;
  }),
].join('\n');

describe('bad files', () => {
  it.each([
    ['text where a key belongs', 'id: x\nquery: |\nT\n| count\n', 'content/yaml-syntax', 3],
    ['tab as indentation', 'id: x\ntactics:\n\t- Impact\n', 'content/yaml-syntax', 3],
    ['colon in a plain value', 'id: x\nname: a: b\n', 'content/yaml-syntax', 2],
    ['open quote', 'id: x\nname: "a\nseverity: Low\n', 'content/yaml-syntax', undefined],
    ['unresolved alias', 'id: x\nname: *nobody\n', 'content/yaml-syntax', 2],
    ['duplicate key', 'id: x\nname: a\nname: b\n', 'content/duplicate-key', 3],
    ['duplicate key in two spellings', 'id: x\nName: a\nname: b\n', 'content/duplicate-key', 3],
    ['duplicate key deep down', 'customDetails:\n  A: b\n  A: c\n', 'content/duplicate-key', 3],
    ['several documents', 'id: x\n---\nid: y\n', 'content/several-documents', 2],
    ['alias bomb', bomb, 'content/too-many-values', undefined],
    ['alias of itself', 'a: &a [*a]\n', 'content/too-deep', 1],
    ['a hundred thousand brackets', `a: ${deep}`, 'content/too-deep', undefined],
    ['a hundred levels', `a: ${'['.repeat(100)}${']'.repeat(100)}`, 'content/too-deep', 1],
    ['a key that is a list', '? [a, b]\n: c\n', 'content/bad-key', 1],
    ['empty', '', 'content/empty-file', undefined],
    ['only comments', '# nothing\n', 'content/empty-file', undefined],
    ['a list', '- id: x\n', 'content/not-a-map', 1],
    ['a word', 'hello\n', 'content/not-a-map', 1],
    ['NUL byte', 'id: x\nname: a\0b\n', 'content/not-text', 2],
    ['picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'content/not-text', 1],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x69, 0, 0x64, 0]), 'content/not-text', undefined],
    ['Latin-1', new Uint8Array([0x69, 0x3a, 0x20, 0x78, 0x0a, 0x6e, 0xe9, 0x0a]), 'content/not-text', 2],
    ['over 1 MB', `# ${'x'.repeat(1024 * 1024)}`, 'content/too-large', undefined],
    ['10 MB', new Uint8Array(10 * 1024 * 1024), 'content/too-large', undefined],
  ])('%s: one finding, and the other file is loaded', (_name, content, code, line) => {
    const { items, diagnostics } = load({
      'analytics-rules/bad.yaml': content,
      'analytics-rules/good.yaml': good,
    });
    expect(items.map(({ file }) => file)).toEqual(['analytics-rules/good.yaml']);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code, severity: 'error', file: 'analytics-rules/bad.yaml' });
    expect(diagnostics[0]?.hint).toMatch(/^[A-Z].*\.$/);
    if (line !== undefined) expect(diagnostics[0]?.line).toBe(line);
    expect(Object.keys(contentCodes)).toContain(code);
  });

  it.each([
    ['query: |\nT\n| count\n', 'Text stands where a key was expected'],
    [
      'id: x\n name: b\n',
      'A key stands inside the value of another: two `: ` on one line, or a line indented too far',
    ],
    ['name: [a, b\nkind: c\n', 'A bracket or brace is not closed'],
    ["name: 'it's'\n", 'Text stands after the end of the value'],
    ['query: |T\n', 'Text stands on the line of `|` or `>`'],
    ['name: {{a}}\n', 'A key is empty, a list or a map'],
    [`name: ${'!'.repeat(5000)}\n`, expect.stringMatching(/^.{1,161}$/)],
  ])('%j: %s', (text, message) => {
    const { diagnostics } = parseContent(text, { file: 'a.yaml', kind: 'analytics-rule' });
    expect(diagnostics).toMatchObject([{ message }]);
  });

  it('name the place to the column', () => {
    const { diagnostics } = load({
      'analytics-rules/a.yaml': 'id: x\nentityMappings:\n  - entityType: a: b\n',
    });
    expect(diagnostics).toMatchObject([{ line: 3, column: 17 }]);
  });

  it('with an unknown tag are read, with a warning', () => {
    const { items, diagnostics } = load({ 'analytics-rules/a.yaml': 'id: x\nname: !odd y\n' });
    expect(items[0]?.name).toBe('y');
    expect(diagnostics).toMatchObject([{ code: 'content/yaml-tag', severity: 'warning', line: 2 }]);
  });

  it('that are not YAML are a warning', () => {
    const { items, diagnostics } = load({ 'analytics-rules/a.json': '{}' });
    expect(items).toEqual([]);
    expect(diagnostics).toMatchObject([
      { code: 'content/not-yaml', severity: 'warning', file: 'analytics-rules/a.json' },
    ]);
  });

  it('cannot reach the prototype of an object', () => {
    const { item } = parseContent('__proto__:\n  polluted: true\n', {
      file: 'a.yaml',
      kind: 'analytics-rule',
    });
    expect(Object.keys(item?.values ?? {})).toEqual(['__proto__']);
    expect(item?.values['polluted']).toBeUndefined();
  });
});

describe('links', () => {
  function linked(name: string, target: (folder: string) => string) {
    const folder = temporaryProject({ 'analytics-rules/good.yaml': good });
    symlinkSync(target(folder), join(folder, 'analytics-rules', name));
    return loadContent({ projectFolder: folder, folders });
  }

  it.each([
    [
      'to a folder above',
      'loop',
      (folder: string) => join(folder, 'analytics-rules'),
      'content/symlink-loop',
    ],
    ['to itself', 'self.yaml', () => 'self.yaml', 'content/unreadable'],
    ['to nothing', 'gone.yaml', () => 'nowhere.yaml', 'content/unreadable'],
  ])('%s: one finding', (_name, name, target, code) => {
    const { items, diagnostics } = linked(name, target);
    expect(items).toHaveLength(1);
    expect(diagnostics).toMatchObject([{ code, file: `analytics-rules/${name}` }]);
  });

  it('out of the project: one finding, nothing read', () => {
    const outside = temporaryProject({ 'secret.yaml': 'name: secret\n' });
    const { items, diagnostics } = linked('out.yaml', () => join(outside, 'secret.yaml'));
    expect(items.map(({ name }) => name)).toEqual(['Good']);
    expect(diagnostics).toMatchObject([{ code: 'content/outside-project' }]);
  });

  it('to a file of the project are followed', () => {
    const { items, diagnostics } = linked('copy.yaml', (folder) => join(folder, 'analytics-rules/good.yaml'));
    expect(diagnostics).toEqual([]);
    expect(items).toHaveLength(2);
  });
});

describe('folders', () => {
  it('that are absent hold nothing, unless somebody named them', () => {
    const projectFolder = temporaryProject({ 'x.txt': '' });
    expect(loadContent({ projectFolder, folders })).toEqual({ items: [], diagnostics: [] });
    const named: ContentFolder = {
      kind: 'analytics-rule',
      path: 'rules',
      namedAt: { file: 'sentinel-sync.yaml', line: 3, column: 5 },
    };
    expect(() => loadContent({ projectFolder, folders: [named] })).toThrowError(
      expect.objectContaining({
        diagnostic: expect.objectContaining({ code: 'project/missing-folder', line: 3, column: 5 }),
      }),
    );
  });

  it('or files that were asked for and do not exist are a usage error', () => {
    const projectFolder = temporaryProject({ 'analytics-rules/a.yaml': good });
    const thrown = (() => {
      try {
        loadContent({ projectFolder, folders, paths: ['analytics-rules/b.yaml'] });
      } catch (error) {
        return error as UserError;
      }
      return undefined;
    })();
    expect(thrown?.diagnostic).toMatchObject({ code: 'content/no-such-path', severity: 'error' });
    expect(thrown?.exitCode).toBe(3);
  });

  it('may stand where a file should: a folder named like a rule is entered', () => {
    const folder = temporaryProject({ 'analytics-rules/odd.yaml/inner.yaml': good });
    writeFileSync(join(folder, 'analytics-rules/odd.yaml/notes.txt'), 'x');
    const { items, diagnostics } = loadContent({ projectFolder: folder, folders });
    expect(items.map(({ file }) => file)).toEqual(['analytics-rules/odd.yaml/inner.yaml']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['content/not-yaml']);
  });
});

describe('keys', () => {
  const text = [
    'Id: x',
    'Name: y',
    'EntityMappings:',
    '  - EntityType: Host',
    '    FieldMappings:',
    '      - Identifier: FullName',
    '        ColumnName: Computer',
    'CustomDetails:',
    '  EntityType: Computer',
    'queryfrequency: 1h',
    'displayname_: z',
    'Odd: 1',
  ].join('\n');
  const { item } = parseContent(text, { file: 'a.yaml', kind: 'analytics-rule' });

  it('in PascalCase are canonical at every level of the format, and as written elsewhere', () => {
    expect(item?.values).toEqual({
      id: 'x',
      name: 'y',
      entityMappings: [
        { entityType: 'Host', fieldMappings: [{ identifier: 'FullName', columnName: 'Computer' }] },
      ],
      customDetails: { EntityType: 'Computer' },
      queryFrequency: '1h',
      displayname_: 'z',
      Odd: 1,
    });
  });

  it('keep their spelling', () => {
    expect(item?.spelling.get('entityMappings.0.fieldMappings.0.columnName')).toBe('ColumnName');
    expect(item?.spelling.get('queryFrequency')).toBe('queryfrequency');
    expect(item?.spelling.get('customDetails.EntityType')).toBe('EntityType');
    expect(item?.source.keyAt(['entityMappings', 0, 'fieldMappings', 0, 'columnName'])).toEqual({
      line: 7,
      column: 9,
      endColumn: 19,
    });
  });

  it('of a portal export: displayName is the name', () => {
    const { item } = parseContent('displayName: y\n', { file: 'a.yaml', kind: 'analytics-rule' });
    expect(item?.name).toBe('y');
    expect(item?.spelling.get('name')).toBe('displayName');
  });
});
