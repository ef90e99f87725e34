// A content item that comes from elsewhere: from a workspace or from ARM JSON.
import type { ContentKind } from '../content/content-item.ts';
import type { ResourceBody } from '../content/kinds/content-kind.ts';
import { isJsonMap } from '../json/json.ts';

export interface IncomingItem {
  readonly kind: ContentKind;
  readonly id: string;
  readonly name: string;
  readonly body: ResourceBody;
  /** The version that is known of the item; without one a file keeps its own. */
  readonly version?: string;
}

/** `displayName` of a resource in either spelling of the service; its id where it has none. */
export function displayNameOf({ properties }: ResourceBody, id: string): string {
  const name = isJsonMap(properties) ? (properties['displayName'] ?? properties['DisplayName']) : undefined;
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : id;
}
