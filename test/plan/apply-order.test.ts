// Kinds whose items others call: in which order they are applied, and what is not deleted or written because of it.
import { describe, expect, it } from 'vitest';
import type { ContentKindDefinition, ResourceBody } from '../../src/content/kinds/content-kind.ts';
import { contentKindDefinitions } from '../../src/content/kinds/kinds.ts';
import { adopt, adoptFrom } from '../../src/plan/adopt.ts';
import { applyPlan } from '../../src/plan/apply.ts';
import { inWaves } from '../../src/plan/apply-order.ts';
import { planError } from '../../src/plan/codes.ts';
import type { DesiredItem, Kinds } from '../../src/plan/desired.ts';
import { makePlan, type Plan, planWith } from '../../src/plan/plan.ts';
import type { PlanInput } from '../../src/plan/plan-input.ts';
import { sidesOf } from '../../src/plan/sides.ts';
import type { RawResource, Workspace } from '../../src/workspace/workspace.ts';

const aliasOf = ({ properties }: ResourceBody) => properties['functionAlias'];

/** Two kinds of one collection, which tell their items by the alias: one gives names to the queries of all others. */
const parser: ContentKindDefinition = {
  ...contentKindDefinitions['hunting-query'],
  kind: 'parser',
  words: { one: 'parser', many: 'parsers' },
  isOfKind: (body) => aliasOf(body) !== undefined,
  gives: (body) => [String(aliasOf(body))],
};
const rule: ContentKindDefinition = {
  ...contentKindDefinitions['analytics-rule'],
  collection: 'savedSearches',
  isOfKind: (body) => aliasOf(body) === undefined,
};
const kinds: Kinds = {
  'analytics-rule': rule,
  parser,
  'hunting-query': { ...contentKindDefinitions['hunting-query'], isOfKind: () => false },
};

/** `f calls g h`: a parser where the name is one letter, else a rule. */
interface Written {
  readonly name: string;
  readonly body: ResourceBody;
  readonly isParser: boolean;
}

function written(text: string): Written {
  const [name = '', called = ''] = text.split(' calls ');
  const isParser = name.length === 1;
  const alias = isParser ? { functionAlias: name } : {};
  const properties = { displayName: name, query: called, enabled: true, ...alias };
  return { name, isParser, body: isParser ? { properties } : { kind: 'Scheduled', properties } };
}

function desired(text: string): DesiredItem {
  const { name, body, isParser } = written(text);
  return {
    kind: isParser ? 'parser' : 'analytics-rule',
    id: name,
    name,
    file: `${name}.yaml`,
    body,
    hash: text,
  };
}

const at = '/subscriptions/s/workspaces/w';

function deployed(text: string): RawResource {
  const { name, body } = written(text);
  return { id: `${at}/savedSearches/${name}`, name, etag: `"${text}"`, ...body, raw: { text } };
}

/** The ownership record of an item that this repository has deployed. */
function recordOf(text: string): RawResource {
  const { name, isParser } = written(text);
  const properties = {
    parentId: `${at}/savedSearches/${name}`,
    contentId: name,
    kind: isParser ? 'HuntingQuery' : 'AnalyticsRule',
    source: { kind: 'SourceRepository', name: 'us' },
    customVersion: text,
  };
  return { id: `${at}/metadata/${name}`, name: `record-${name}`, properties, raw: {} };
}

interface Given {
  readonly files?: readonly string[];
  /** What the workspace holds of ours. */
  readonly ours?: readonly string[];
  readonly theirs?: readonly string[];
}

function input({ files = [], ours = [], theirs = [] }: Given, options: Partial<PlanInput> = {}): PlanInput {
  return {
    desired: files.map(desired),
    deployed: {
      alertRules: [],
      savedSearches: [...ours, ...theirs].map(deployed),
      metadata: ours.map(recordOf),
    },
    kinds,
    workspace: at,
    owner: 'us',
    now: new Date('2026-03-01T12:00:00Z'),
    prune: true,
    maxDeletes: { count: 100 },
    calls: (query) => query.split(' ').filter(Boolean),
    ...options,
  };
}

const outline = ({ changes }: Pick<Plan, 'changes'>) => changes.map(({ action, id }) => `${action} ${id}`);
const waves = (given: Given, options?: Partial<PlanInput>) => {
  const from = input(given, options);
  return inWaves(makePlan(from).changes, sidesOf(from)).map((wave) => wave.map(({ change }) => change.id));
};

describe('the order of applying', () => {
  it('is one wave where nothing needs anything', () => {
    expect(waves({ files: ['f calls T', 'rule-1 calls T', 'rule-2'] })).toEqual([['rule-1', 'rule-2', 'f']]);
  });

  it('puts what gives a name before what needs it, over several steps', () => {
    expect(waves({ files: ['rule-1 calls f', 'f calls g', 'g calls T', 'rule-2 calls T'] })).toEqual([
      ['rule-2', 'g'],
      ['f'],
      ['rule-1'],
    ]);
  });

  it('is not changed by names that stand on the workspace already', () => {
    expect(waves({ files: ['rule-1 calls f', 'f calls T'], ours: ['f calls T'] })).toEqual([['rule-1', 'f']]);
  });

  it('deletes what gives a name after what needed it is deleted or written without it', () => {
    expect(
      waves({
        files: ['rule-2 calls T'],
        ours: ['f calls g', 'g calls T', 'rule-1 calls f', 'rule-2 calls g'],
      }),
    ).toEqual([['rule-2', 'rule-1'], ['f'], ['g']]);
  });

  it('cuts a circle: one of what calls each other goes first', () => {
    expect(waves({ files: ['f calls g', 'g calls f', 'rule-1 calls f'] })).toEqual([
      ['g'],
      ['f'],
      ['rule-1'],
    ]);
  });

  it('asks for no names where no kind gives any', () => {
    const calls = () => {
      throw new Error('no query is to be bound');
    };
    const { parser: hunting, ...rest } = kinds;
    const { gives: _, ...silent } = hunting;
    expect(waves({ files: ['rule-1 calls f', 'f'] }, { calls, kinds: { ...rest, parser: silent } })).toEqual([
      ['rule-1', 'f'],
    ]);
  });
});

describe('applying', () => {
  /** A workspace that takes everything but what `refuses` names, and keeps what was asked of it in order. */
  function workspace(refuses: readonly string[] = []) {
    const puts: string[] = [];
    const stored = new Map<string, RawResource>();
    const fake = {
      resourceId: at,
      get: async (collection: string, name: string) => stored.get(`${collection}/${name}`),
      put: async (collection: string, name: string, body: ResourceBody) => {
        if (collection !== 'metadata') puts.push(name);
        if (refuses.includes(name)) throw planError('plan/unseen', 'No.');
        const resource = { id: `${at}/${collection}/${name}`, name, raw: body, ...body };
        stored.set(`${collection}/${name}`, resource as unknown as RawResource);
        return resource;
      },
    };
    return { puts, fake: fake as unknown as Workspace };
  }

  const files = ['rule-1 calls f', 'f calls g', 'g calls T', 'rule-2 calls T'];

  it('writes wave by wave, and reports in the order of the plan', async () => {
    const { puts, fake } = workspace();
    const from = input({ files });
    const report = await applyPlan({ plan: makePlan(from), input: from }, fake, { concurrency: 1 });
    expect(puts).toEqual(['rule-2', 'g', 'f', 'rule-1']);
    expect(report.changes.map(({ id, result }) => [id, result])).toEqual([
      ['rule-1', 'applied'],
      ['rule-2', 'applied'],
      ['f', 'applied'],
      ['g', 'applied'],
    ]);
  });

  it('does not skip what calls each other: the service decides', async () => {
    const { puts, fake } = workspace();
    const from = input({ files: ['f calls g', 'g calls f'] });
    const report = await applyPlan({ plan: makePlan(from), input: from }, fake, { concurrency: 1 });
    expect(puts).toEqual(['g', 'f']);
    expect(report.summary).toMatchObject({ applied: 2, skipped: 0 });
  });

  it('does not send what needs an item that was not applied', async () => {
    const { puts, fake } = workspace(['g']);
    const from = input({ files });
    const report = await applyPlan({ plan: makePlan(from), input: from }, fake, { concurrency: 1 });
    expect(puts).toEqual(['rule-2', 'g']);
    expect(report.changes.map(({ id, result, skippedBecause }) => [id, result, skippedBecause])).toEqual([
      ['rule-1', 'skipped', 'f has to be applied before it, and was not.'],
      ['rule-2', 'applied', undefined],
      ['f', 'skipped', 'g has to be applied before it, and was not.'],
      ['g', 'failed', undefined],
    ]);
  });
});

describe('a deletion', () => {
  it.each<[string, Given]>([
    ['a file', { files: ['rule-1 calls f'], ours: ['f', 'rule-1 calls f'] }],
    ['something that is not ours', { ours: ['f'], theirs: ['rule-9 calls f'] }],
  ])('of what %s still calls is blocked', (_, given) => {
    const { changes } = makePlan(input(given));
    const caller = given.theirs === undefined ? 'rule-1' : 'rule-9';
    expect(changes.find(({ id }) => id === 'f')).toEqual({
      action: 'blocked',
      kind: 'parser',
      id: 'f',
      name: 'f',
      status: 'orphaned',
      reason: `${caller} calls f.`,
      hint: `Take the call out of ${caller} first, or delete that too.`,
      fields: [],
      item: false,
    });
  });

  it('of what the kept one calls is blocked too', () => {
    expect(outline(makePlan(input({ ours: ['f calls g', 'g', 'h'], theirs: ['rule-9 calls f'] })))).toEqual([
      'no-op rule-9',
      'blocked f',
      'blocked g',
      'delete h',
    ]);
  });

  it.each<[string, Given]>([
    ['its callers go too', { ours: ['f', 'rule-1 calls f'] }],
    ['the file of its caller calls it no more', { files: ['rule-1 calls T'], ours: ['f', 'rule-1 calls f'] }],
    ['nothing calls it', { files: ['rule-1 calls T'], ours: ['f'] }],
  ])('stays one where %s', (_, given) => {
    expect(makePlan(input(given)).changes.find(({ id }) => id === 'f')?.action).toBe('delete');
  });

  it('is blocked where the caller is locked and stays as it is', () => {
    const given = { files: ['rule-1 calls T'], ours: ['f', 'rule-1 calls f'] };
    const { changes } = makePlan(input(given, { locked: new Set(['rule-1.yaml']) }));
    expect(changes.find(({ id }) => id === 'f')).toMatchObject({ action: 'blocked' });
  });
});

describe('a rule that calls a function', () => {
  const functions = (query: string) => query.split(' ').filter((name) => name.length === 1 && name !== 'T');
  const plan = async (given: Given) => (await planWith(input(given, { prune: false }), { functions })).plan;

  it('that nothing has is blocked, with its name', async () => {
    expect((await plan({ files: ['rule-1 calls f T', 'rule-2 calls T'] })).changes).toMatchObject([
      {
        action: 'blocked',
        id: 'rule-1',
        reason: 'It calls f, which neither the workspace nor any file has.',
      },
      { action: 'create', id: 'rule-2' },
    ]);
  });

  it.each<[string, Given]>([
    ['the workspace has', { files: ['rule-1 calls f'], theirs: ['f'] }],
    ['a file brings', { files: ['rule-1 calls f', 'f calls T'] }],
  ])('that %s is written', async (_, given) => {
    expect(outline(await plan(given))).toContain('create rule-1');
  });

  it('whose file is blocked is blocked too', async () => {
    const given = { files: ['rule-1 calls f', 'f calls T'] };
    const gate = () => new Map([['f.yaml', { reason: 'No.', hint: 'Gather it.' }]]);
    const { plan } = await planWith(input(given), { functions, gate });
    expect(outline(plan)).toEqual(['blocked rule-1', 'blocked f']);
  });

  it('is left to the service where the functions were not asked for', () => {
    expect(outline(makePlan(input({ files: ['rule-1 calls f'] })))).toEqual(['create rule-1']);
  });
});

describe('two kinds of one collection', () => {
  it('are told apart by the resource, and an id is taken once for both', () => {
    const { changes } = makePlan(input({ theirs: ['f', 'rule-9'] }));
    expect(changes.map(({ kind, id, status }) => [kind, id, status])).toEqual([
      ['analytics-rule', 'rule-9', 'unmanaged'],
      ['parser', 'f', 'unmanaged'],
    ]);
    const twice = { ...desired('rule-1'), kind: 'parser', file: 'other.yaml' } as const;
    const both = input({}, { desired: [desired('rule-1'), twice] });
    expect(makePlan(both).changes).toMatchObject([
      { action: 'blocked', reason: 'other.yaml has the same id.' },
      { action: 'blocked', reason: 'rule-1.yaml has the same id.' },
    ]);
  });
});

describe('a kind without ownership records', () => {
  const { metadata: _, ...rest } = rule;
  const bare: Kinds = { ...kinds, 'analytics-rule': rest };

  it('is planned without any, and nothing of it is taken for ours', () => {
    const given = { files: ['rule-1 calls T', 'rule-2 calls T'], theirs: ['rule-2 calls T', 'rule-9'] };
    expect(makePlan(input(given, { kinds: bare })).changes).toMatchObject([
      { action: 'create', id: 'rule-1' },
      { action: 'no-op', id: 'rule-2' },
      { action: 'no-op', id: 'rule-9', status: 'unmanaged' },
    ]);
    for (const change of makePlan(input(given, { kinds: bare })).changes) {
      expect(change).not.toHaveProperty('metadata');
    }
  });

  it('cannot be adopted, and says so before anything is written', async () => {
    const from = input({ files: ['rule-1 calls T'], theirs: ['rule-1 calls T'] }, { kinds: bare });
    const untouched = {} as Workspace;
    const message = 'rule-1.yaml cannot adopt: the service keeps no ownership records of analytics rules.';
    await expect(adopt(['rule-1'], from, untouched)).rejects.toThrow(message);
    await expect(adoptFrom({ id: 'rule-1', from: 'rule-1' }, from, untouched)).rejects.toThrow(message);
  });
});
