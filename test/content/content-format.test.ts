// The schemas and the reference page of content files are what the models say, and good files fit the schemas.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderContentFormat } from '../../scripts/pages/content-format.ts';
import { contentSchema } from '../../scripts/pages/content-schema.ts';
import { parseContent } from '../../src/content/files/load.ts';
import { allContentKinds, definitionOf } from '../../src/content/kinds/kinds.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const update = process.env['UPDATE_DOCS'] === '1';

function expectFile(file: string, text: string): void {
  const path = join(root, 'docs', file);
  if (update) writeFileSync(path, text);
  expect(readFileSync(path, 'utf8')).toBe(text);
}

test.each(allContentKinds)('docs/schemas has the schema of $words.one (UPDATE_DOCS=1 writes it)', (kind) => {
  expectFile(`schemas/${kind.kind}.schema.json`, `${JSON.stringify(contentSchema(kind), null, 2)}\n`);
});

test('docs/reference/content-format.md is what the models say (UPDATE_DOCS=1 writes it)', () => {
  expectFile('reference/content-format.md', renderContentFormat());
});

const yamlBelow = (folder: string) =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => join(folder, path));

const validators = new Map(
  allContentKinds.map((kind) => {
    const { $schema: _, ...schema } = contentSchema(kind);
    return [kind.kind, new Ajv({ allErrors: true }).compile(schema)] as const;
  }),
);

/** What the schema of the file's own kind has against it: `.severity should be equal to one of the allowed values`. */
function faultsOf(text: string, file: string): readonly string[] {
  const { item } = parseContent(text, { file });
  const validate = validators.get(item!.kind)!;
  validate(parse(text));
  return (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`);
}

const shipped = allContentKinds.flatMap(({ folder }) =>
  existsSync(join(root, folder)) ? yamlBelow(folder) : [],
);
const good = yamlBelow('test/checks/fixtures').filter((path) => path.endsWith('/good.yaml'));

test.each([...shipped, ...good])('%s fits its schema', (file) => {
  expect(faultsOf(readFileSync(join(root, file), 'utf8'), file)).toEqual([]);
});

describe('a schema finds', () => {
  const rule = readFileSync(join(root, shipped.find((file) => file.startsWith('analytics-rules/'))!), 'utf8');
  test.each([
    ['a misspelt key', 'queryFrequency:', 'queryFrequncy:', 'should NOT have additional properties'],
    ['a missing key', /^severity: .*\n/m, '', "should have required property 'severity'"],
    ['a word of no list', /^severity: .*$/m, 'severity: Severe', '.severity should be equal to one of'],
    ['a length of time that is none', /^queryPeriod: .*$/m, 'queryPeriod: soon', '.queryPeriod should match'],
    ['a field of another kind', 'kind: Scheduled', 'kind: NRT', '.queryFrequency boolean schema is false'],
  ])('%s', (_name, before, after, fault) => {
    expect(rule).toMatch(before);
    expect(faultsOf(rule.replace(before, after), 'rule.yaml').join('\n')).toContain(fault);
  });

  test('nothing of what a hunting query does not have', () => {
    expect(Object.keys(contentSchema(definitionOf('hunting-query'))['properties'] as object)).not.toContain(
      'kind',
    );
  });
});
