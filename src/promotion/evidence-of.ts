// Makes a record of evidence of an item as it was run, so that every stage writes the same record.
import type { ContentItem } from '../content/content-item.ts';
import { contentHash } from '../content/hash.ts';
import { contentKindDefinitions } from '../content/kinds/kinds.ts';
import type { Evidence } from './evidence.ts';

export type Verdict = Pick<Evidence, 'result' | 'detail' | 'seed'>;

/** What the records of one run share. */
export type EvidenceRun = Omit<
  Evidence,
  'schemaVersion' | 'itemId' | 'itemName' | 'contentHash' | 'result' | 'detail' | 'seed'
>;

/** The record of `item`, which is the effective one: its hash is that of what ran. */
export function evidenceOf(item: ContentItem, { result, detail, seed }: Verdict, run: EvidenceRun): Evidence {
  const { kind, environment, as, workspace, commit, repository, runId, toolVersion, at } = run;
  return {
    schemaVersion: 1,
    kind,
    environment,
    as,
    workspace,
    itemId: item.id,
    itemName: item.name,
    contentHash: effectiveHash(item),
    result,
    detail,
    seed,
    commit,
    repository,
    runId,
    toolVersion,
    at,
  };
}

/** Hash of what an item deploys. */
export function effectiveHash(item: ContentItem): string {
  const definition = contentKindDefinitions[item.kind];
  return contentHash(definition, definition.toBody(item));
}
