// Which Kusto engine an address leads to, where its queries go, and whose token it takes.
import type { UserError } from '../../diagnostics/user-error.ts';
import { workspaceError } from '../codes.ts';
import { cloudEndpoints } from '../requests/clouds.ts';

export interface KustoEndpoint {
  /** In words, for a report. */
  readonly name: string;
  /** What `/v2/rest/query` is put behind. */
  readonly url: string;
  readonly database: string;
  /** Undefined for an engine on this machine, which knows no accounts: it is never sent a token. */
  readonly signIn: { readonly scope: string; readonly authority: string } | undefined;
  /** Whether it has a command that lists the tables of the database. */
  readonly listsTables: boolean;
}

interface KustoService {
  readonly name: string;
  /** Of the host: it is one of these names, or below them. */
  readonly domains: readonly string[];
  readonly authority: string;
  /** Where it is not the address with `/.default`. */
  readonly scope?: string;
  /** Before `/v2/rest/query`. */
  readonly path?: string;
  /** Of commands, it has those about versions and databases only. */
  readonly withoutTableCommands?: true;
}

const { AzureCloud, AzureChinaCloud, AzureUSGovernment } = cloudEndpoints;

/**
 * https://learn.microsoft.com/kusto/api/rest/authentication
 * https://learn.microsoft.com/fabric/real-time-intelligence/access-database-copy-uri
 * https://learn.microsoft.com/azure/sentinel/datalake/kql-queries-api
 */
const services: readonly KustoService[] = [
  {
    name: 'Azure Data Explorer',
    domains: ['kusto.windows.net', 'kusto.azuresynapse.net'],
    authority: AzureCloud.authority,
  },
  { name: 'Fabric Eventhouse', domains: ['kusto.fabric.microsoft.com'], authority: AzureCloud.authority },
  {
    name: 'Azure Data Explorer (US Government)',
    domains: ['kusto.usgovcloudapi.net'],
    authority: AzureUSGovernment.authority,
  },
  {
    name: 'Azure Data Explorer (China)',
    domains: ['kusto.chinacloudapi.cn'],
    authority: AzureChinaCloud.authority,
  },
  {
    name: 'Sentinel data lake',
    domains: ['api.securityplatform.microsoft.com'],
    authority: AzureCloud.authority,
    // The id of the application: it does not follow from the host.
    scope: '4500ebfb-89b6-4b14-a480-7f749797bfcd/.default',
    path: '/lake/kql',
    withoutTableCommands: true,
  },
];

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** The database of the emulator, which is there from its start. */
const emulatorDatabase = 'NetDefaultDB';

/**
 * The engine behind an address: plain http on this machine (the emulator, `serve`), https to a service that is known.
 * @throws UserError `workspace/kusto-endpoint` for any other address: nobody would know whose token it should be given. The same for
 * a service without a database.
 */
export function kustoEndpoint(address: string, database: string | undefined): KustoEndpoint {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) throw unusable(address, 'is no address');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw unusable(url.origin, 'may have neither a password nor a query');
  const path = url.pathname.replace(/\/+$/, '');
  if (loopbackHosts.has(url.hostname)) return onThisMachine(url, path, database);
  if (url.protocol !== 'https:')
    throw unusable(address, 'must begin with https:// unless it is this machine');
  const service = services.find(({ domains }) =>
    domains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`)),
  );
  if (service === undefined || url.port !== '') {
    const known = services.flatMap(({ domains }) => domains).join(', ');
    throw unusable(address, `is not the address of a known Kusto service (${known})`);
  }
  if (path !== '' && path !== service.path)
    throw unusable(address, 'must be that of the cluster, without a path');
  if (database === undefined || database === '')
    throw unusable(address, 'needs a database', noDatabase(service));
  return {
    name: service.name,
    url: `${url.origin}${service.path ?? ''}`,
    database,
    signIn: { scope: service.scope ?? `${url.origin}/.default`, authority: service.authority },
    listsTables: service.withoutTableCommands !== true,
  };
}

function onThisMachine({ origin, protocol }: URL, path: string, database = emulatorDatabase): KustoEndpoint {
  if (protocol !== 'http:')
    throw unusable(origin, 'must begin with http://: an engine on this machine has no TLS');
  return {
    name: 'Kusto on this machine',
    url: `${origin}${path}`,
    database,
    signIn: undefined,
    listsTables: true,
  };
}

function noDatabase({ path }: KustoService): string {
  return path === undefined
    ? 'Name it with --database.'
    : 'Name it with --database, as WORKSPACE-NAME-WORKSPACE-ID, or default for tables of Entra and Microsoft 365.';
}

function unusable(address: string, why: string, hint?: string): UserError {
  return workspaceError('workspace/kusto-endpoint', `The Kusto address '${address}' ${why}.`, {
    ...(hint !== undefined && { hint }),
    exitCode: 3,
  });
}
