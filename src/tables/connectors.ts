// Known data connector ids.
import { connectorIds } from './data/connectors.ts';

let known: ReadonlySet<string> | undefined;

/** Every connector id Microsoft's list or the connector pages name. */
export function knownConnectorIds(): ReadonlySet<string> {
  known ??= new Set(connectorIds.trim().split('\n'));
  return known;
}
