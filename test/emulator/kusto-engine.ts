// An embedded workspace over the real engine, for tests that reach it as a Kusto engine.
import type { Emulator, EmulatorOptions } from '../../src/emulator/options.ts';
import { createQueryService } from '../../src/engine/embedded-query-service.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { start } from './start.ts';

const name = 'Repo_CL';
const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Size', type: 'long' },
] as const;

/** With the tables of every workspace, and `Repo_CL`; none has rows. It ends with the test. */
export async function serveEngine(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const repositories = { name, source: 'custom', advancedHuntingOnly: false, columns } as const;
  const queries = await createQueryService({ tables: createTableCatalogue([repositories]) });
  return start({ ...options, queries: { ...queries, tables: async () => [{ name, columns }] } });
}
