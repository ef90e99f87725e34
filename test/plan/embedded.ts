// A project with one embedded workspace, for stories: files as texts, the real SDK clients, the real server, a temporary folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseContent } from '../../src/content/files/load.ts';
import { contentKindDefinitions } from '../../src/content/kinds/kinds.ts';
import type { EmulatorOptions, RecordedRequest } from '../../src/emulator/options.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import { type ApplyOptions, applyPlan } from '../../src/plan/apply.ts';
import { desiredItem } from '../../src/plan/desired.ts';
import { makePlan } from '../../src/plan/plan.ts';
import type { PlanInput } from '../../src/plan/plan-input.ts';
import { withSingleReads } from '../../src/plan/single-reads.ts';
import { readSnapshot } from '../../src/plan/snapshot.ts';
import { identityOf } from '../../src/workspace/local.ts';
import { openWorkspace } from '../../src/workspace/open.ts';
import { staticToken } from '../../src/workspace/requests/credential.ts';
import type { Collection, RawResource, Workspace } from '../../src/workspace/workspace.ts';
import { nrtText, ruleText } from '../content/a-rule.ts';
import { type Play, startBetween } from './between.ts';

export type Files = Readonly<Record<string, string>>;
type ServerOptions = Partial<Omit<EmulatorOptions, 'identity'>> & {
  /** What stands between plan and apply and the workspace; `edit` and `workspace` go past it. */
  readonly between?: Play;
};

export interface Embedded {
  readonly workspace: Workspace;
  /** The same workspace as plan and apply reach it. */
  readonly reached: Workspace;
  /** What the server was asked since the last call. */
  requests(): readonly RecordedRequest[];
  input(files: Files, options?: Partial<PlanInput>): Promise<PlanInput>;
  plan(files: Files, options?: Partial<PlanInput>): Promise<ReturnType<typeof makePlan>>;
  apply(files: Files, options?: Partial<PlanInput> & ApplyOptions): ReturnType<typeof applyPlan>;
  /** Edits a resource as somebody in the portal would. */
  edit(
    collection: Collection,
    name: string,
    properties: Readonly<Record<string, unknown>>,
  ): Promise<RawResource>;
  close(): Promise<void>;
}

const target = {
  type: 'embedded',
  subscriptionId: '00000000-0000-4000-8000-000000000001',
  resourceGroup: 'detections',
  workspaceName: 'soc-dev',
  stateFolder: '',
} as const;

/** In a folder of its own that goes on close, unless one is given. */
export async function startEmbedded({ between: play, ...server }: ServerOptions = {}): Promise<Embedded> {
  const stateFolder = server.stateFolder ?? mkdtempSync(join(tmpdir(), 'sentinel-sync-plan-'));
  const clock = server.now ?? (() => new Date('2026-03-01T12:00:00Z'));
  let tokens = 0;
  const emulator = await startEmulator({
    queries: { runQuery: unasked, checkQuery: async () => undefined, tables: async () => [] },
    token: () => (++tokens).toString(16).padStart(16, '0'),
    ...server,
    now: clock,
    stateFolder,
    identity: identityOf(target),
  });
  const workspace = open(emulator.port);
  const between = play && (await startBetween(emulator.port, play));
  const reached = between === undefined ? workspace : open(between.port);
  let seen = 0;
  const lists = async (files: Files, options: Partial<PlanInput> = {}): Promise<PlanInput> => ({
    desired: Object.entries(files).map(([file, text]) => readFile(file, text)),
    deployed: await readSnapshot(reached),
    kinds: contentKindDefinitions,
    workspace: workspace.resourceId,
    owner: 'octo/detections',
    now: clock(),
    ...options,
  });
  const input = async (files: Files, options?: Partial<PlanInput>) =>
    withSingleReads(await lists(files, options), reached);
  return {
    workspace,
    reached,
    requests() {
      const fresh = emulator.requests.slice(seen);
      seen = emulator.requests.length;
      return fresh;
    },
    input,
    plan: async (files, options) => makePlan(await input(files, options)),
    async apply(files, options) {
      const from = await input(files, options);
      return applyPlan({ plan: makePlan(from), input: from }, reached, options);
    },
    async edit(collection, name, properties) {
      const current = await workspace.get(collection, name);
      const body = { kind: current?.kind, properties: { ...current?.properties, ...properties } };
      return workspace.put(collection, name, body, { etag: current?.etag });
    },
    async close() {
      await between?.close();
      await emulator.close();
      if (server.stateFolder === undefined) rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

/** The workspace on this port, with no wait that lasts. */
function open(port: number): Workspace {
  const url = `https://127.0.0.1:${port}`;
  return openWorkspace(
    {
      ...target,
      apiVersion: '2025-07-01-preview',
      credential: staticToken('embedded'),
      loopback: true,
      endpoints: {
        resourceManager: url,
        logs: `${url}/v1`,
        resourceManagerScope: 'x',
        logsScope: 'x',
        ingestionScope: 'x',
      },
    },
    {
      retry: { retries: 1, delayMs: 1, sleep: async () => {} },
      retryOptions: { maxRetries: 1, retryDelayInMs: 1 },
    },
  );
}

function readFile(file: string, text: string) {
  const kind = file.startsWith('analytics-rules/') ? 'analytics-rule' : 'hunting-query';
  const { item, diagnostics } = parseContent(text, { file, kind });
  if (item === undefined) throw new Error(JSON.stringify(diagnostics));
  return desiredItem(item, contentKindDefinitions[kind]);
}

/** Ownership records that claim something; those of deleted rules only remember when that was. */
export async function claimsOn(workspace: Pick<Workspace, 'list'>): Promise<readonly RawResource[]> {
  const records = await workspace.list('metadata');
  return records.filter(({ properties }) => !String(properties['customVersion']).startsWith('deleted:'));
}

async function unasked(): Promise<never> {
  throw new Error('no query was expected');
}

/** An id that ends in this number. */
export const idOf = (number: number) => `11111111-1111-4111-8111-${String(number).padStart(12, '0')}`;

/** A scheduled rule; `extra` is YAML at the top level. */
export const rule = (number: number, extra = '', severity = 'Medium'): Files => ({
  [`analytics-rules/rule-${number}.yaml`]: ruleText({ ...fields(number), severity }) + extra,
});

/** The same rule as an NRT rule, which may have another name. */
export const nrt = (number: number, name = `Rule ${number}`): Files => ({
  [`analytics-rules/rule-${number}.yaml`]: nrtText({ ...fields(number), name }),
});

const fields = (number: number) => ({
  id: idOf(number),
  name: `Rule ${number}`,
  description: undefined,
  query: '|\n  GitHubAuditData\n  | where Action == "git.clone"',
  tactics: '[Collection]',
  relevantTechniques: '[T1213]',
});

export function hunt(number: number, description = 'Clones by accounts that seldom clone.'): Files {
  const text = `id: ${idOf(number)}
name: Hunt ${number}
version: 1.0.0
description: ${description}
query: |
  GitHubAuditData
  | summarize count() by Actor
tactics: [Collection]
relevantTechniques: [T1213]
`;
  return { [`hunting-queries/hunt-${number}.yaml`]: text };
}

/** Action, status and number of each change. */
export const outline = (plan: {
  readonly changes: readonly { action: string; status?: string | undefined; id: string }[];
}) => plan.changes.map(({ action, status, id }) => [action, status, Number(id.slice(-3))]);
