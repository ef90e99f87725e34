// The contract of a Workspace on the embedded one; `npm run test:live` runs it on a workspace in Azure.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { createQueryService } from '../../src/engine/embedded-query-service.ts';
import type { EmbeddedTarget } from '../../src/environments/environment.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { tablesIn } from '../../src/tables/listed-tables.ts';
import { connect } from '../../src/workspace/connect.ts';
import { contract } from './contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-contract-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date('2026-03-01T12:00:00Z');
const dataFolder = join(folder, 'data');
mkdirSync(dataFolder);
const usage = ['2026-03-01T11:00:00Z', '2026-03-01T10:00:00Z', '2026-01-01T00:00:00Z'];
writeFileSync(
  join(dataFolder, 'Usage.jsonl'),
  usage
    .map((TimeGenerated) => `${JSON.stringify({ TimeGenerated, DataType: 'Usage', Quantity: 1 })}\n`)
    .join(''),
);

const targetNamed = (workspaceName: string): EmbeddedTarget => ({
  type: 'embedded',
  subscriptionId: '00000000-0000-4000-8000-000000000001',
  resourceGroup: 'detections',
  workspaceName,
  stateFolder: join(folder, workspaceName),
  dataFolder,
});

async function emulator() {
  const tables = createTableCatalogue();
  const queries = {
    ...(await createQueryService({ tables, dataFolder })),
    tables: async () => tablesIn(tables),
  };
  // Two resources a page, so that lists have several.
  return { queries, now: () => now, pageSize: 2 };
}

describe.each(['2025-07-01-preview', '2025-09-01'])('the embedded workspace, api-version %s', (apiVersion) =>
  contract({
    connect: () => connect({ workspace: targetNamed(`soc-${apiVersion}`), apiVersion }, { emulator }),
    apiVersion,
    usageRows: 2,
  }),
);
