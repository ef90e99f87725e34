// The identity of content: two bodies with one hash deploy the same thing.
import { createHash } from 'node:crypto';
import { stableJson } from '../json/json.ts';
import type { ContentKindDefinition, ResourceBody } from './kinds/content-kind.ts';

/** Hex SHA-256 of the canonical form: the same under another key order, line ends, spelling of durations or order of sets. */
export function contentHash(definition: ContentKindDefinition, body: ResourceBody): string {
  return createHash('sha256')
    .update(stableJson(definition.canonical(body)), 'utf8')
    .digest('hex');
}
