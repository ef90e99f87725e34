// Hunting queries: YAML to saved search, both spellings the service answers in, and tags that are not ours.
import { describe, expect, it } from 'vitest';
import { createBody, differences } from '../../src/content/compare.ts';
import { parseContent } from '../../src/content/files/load.ts';
import { contentHash } from '../../src/content/hash.ts';
import type { ResourceBody } from '../../src/content/kinds/content-kind.ts';
import { definitionOf } from '../../src/content/kinds/kinds.ts';

const hunting = definitionOf('hunting-query');

const yaml = `
id: 11b8daa5-fe15-4664-b332-8f26d3c0b3a7
name: Code leaves
description: Looks for it.
requiredDataConnectors: []
tactics: [Reconnaissance, Collection]
relevantTechniques: [T1593.003, T1213]
query: |
  T
  | count
entityMappings: []
version: 1.0.0
`;

function body(text: string): ResourceBody {
  const { item } = parseContent(text, { file: 'hunting-queries/a.yaml', kind: 'hunting-query' });
  return hunting.toBody(item!);
}

const pascal: ResourceBody = {
  properties: {
    Category: 'Hunting Queries',
    DisplayName: 'Code leaves',
    Query: 'T\r\n| count',
    Version: 2,
    Tags: [
      { Name: 'Description', Value: 'Looks for it.' },
      { Name: 'tactics', Value: 'Collection, Reconnaissance' },
      { Name: 'techniques', Value: 'T1213,T1593' },
      { Name: 'subTechniques', Value: 'T1593.003' },
      { Name: 'createdBy', Value: 'someone@contoso.com' },
      { Name: 'createdTimeUtc', Value: '12/02/2019 09:21:18' },
      { Name: 'someone@contoso.com', Value: 'false' },
    ],
  },
};

describe('a hunting query', () => {
  it('becomes a saved search of the portal', () => {
    expect(body(yaml)).toEqual({
      properties: {
        category: 'Hunting Queries',
        displayName: 'Code leaves',
        query: 'T\n| count\n',
        version: 2,
        tags: [
          { name: 'description', value: 'Looks for it.' },
          { name: 'tactics', value: 'Reconnaissance,Collection' },
          { name: 'techniques', value: 'T1593,T1213' },
          { name: 'subTechniques', value: 'T1593.003' },
        ],
      },
    });
  });

  it('states only the tags its file states', () => {
    expect(body('name: x\nquery: T\n').properties['tags']).toEqual([]);
    expect(hunting.statedPaths(body('name: x\nquery: T\ntactics: [Impact]\n'))).toEqual([
      ['category'],
      ['displayName'],
      ['query'],
      ['version'],
      ['tags', 'tactics'],
    ]);
  });

  it('is created with the tags the portal shows', () => {
    expect(createBody(hunting, body('name: x\nquery: T\ndescription: d\n')).properties['tags']).toEqual([
      { name: 'description', value: 'd' },
      { name: 'createdBy', value: '' },
      { name: 'createdTimeUtc', value: '' },
    ]);
  });

  it('is the same as a PascalCase answer with tags of others, other line ends and order', () => {
    expect(differences(hunting, body(yaml), pascal)).toEqual([]);
    const bare = {
      properties: { ...pascal.properties, Tags: (pascal.properties['Tags'] as unknown[]).slice(0, 4) },
    };
    expect(contentHash(hunting, bare)).toBe(contentHash(hunting, body(yaml)));
  });

  it('shows what differs by tag', () => {
    const changed = body(yaml.replace('[Reconnaissance, Collection]', '[Impact]'));
    expect(differences(hunting, changed, pascal)).toEqual([
      { path: ['tags', 'tactics'], desired: ['Impact'], deployed: ['Collection', 'Reconnaissance'] },
    ]);
  });

  it('carries tags and properties it does not state forward on an update', () => {
    const deployed = { properties: { ...pascal.properties, FunctionAlias: 'f', Odd: 1 } };
    const updated = hunting.overlay(body('name: New\nquery: T\ntactics: [Impact]\n'), deployed).properties;
    expect(updated).toMatchObject({ displayName: 'New', functionAlias: 'f', Odd: 1 });
    expect(updated['tags']).toEqual([
      { name: 'tactics', value: 'Impact' },
      { name: 'description', value: 'Looks for it.' },
      { name: 'techniques', value: 'T1213,T1593' },
      { name: 'subTechniques', value: 'T1593.003' },
      { name: 'createdBy', value: 'someone@contoso.com' },
      { name: 'createdTimeUtc', value: '12/02/2019 09:21:18' },
      { name: 'someone@contoso.com', value: 'false' },
    ]);
  });

  it('is told from other saved searches by its category', () => {
    expect(hunting.isOfKind(pascal)).toBe(true);
    expect(hunting.isOfKind(body(yaml))).toBe(true);
    expect(hunting.isOfKind({ properties: { category: 'Livestream Queries' } })).toBe(false);
    expect(hunting.isOfKind({ properties: {} })).toBe(false);
  });
});
