// From an address to a Kusto engine that tests can run on.
import { azureCredential } from '../requests/credential.ts';
import { type KustoClientOptions, kustoClient } from './client.ts';
import type { KustoEndpoint } from './endpoint.ts';
import { type KustoEngine, openKustoEngine } from './runner.ts';

/**
 * Signs in where the engine knows accounts, and asks whether seed rows and a clock of their own can be used on it.
 * @throws UserError when nothing answers, or an answer shows that tests on it would prove nothing.
 */
export function connectKusto(
  endpoint: KustoEndpoint,
  options: Omit<KustoClientOptions, 'credential'>,
): Promise<KustoEngine> {
  return openKustoEngine(kustoClient(endpoint, { ...options, credential: azureCredential }));
}
