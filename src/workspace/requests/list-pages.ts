// Reads a list of Resource Manager to its last page: it comes back whole, or the reading fails and says why.

import { plural } from '../../diagnostics/plural.ts';
import type { UserError } from '../../diagnostics/user-error.ts';
import { isJsonMap } from '../../json/json.ts';
import { workspaceError } from '../codes.ts';
import { type ArmRequest, type ArmResponse, type ArmScope, requestNamed, sendArm } from './arm-request.ts';
import { type Request, unreadableReply } from './request-error.ts';

type Sender = Parameters<typeof sendArm>[0];
type Raw = Readonly<Record<string, unknown>>;

/**
 * Far above what a workspace can hold: 512 scheduled rules, 50 NRT rules, and some thousand saved searches and records. Of one
 * resource, values that are nested deeper, or more of them, could not be read back from a content file.
 */
export const listLimits = { pages: 2_000, items: 100_000, depth: 60, values: 5_000 } as const;

/**
 * The items of a list, as the service sent them.
 * @throws UserError for a page that is no list, an item that is no resource, a list without an end, or a next page elsewhere.
 */
export async function listPages(
  client: Sender,
  scope: ArmScope,
  request: Pick<ArmRequest, 'path' | 'apiVersion'>,
): Promise<readonly Raw[]> {
  const { path } = request;
  const { endpoint } = scope;
  const all: Raw[] = [];
  const followed = new Set<string>();
  let nextLink: string | undefined;
  do {
    const answer = await sendArm(client, scope, { ...request, method: 'GET', nextLink });
    const items = itemsOf(answer, requestNamed({ ...request, method: 'GET' }, scope));
    for (const item of items) all.push(checkedItem(item, all.length, path));
    nextLink = nextPage(answer.body, { path, endpoint });
    if (nextLink === undefined) break;
    if (followed.has(nextLink)) throw endless(path, 'names a page that it has already sent');
    followed.add(nextLink);
    if (followed.size >= listLimits.pages) throw endless(path, `has over ${listLimits.pages} pages`);
    if (all.length > listLimits.items) throw endless(path, `has over ${listLimits.items} items`);
  } while (nextLink !== undefined);
  return all;
}

/** An empty list in place of what is no list would plan to create all. */
function itemsOf({ body, status }: ArmResponse, request: Request): readonly unknown[] {
  if (isJsonMap(body) && Array.isArray(body['value'])) return body['value'];
  throw unreadableReply(request, status);
}

/** Left out unsaid, such an item would be missing from a plan, which would then create it anew. */
function checkedItem(item: unknown, index: number, path: string): Raw {
  if (isJsonMap(item)) {
    assertBounded(item, path);
    return item;
  }
  throw badItem(`Item ${index + 1} of GET ${path} is no resource but ${JSON.stringify(item)?.slice(0, 40)}.`);
}

/** Only at the service's own address: the token goes with the request. Relative to it, where the link is. */
function nextPage(body: unknown, { path, endpoint }: { path: string; endpoint: string }): string | undefined {
  const link = isJsonMap(body) ? (body['nextLink'] ?? undefined) : undefined;
  if (link === undefined || link === '') return undefined;
  if (typeof link !== 'string' || !URL.canParse(link, endpoint)) {
    throw badItem(`GET ${path} names a next page that is no address.`);
  }
  const url = new URL(link, endpoint);
  const own = new URL(endpoint);
  if (url.host === own.host && url.protocol === own.protocol) return url.href;
  const target = url.origin === 'null' ? url.protocol : url.origin;
  throw workspaceError(
    'workspace/foreign-address',
    `GET ${path} names a next page at ${target}, and ${own.origin} is the service; nothing was sent there.`,
    { hint: 'Find out what answers in place of the service.' },
  );
}

/** @throws UserError for values whose depth or number would cost whatever walks them later its stack, or its time. */
export function assertBounded(resource: Raw, path: string): void {
  const { name } = resource;
  const label = typeof name === 'string' ? `${path}/${name}` : `A resource of ${path}`;
  let level: readonly unknown[] = [resource];
  let values = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > listLimits.depth)
      throw badItem(`${label} holds values nested over ${plural(listLimits.depth, 'level')} deep.`);
    values += level.length;
    if (values > listLimits.values) throw badItem(`${label} holds over ${listLimits.values} values.`);
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
}

function badItem(message: string): UserError {
  return workspaceError('workspace/unreadable-reply', message, {
    hint: 'Run again with --verbose; if the service itself answers so, report it to Microsoft.',
  });
}

function endless(path: string, what: string): UserError {
  return workspaceError(
    'workspace/endless-list',
    `The list GET ${path} ${what}, so it cannot be read to its end.`,
  );
}
