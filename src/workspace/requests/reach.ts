// Where a workspace's requests, and so its tokens, may go: the addresses the environment names, and nothing a reply names.
import { workspaceError } from '../codes.ts';
import type { CloudEndpoints } from './clouds.ts';

/** True for an address that requests of this workspace may go to. */
export type Reach = (url: URL) => boolean;

type Reached = Pick<CloudEndpoints, 'resourceManager' | 'logs'> &
  Partial<Pick<CloudEndpoints, 'ingestionDomain'>>;

/**
 * Resource Manager and Log Analytics by their origin; the ingestion endpoint is named by a data collection rule, so it must lie in
 * the cloud's own domain.
 */
export function reachOf({ resourceManager, logs, ingestionDomain }: Reached): Reach {
  const origins = new Set([resourceManager, logs].map((url) => new URL(url).origin));
  return ({ origin, protocol, hostname, port }) => {
    if (origins.has(origin)) return true;
    const isIngestion = ingestionDomain !== undefined && hostname.endsWith(`.${ingestionDomain}`);
    return isIngestion && protocol === 'https:' && port === '';
  };
}

/** Throws a UserError for an address outside; nothing is sent to it. */
export function assertReached(address: string, reach: Reach): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url !== undefined && reach(url)) return;
  const target = url === undefined ? 'something that is no address' : `${url.protocol}//${url.host}`;
  throw workspaceError(
    'workspace/foreign-address',
    `A reply of the service leads to ${target}, which is no endpoint of this workspace; nothing was sent there.`,
  );
}
