// infra/test-tables.bicep and the bodies that seed sends are one and the same: names, versions, kinds and shapes.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { testTableOf } from '../../src/kql/rewrite/test-table.ts';
import { layoutFor } from '../../src/seeding/layout.ts';
import { templateParameters } from '../../src/seeding/template-parameters.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import {
  ruleBody,
  ruleKind,
  rulesApiVersion,
  tableBody,
  tablesApiVersion,
} from '../../src/workspace/seeding/seeding-bodies.ts';
import { bodiesOf } from './template-bodies.ts';

const template = readFileSync(new URL('../../infra/test-tables.bicep', import.meta.url), 'utf8');
const workspaceId =
  '/subscriptions/1/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/soc';
const place = { workspaceName: 'soc', location: 'westeurope' };

const catalogue = createTableCatalogue();
const layout = () => {
  const tables = ['AuditLogs', 'SigninLogs'].map((name) => {
    const made = testTableOf(catalogue.table(name)!);
    if ('problem' in made) throw new Error(made.problem);
    return made.table;
  });
  return layoutFor(tables, { workspaceId, tables: [], rules: [] });
};

test('the package brings the template', () => {
  const { files } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    files: string[];
  };
  expect(files).toContain('infra');
});

describe('the template', () => {
  test.each([
    ['Microsoft.OperationalInsights/workspaces/tables', tablesApiVersion],
    ['Microsoft.Insights/dataCollectionRules', rulesApiVersion],
  ])('%s is of version %s', (type, version) => {
    expect(template).toContain(`'${type}@${version}' = [`);
  });

  const body = ruleBody(
    { name: 'r', streams: [{ table: 'T', columns: [] }] },
    { location: 'l', workspaceId },
  );
  const properties = body['properties'] as Readonly<Record<string, unknown>>;
  const [flow] = properties['dataFlows'] as Readonly<Record<string, unknown>>[];

  test('bears the words of the bodies', () => {
    expect(template).toContain(`kind: '${ruleKind}'`);
    expect(template).toContain(`description: '${String(properties['description'])}'`);
    expect(template).toContain(`transformKql: '${String(flow!['transformKql'])}'`);
    expect(template).toContain(`destinations: ['${(flow!['destinations'] as string[])[0]}']`);
    expect(template).toContain("outputStream: 'Custom-${name}'");
    expect(flow!['outputStream']).toBe('Custom-T');
  });

  test('sets just the properties that seed sets', () => {
    const rule = /resource testRules[\s\S]*?^]/m.exec(template)![0];
    const set = Array.from(rule.matchAll(/^ {6}(\w+):/gm), (match) => match[1]);
    expect(set).toEqual(Object.keys(properties));
    const table = /resource testTables[\s\S]*?^]/m.exec(template)![0];
    expect(Array.from(table.matchAll(/^ {8}(\w+):/gm), (match) => match[1])).toEqual(['name', 'columns']);
    expect(tableBody({ name: 'T', columns: [] })).toEqual({
      properties: { schema: { name: 'T', columns: [] } },
    });
  });

  test('takes the parameters that seed writes, and needs no others', () => {
    const written = JSON.parse(templateParameters(layout(), place)) as { parameters: object };
    const needed = Array.from(template.matchAll(/^param (\w+) .*?(= .*)?$/gm), ([line, name]) => ({
      name,
      isOptional: line.includes(' = '),
    }));
    expect(Object.keys(written.parameters)).toEqual(
      needed.filter(({ isOptional }) => !isOptional).map(({ name }) => name),
    );
  });

  test('gives the role by which rows may be sent', () => {
    expect(template).toContain("var publisherRole = '3913510d-42f4-4e42-8a64-420c390055eb'");
  });
});

test('template and parameters make the bodies that seed sends', () => {
  const wanted = layout();
  const made = bodiesOf(templateParameters(wanted, place), workspaceId);
  expect(made.tables).toEqual(
    wanted.tables.map(({ table }) => ({ name: table.name, body: tableBody(table) })),
  );
  expect(made.rules).toEqual(
    wanted.rules.map(({ rule }) => ({
      name: rule.name,
      body: ruleBody(rule, { location: place.location, workspaceId }),
    })),
  );
});
