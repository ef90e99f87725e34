// The schema of files of cases is what the reader takes: files that are read fit it, and it finds what the reader refuses.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { caseFileSchema } from '../../scripts/pages/case-schema.ts';
import { casesFrom } from './fixture.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { $schema: _, ...schema } = caseFileSchema;
const validate = new Ajv({ allErrors: true }).compile(schema);

function faultsOf(text: string): readonly string[] {
  validate(parse(text, { merge: true }));
  return (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`);
}

test('docs/schemas/cases.schema.json is what the code says (UPDATE_DOCS=1 writes it)', () => {
  const path = join(root, 'docs/schemas/cases.schema.json');
  const text = `${JSON.stringify(caseFileSchema, null, 2)}\n`;
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, text);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('every file of cases fits', () => {
  const folders = ['analytics-rules', 'hunting-queries', 'parsers'].map((kind) => join(root, 'test', kind));
  const files = folders.flatMap((folder) =>
    (readdirSync(folder, { recursive: true }) as string[])
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => join(folder, path)),
  );
  expect(files.length).toBeGreaterThan(100);
  const faults = files.flatMap((file) => faultsOf(readFileSync(file, 'utf8')).map((fault) => [file, fault]));
  expect(faults).toEqual([]);
});

const good = `cases:
  - name: a
    seed: { SigninLogs: [{ Location: NL }] }
    alerts: [{ severity: High, entities: [{ type: IP, Address: 203.0.113.9 }] }]
`;

test('a good file', () => {
  expect(faultsOf(good)).toEqual([]);
  expect(casesFrom(good).diagnostics).toEqual([]);
});

test.each([
  ['a key of the file that nothing reads', good.replace('cases:', 'case:')],
  ['a key of a case that nothing reads', good.replace('alerts:', 'alert:')],
  ['a key of an alert that nothing reads', good.replace('severity:', 'severty:')],
  ['a severity that is none', good.replace('High', 'Grave')],
  ['a count that is none', good.replace(/alerts: .*/, 'alerts: -1')],
  ['rows that are no list', good.replace('[{ Location: NL }]', '{ Location: NL }')],
  ['none that is false', good.replace(/alerts: .*/, 'none: false')],
  ['a tier that is none', good.replace('name: a', 'name: a\n    tier: D')],
  ['a file without cases', 'cases: []\n'],
])('both find %s', (_name, text) => {
  expect(faultsOf(text)).not.toEqual([]);
  expect(casesFrom(text).diagnostics).not.toEqual([]);
});
