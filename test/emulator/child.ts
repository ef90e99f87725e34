// A process of its own that serves an embedded workspace, and kills itself at one write when it is told to.

import { UserError } from '../../src/diagnostics/user-error.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import type { WriteEvent } from '../../src/emulator/state/store.ts';

const [stateFolder = '', killAt = ''] = process.argv.slice(2);

const dieAt = (moment: string) => (event: WriteEvent) => {
  if (`${moment} ${event.operation} ${event.collection}` === killAt) process.kill(process.pid, 'SIGKILL');
};

try {
  const { port } = await startEmulator({
    stateFolder,
    identity: {
      subscription: '11111111-2222-3333-4444-555555555555',
      resourceGroup: 'rg-soc',
      workspace: 'law-test',
      customerId: '99999999-8888-7777-6666-555555555555',
    },
    queries: {
      runQuery: async () => ({ ok: true, result: { columns: [], rows: [] } }),
      checkQuery: async () => undefined,
      tables: async () => [],
    },
    now: () => new Date('2026-03-01T12:00:00Z'),
    onBeforeWrite: dieAt('before'),
    onAfterWrite: dieAt('after'),
  });
  process.stdout.write(`${port}\n`);
} catch (error) {
  process.stdout.write(`${error instanceof UserError ? error.diagnostic.code : String(error)}\n`);
}
