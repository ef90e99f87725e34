// An item passes the gate only with evidence of its very content, from the right place, passed, and fresh.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { appendEvidence, type Evidence, readEvidence } from '../../src/promotion/evidence.ts';
import { refusalLines, refusals } from '../../src/promotion/gate.ts';

const now = new Date('2026-01-15T12:00:00Z');
const day = 86_400_000;
const item = { id: 'a', name: 'Rule A', contentHash: 'h1' };
const workspace = '/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/dev';
const rules = {
  from: 'dev',
  to: 'prod',
  commit: 'c1',
  repository: 'contoso/detections',
  runId: '4711',
  workspace,
  require: ['validation'] as const,
  maxAgeMs: 7 * day,
};
const record = (changes: Partial<Evidence> = {}): Evidence => ({
  schemaVersion: 1,
  kind: 'validation',
  environment: 'dev',
  itemId: 'a',
  itemName: 'Rule A',
  contentHash: 'h1',
  result: 'passed',
  detail: '3 cases',
  commit: 'c1',
  repository: 'contoso/detections',
  runId: '4711',
  workspace: workspace.toUpperCase(),
  toolVersion: '0',
  at: '2026-01-15T11:00:00Z',
  ...changes,
});

test.each<[string, Evidence[], string | undefined]>([
  ['nothing', [], 'no validation in dev for this content'],
  ['a pass', [record()], undefined],
  ['a pass elsewhere', [record({ environment: 'test' })], 'no validation in dev for this content'],
  ['a pass of another kind', [record({ kind: 'smoke' })], 'no validation in dev for this content'],
  ['a pass of another item', [record({ itemId: 'b' })], 'no validation in dev for this content'],
  [
    'a pass of an earlier version',
    [record({ contentHash: 'h0' })],
    'no validation in dev for this content (there is some for another version)',
  ],
  [
    'a pass of no commit',
    [record({ commit: undefined })],
    'no validation in dev at this commit (there is some of no commit)',
  ],
  [
    'a pass of another commit',
    [record({ commit: 'c0ffee0001' })],
    'no validation in dev at this commit (there is some at c0ffee0)',
  ],
  [
    'a pass beside this commit, with uncommitted changes',
    [record({ commit: 'c0ffee0001-dirty' })],
    'no validation in dev at this commit (there is some at c0ffee0 with uncommitted changes)',
  ],
  [
    'a pass of this commit before a failure of another',
    [record({ commit: 'c1' }), record({ commit: 'c0ffee0001', result: 'failed' })],
    undefined,
  ],
  [
    'a failure after a pass',
    [record(), record({ result: 'failed', detail: 'case 2' })],
    'validation in dev failed: case 2',
  ],
  ['a pass after a failure', [record({ result: 'failed' }), record()], undefined],
  [
    'an old pass',
    [record({ at: '2026-01-08T11:59:59Z' })],
    'no validation in dev as young as asked for (the last is of 2026-01-08T11:59:59Z)',
  ],
  [
    'a pass that is yet to come',
    [record({ at: '2099-01-01T00:00:00Z' })],
    'no validation in dev of the past (the last is of 2099-01-01T00:00:00Z)',
  ],
  ['a pass by a clock that is minutes ahead', [record({ at: '2026-01-15T12:04:00Z' })], undefined],
  ['a pass just fresh enough', [record({ at: '2026-01-08T12:00:00Z' })], undefined],
  ['a pass of the repository in another case', [record({ repository: 'Contoso/Detections' })], undefined],
  [
    'a pass of another repository',
    [record({ repository: 'contoso/fork' })],
    'no validation in dev of this repository (there is some of contoso/fork)',
  ],
  [
    'a pass of no repository',
    [record({ repository: undefined })],
    'no validation in dev of this repository (there is some that says none)',
  ],
  [
    'a pass in another workspace',
    [record({ workspace: '/subscriptions/x' })],
    'no validation in dev in the workspace that its file names now (there is some of /subscriptions/x)',
  ],
  [
    'a pass of another run',
    [record({ runId: '1' })],
    'no validation in dev of this run (there is some of 1)',
  ],
  [
    'a pass of this run before a failure of another',
    [record(), record({ runId: '1', result: 'failed' })],
    undefined,
  ],
])('with %s', (_, evidence, reason) => {
  expect(refusals([item], evidence, { ...rules, now }).map((refusal) => refusal.reason)).toEqual(
    reason === undefined ? [] : [reason],
  );
});

test('outside a repository the content alone decides', () => {
  const { commit: _, ...anywhere } = rules;
  expect(refusals([item], [record({ commit: undefined })], { ...anywhere, now })).toEqual([]);
});

test('each kind that lacks names the command that gives it', () => {
  const all = { from: 'dev', to: 'prod', require: ['tests', 'validation', 'smoke'] as const };
  expect(refusals([item], [], { ...all, now }).map((refusal) => refusal.command)).toEqual([
    'sentinel-sync test --as prod',
    'sentinel-sync validate --environment dev --as prod',
    'sentinel-sync smoke --environment dev --as prod',
  ]);
});

test('a message has one line for each item', () => {
  const all = { from: 'dev', to: 'prod', require: ['tests', 'smoke'] as const };
  const refused = refusals([item, { ...item, id: 'b', name: 'Rule B' }], [], { ...all, now });
  expect(refusalLines(refused).split('\n    ').slice(1)).toEqual([
    'Rule A: no tests for this content; no smoke in dev for this content',
    'Rule B: no tests for this content; no smoke in dev for this content',
  ]);
});

describe('the evidence file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('gives back what was appended, in order', () => {
    const file = join(folder, 'deep/evidence.jsonl');
    expect(readEvidence(file)).toEqual([]);
    appendEvidence(file, [record()]);
    appendEvidence(file, [record({ result: 'failed' })]);
    expect(readEvidence(file)).toEqual([record(), record({ result: 'failed' })]);
  });

  test.each(['commit', 'runId', 'repository', 'workspace', 'detail'])(
    'a %s that is no text is no evidence',
    (key) => {
      const file = join(folder, `${key}.jsonl`);
      writeFileSync(file, `${JSON.stringify({ ...record(), [key]: 5 })}\n`);
      expect(() => readEvidence(file)).toThrow('not a record of evidence');
    },
  );

  test('a file that holds something else is not appended to', () => {
    const file = join(folder, 'notes.md');
    writeFileSync(file, '# Notes\n');
    expect(() => appendEvidence(file, [record()])).toThrow('holds something else');
    expect(readFileSync(file, 'utf8')).toBe('# Notes\n');
  });

  test('a folder in its place is an error', () => {
    expect(() => readEvidence(folder)).toThrow(
      expect.objectContaining({
        diagnostic: expect.objectContaining({ code: 'promotion/evidence-unreadable', file: folder }),
      }),
    );
  });

  const timeless = JSON.stringify(record({ at: 'yesterday' }));
  test.each(['{"schemaVersion":1', '[]', '{"schemaVersion":1,"kind":"vibes"}', timeless])(
    'refuses the line %s by its number',
    (line) => {
      const file = join(folder, 'bad.jsonl');
      writeFileSync(file, `${JSON.stringify(record())}\n${line}\n`);
      expect(() => readEvidence(file)).toThrow(
        expect.objectContaining({ diagnostic: expect.objectContaining({ line: 2 }) }),
      );
    },
  );
});
