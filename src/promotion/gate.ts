// The gate in front of an environment: an item passes only with the evidence that environment asks for.
import type { EvidenceKind } from '../environments/environment.ts';
import type { Evidence } from './evidence.ts';

export interface GateRules {
  /** The environment the evidence must come from. */
  readonly from: string;
  readonly require: readonly EvidenceKind[];
  /** Evidence older than this does not count. */
  readonly maxAgeMs?: number | undefined;
}

export interface GateItem {
  readonly id: string;
  readonly name: string;
  readonly contentHash: string;
}

export interface Refusal {
  readonly id: string;
  readonly name: string;
  /** `no passing validation in dev for this content`. */
  readonly reason: string;
  /** The command that would give what lacks. */
  readonly command: string;
}

/** One refusal for each item and kind of evidence that lacks; an empty list opens the gate. The last record of a kind decides. */
export function refusals(
  items: readonly GateItem[],
  evidence: readonly Evidence[],
  rules: GateRules,
  now: Date,
): Refusal[] {
  return items.flatMap((item) =>
    rules.require.flatMap((kind) => {
      const why = lacks(kind, item, evidence, rules, now);
      return why === undefined
        ? []
        : [{ id: item.id, name: item.name, reason: why, command: commandFor(kind, rules) }];
    }),
  );
}

function lacks(
  kind: EvidenceKind,
  item: GateItem,
  evidence: readonly Evidence[],
  rules: GateRules,
  now: Date,
): string | undefined {
  const where = kind === 'tests' ? '' : ` in ${rules.from}`;
  const ofItem = evidence.filter(
    (record) =>
      record.kind === kind &&
      record.itemId === item.id &&
      (kind === 'tests' || record.environment === rules.from),
  );
  const last = ofItem.filter((record) => record.contentHash === item.contentHash).at(-1);
  if (last === undefined) {
    const other = ofItem.length > 0 ? ' (there is some for an earlier version)' : '';
    return `no ${kind}${where} for this content${other}`;
  }
  if (last.result === 'failed') return `${kind}${where} failed: ${last.detail}`;
  const age = now.getTime() - new Date(last.at).getTime();
  if (rules.maxAgeMs !== undefined && age > rules.maxAgeMs)
    return `${kind}${where} is older than allowed (${last.at})`;
  return undefined;
}

function commandFor(kind: EvidenceKind, rules: GateRules): string {
  if (kind === 'tests') return 'sentinel-sync test';
  return `sentinel-sync ${kind === 'validation' ? 'validate' : 'smoke'} --environment ${rules.from}`;
}
