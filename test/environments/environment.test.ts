// environments/*.yaml: targets, variables, parameters, promotion, and each mistake with its place.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseContent } from '../../src/content/files/load.ts';
import { parametersFor, strayParameters } from '../../src/environments/environment.ts';
import type { Variables } from '../../src/environments/interpolate.ts';
import { environmentNames, loadEnvironment } from '../../src/environments/load-environment.ts';
import { temporaryProject } from '../content/project.ts';
import { userErrorOf } from './user-error.ts';

const embedded = 'workspace: embedded\n';
const guid = '11111111-2222-4333-8444-555555555555';

function load(yaml: string, variables: Variables = {}) {
  const projectFolder = temporaryProject({ 'environments/a.yaml': yaml, 'environments/dev.yaml': embedded });
  return { ...loadEnvironment({ projectFolder, name: 'a', variables }), projectFolder };
}

describe('workspaces', () => {
  it('embedded, with nothing more said', () => {
    const { projectFolder, ...environment } = load(embedded);
    expect(environment).toEqual({
      name: 'a',
      file: 'environments/a.yaml',
      workspace: {
        type: 'embedded',
        subscriptionId: '00000000-0000-0000-0000-000000000000',
        resourceGroup: 'sentinel-sync',
        workspaceName: 'a',
        stateFolder: join(projectFolder, '.sentinel-sync/a'),
      },
      apiVersion: '2025-07-01-preview',
      parameters: [],
      overrides: [],
      onMissingTables: 'fail',
      capacity: { scheduled: 512, nrt: 50 },
      smoke: {},
    });
    expect(load('workspace:\n  embedded:\n').workspace).toMatchObject({
      type: 'embedded',
      workspaceName: 'a',
    });
  });

  it('embedded, in another folder, under another name, with data', () => {
    const { workspace, projectFolder } = load(
      'workspace:\n  embedded: { state: s, name: n, dataFolder: environments, tables: [AuditLogs] }\n',
    );
    expect(workspace).toMatchObject({
      workspaceName: 'n',
      stateFolder: join(projectFolder, 's'),
      dataFolder: join(projectFolder, 'environments'),
      tables: ['AuditLogs'],
    });
  });

  it('SENTINEL_SYNC_STATE replaces the state folder', () => {
    const { workspace } = load('workspace:\n  embedded: { state: s }\n', {
      SENTINEL_SYNC_STATE: '/elsewhere',
    });
    expect(workspace).toMatchObject({ stateFolder: '/elsewhere/a' });
    expect(load(embedded, { SENTINEL_SYNC_STATE: '' }).workspace).toMatchObject({
      stateFolder: expect.stringMatching(/\.sentinel-sync\/a$/),
    });
  });

  it('in Azure', () => {
    const yaml = `workspace:\n  azure:\n    subscriptionId: ${guid.toUpperCase()}\n    resourceGroup: rg-1\n    workspaceName: ws-1\n    cloud: AzureUSGovernment\n`;
    expect(load(yaml).workspace).toEqual({
      type: 'azure',
      subscriptionId: guid,
      resourceGroup: 'rg-1',
      workspaceName: 'ws-1',
      cloud: 'AzureUSGovernment',
    });
  });
});

describe('names', () => {
  it('are the files of the folder', () => {
    const projectFolder = temporaryProject({
      'environments/prod.yaml': embedded,
      'environments/dev.yaml': embedded,
      'environments/notes.md': '',
    });
    expect(environmentNames(projectFolder)).toEqual(['dev', 'prod']);
    expect(environmentNames(temporaryProject({ x: '' }))).toEqual([]);
  });

  it.each([
    ['prd', /known: dev, prod/, 'Did you mean `prod`?'],
    ['staging', /known: dev, prod/, /^Write environments.staging\.yaml, for example:\nworkspace:\n/],
    ['../dev', /known: dev, prod/, /^Choose one/],
    ['', /known: dev, prod/, /^Choose one/],
  ])('%s is unknown', (name, message, hint) => {
    const projectFolder = temporaryProject({
      'environments/dev.yaml': embedded,
      'environments/prod.yaml': embedded,
    });
    const { diagnostic, exitCode } = userErrorOf(() =>
      loadEnvironment({ projectFolder, name, variables: {} }),
    );
    expect(diagnostic.code).toBe('environment/unknown');
    expect(diagnostic.message).toMatch(message);
    expect(diagnostic.hint).toMatch(hint);
    expect(exitCode).toBe(3);
  });

  it('the example for an unknown one is a file that loads', () => {
    const variables = {
      SENTINEL_SYNC_PROD_EU_SUBSCRIPTION: '00000000-0000-4000-8000-000000000001',
      SENTINEL_SYNC_PROD_EU_RESOURCE_GROUP: 'group',
      SENTINEL_SYNC_PROD_EU_WORKSPACE: 'workspace',
    };
    const load = (projectFolder: string) => loadEnvironment({ projectFolder, name: 'prod-eu', variables });
    const { diagnostic } = userErrorOf(() => load(temporaryProject({ x: '' })));
    const example = diagnostic.hint!.replace(/^.*\n/, '');
    expect(load(temporaryProject({ 'environments/prod-eu.yaml': example })).workspace).toMatchObject({
      resourceGroup: 'group',
      workspaceName: 'workspace',
    });
  });

  it('local works without a file', () => {
    const projectFolder = temporaryProject({ x: '' });
    expect(loadEnvironment({ projectFolder, name: 'local', variables: {} }).workspace).toMatchObject({
      type: 'embedded',
      workspaceName: 'local',
      stateFolder: join(projectFolder, '.sentinel-sync/local'),
    });
  });
});

describe('variables', () => {
  const yaml = 'workspace:\n  embedded:\n    name: "pre-${NAME}-${OTHER:-x}"\n';

  it('are replaced, with a default where one is given', () => {
    expect(load(yaml, { NAME: 'n' }).workspace).toMatchObject({ workspaceName: 'pre-n-x' });
    expect(load(yaml, { NAME: 'n', OTHER: 'o' }).workspace).toMatchObject({ workspaceName: 'pre-n-o' });
    expect(load(yaml, { NAME: 'n', OTHER: '' }).workspace).toMatchObject({ workspaceName: 'pre-n-x' });
    expect(load(yaml, { NAME: '${OTHER}' }).workspace).toMatchObject({ workspaceName: 'pre-${OTHER}-x' });
  });

  it.each([
    ['unset', {}, /NAME is not set/],
    ['empty', { NAME: '' }, /NAME is empty/],
  ])('that are %s are an error at the reference', (_name, variables, message) => {
    const { diagnostic } = userErrorOf(() => load(yaml, variables));
    expect(diagnostic).toMatchObject({
      code: 'environment/unset-variable',
      file: 'environments/a.yaml',
      line: 3,
      column: 16,
    });
    expect(diagnostic.message).toMatch(message);
    expect(diagnostic.hint).toBe('Set it, for example `export NAME=...`, or give a default: ${NAME:-value}.');
  });

  it('can be written literally, and must be closed', () => {
    expect(load('workspace:\n  embedded:\n    name: $${A}$B\n').workspace).toMatchObject({
      workspaceName: '${A}$B',
    });
    expect(userErrorOf(() => load('workspace:\n  embedded:\n    name: a${A\n')).diagnostic).toMatchObject({
      line: 3,
      column: 12,
      message: expect.stringMatching(/not closed/),
    });
  });

  it('may give a number', () => {
    expect(load(`${embedded}smoke:\n  maxAlertsPerDay: \${MOST}\n`, { MOST: '7' }).smoke).toEqual({
      maxAlertsPerDay: 7,
    });
  });
});

describe('parameters', () => {
  const { item } = parseContent('id: 0A000000-0000-4000-8000-000000000000\ntags: [D06, git]\n', {
    file: 'analytics-rules/push.yaml',
    kind: 'analytics-rule',
  });
  const environment = load(`${embedded}parameters:
  D06:
    AllowedOwners: [contoso]
    Window: 1h
  push: { Window: 2h, Minimum: 5 }
  0A000000-0000-4000-8000-000000000000: { Minimum: 7 }
  D99: { Nobody: true }
`);

  it('are found by tag, slug and id, the more exact name winning', () => {
    const values = parametersFor(environment, item!).map(({ name, value }) => [name, value]);
    expect(Object.fromEntries(values)).toEqual({ AllowedOwners: ['contoso'], Window: '2h', Minimum: 7 });
  });

  it('know where they stand', () => {
    const [owners] = parametersFor(environment, item!);
    expect(owners).toMatchObject({ name: 'AllowedOwners', at: { line: 4, column: 5 } });
  });

  it('for no item are told', () => {
    expect(strayParameters(environment, [item!])).toMatchObject([
      { item: 'D99', name: 'Nobody', at: { line: 8 } },
    ]);
  });
});

describe('promotion', () => {
  it('asks for all evidence of the last week unless it says otherwise', () => {
    expect(load(`${embedded}promotion: { from: dev }\n`).promotion).toEqual({
      from: 'dev',
      require: ['tests', 'validation', 'smoke'],
      maxAgeMs: 7 * 24 * 3600 * 1000,
    });
    expect(load(`${embedded}promotion: { from: dev, require: [tests], maxAge: 12h }\n`).promotion).toEqual({
      from: 'dev',
      require: ['tests'],
      maxAgeMs: 12 * 3600 * 1000,
    });
  });
});

const azure = (resource: string) => `workspace:\n  azure:\n${resource}`;

describe('mistakes', () => {
  it.each([
    ['no workspace', 'smoke: {}\n', 'environment/missing-key', 1, 1],
    ['an empty file', '', 'environment/missing-key', 1, 1],
    ['a misspelt key', `${embedded}smok: {}\n`, 'environment/unknown-key', 2, 1],
    ['both kinds of workspace', 'workspace:\n  embedded: {}\n  azure: {}\n', 'environment/bad-value', 1, 1],
    ['azure with nothing said', 'workspace:\n  azure:\n', 'environment/missing-key', 1, 1],
    ['no subscription', azure('    resourceGroup: rg\n'), 'environment/missing-key', 2, 3],
    ['a subscription that is no GUID', azure('    subscriptionId: prod\n'), 'environment/bad-value', 3, 21],
    [
      'a workspace name that cannot be',
      azure(`    subscriptionId: ${guid}\n    resourceGroup: rg\n    workspaceName: a b\n`),
      'environment/bad-value',
      5,
      20,
    ],
    [
      'an unknown cloud',
      azure(
        `    subscriptionId: ${guid}\n    resourceGroup: rg\n    workspaceName: abcd\n    cloud: Azure\n`,
      ),
      'environment/bad-value',
      6,
      12,
    ],
    ['an api-version that is none', `${embedded}apiVersion: latest\n`, 'environment/bad-value', 2, 13],
    [
      'a data folder that is absent',
      'workspace:\n  embedded: { dataFolder: no }\n',
      'environment/bad-value',
      2,
      27,
    ],
    ['a gate with nothing in it', `${embedded}promotion:\n`, 'environment/bad-value', 2, 1],
    [
      'a gate that asks for nothing',
      `${embedded}promotion: { from: dev, require: [] }\n`,
      'environment/bad-value',
      2,
      25,
    ],
    ['an include of nothing', `${embedded}content: { include: [] }\n`, 'environment/bad-value', 2, 12],
    ['an include without entries', `${embedded}content:\n  include:\n`, 'environment/bad-value', 3, 3],
    ['promotion from nowhere', `${embedded}promotion: { from: dve }\n`, 'environment/bad-value', 2, 20],
    ['promotion from itself', `${embedded}promotion: { from: a }\n`, 'environment/bad-value', 2, 20],
    [
      'unknown evidence',
      `${embedded}promotion: { from: dev, require: [test] }\n`,
      'environment/bad-value',
      2,
      35,
    ],
    [
      'an age without unit',
      `${embedded}promotion: { from: dev, maxAge: 7 }\n`,
      'environment/bad-value',
      2,
      33,
    ],
    [
      'a parameter that is a map',
      `${embedded}parameters: { D06: { A: { b: c } } }\n`,
      'environment/bad-value',
      2,
      25,
    ],
    [
      'a parameter that is no name',
      `${embedded}parameters: { D06: { a-b: 1 } }\n`,
      'environment/bad-value',
      2,
      22,
    ],
    ['duplicate keys', `${embedded}${embedded}`, 'content/duplicate-key', 2, 1],
  ])('%s', (_name, yaml, code, line, column) => {
    const { diagnostic } = userErrorOf(() => load(yaml));
    expect(diagnostic).toMatchObject({ code, file: 'environments/a.yaml', line, column });
    expect(diagnostic.hint).toMatch(/\S/);
  });
});

describe('the environments this repository ships', () => {
  const projectFolder = fileURLToPath(new URL('../../', import.meta.url));
  const variables = Object.fromEntries(
    ['DEV', 'PROD'].flatMap((name) => [
      [`SENTINEL_SYNC_${name}_SUBSCRIPTION`, guid],
      [`SENTINEL_SYNC_${name}_RESOURCE_GROUP`, `rg-${name}`],
      [`SENTINEL_SYNC_${name}_WORKSPACE`, `ws-${name}`],
    ]),
  );

  it('are local, dev and prod', () => {
    expect(environmentNames(projectFolder)).toEqual(['dev', 'local', 'prod']);
    expect(loadEnvironment({ projectFolder, name: 'local', variables: {} }).workspace.type).toBe('embedded');
    expect(loadEnvironment({ projectFolder, name: 'dev', variables })).toMatchObject({
      workspace: { type: 'azure', resourceGroup: 'rg-DEV' },
    });
    expect(loadEnvironment({ projectFolder, name: 'prod', variables })).toMatchObject({
      workspace: { type: 'azure', workspaceName: 'ws-PROD' },
      promotion: { from: 'dev', require: ['tests', 'validation', 'smoke'] },
    });
  });

  it('say which variable they miss', () => {
    const { diagnostic } = userErrorOf(() => loadEnvironment({ projectFolder, name: 'prod', variables: {} }));
    expect(diagnostic.message).toBe('The environment variable SENTINEL_SYNC_PROD_SUBSCRIPTION is not set');
  });
});
