// The gate in front of an environment: an item passes only with the evidence that environment asks for.
import type { EvidenceKind } from '../environments/environment.ts';
import type { Evidence } from './evidence.ts';

export interface GateRules {
  /** The environment the evidence must come from. */
  readonly from: string;
  /** The environment behind the gate. */
  readonly to: string;
  /** The commit that is deployed: evidence of another one does not count. Undefined outside a repository. */
  readonly commit?: string | undefined;
  /** The repository that is deployed, and the workflow run that must have gathered the evidence; undefined: any. */
  readonly repository?: string | undefined;
  readonly runId?: string | undefined;
  /** ARM id of the workspace of `from`; undefined: any. */
  readonly workspace?: string | undefined;
  readonly require: readonly EvidenceKind[];
  /** When the gate is asked. */
  readonly now: Date;
  /** Evidence older than this does not count. */
  readonly maxAgeMs?: number;
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
  /** The command that would give what is missing. */
  readonly command: string;
}

/** One refusal for each item and kind of evidence that is missing; an empty list opens the gate. The last record of a kind decides. */
export function refusals(
  items: readonly GateItem[],
  evidence: readonly Evidence[],
  rules: GateRules,
): Refusal[] {
  return items.flatMap((item) =>
    rules.require.flatMap((kind) => {
      const why = whyMissing(kind, { item, evidence }, rules);
      return why === undefined
        ? []
        : [{ id: item.id, name: item.name, reason: why, command: commandFor(kind, rules) }];
    }),
  );
}

/** The refusals as lines for a message: one for each item, with all its reasons. */
export function refusalLines(refused: readonly Refusal[]): string {
  const byItem = new Map<string, { name: string; reasons: string[] }>();
  for (const { id, name, reason } of refused) {
    const item = byItem.get(id) ?? { name, reasons: [] };
    item.reasons.push(reason);
    byItem.set(id, item);
  }
  return [...byItem.values()].map(({ name, reasons }) => `\n    ${name}: ${reasons.join('; ')}`).join('');
}

function whyMissing(
  kind: EvidenceKind,
  { item, evidence }: { readonly item: GateItem; readonly evidence: readonly Evidence[] },
  rules: GateRules,
): string | undefined {
  const where = kind === 'tests' ? '' : ` in ${rules.from}`;
  const ofItem = evidence.filter(
    (record) =>
      record.kind === kind &&
      record.itemId === item.id &&
      (kind === 'tests' || record.environment === rules.from),
  );
  const ofContent = ofItem.filter((record) => record.contentHash === item.contentHash);
  const ofCommit = ofContent.filter((record) => isOfCommit(record, rules));
  if (ofCommit.length === 0 && ofContent.length > 0) {
    const here = `this commit${uncommitted(rules)}`;
    const other: Pick<Evidence, 'commit'> = ofContent.at(-1) ?? {};
    const there = other.commit === undefined ? 'of no commit' : `at ${other.commit.slice(0, 7)}`;
    return `no ${kind}${where} at ${here} (there is some ${there}${uncommitted(other)})`;
  }
  let left = ofCommit;
  for (const { key, here } of origins) {
    const other = left.at(-1);
    if (other === undefined || rules[key] === undefined || (key === 'workspace' && kind === 'tests'))
      continue;
    left = left.filter((record) => record[key]?.toLowerCase() === rules[key]?.toLowerCase());
    const there = other[key] === undefined ? 'that says none' : `of ${other[key]}`;
    if (left.length === 0) return `no ${kind}${where} ${here} (there is some ${there})`;
  }
  const last = left.at(-1);
  if (last === undefined) {
    const other = ofItem.length > 0 ? ' (there is some for another version)' : '';
    return `no ${kind}${where} for this content${other}`;
  }
  if (last.result === 'failed') return `${kind}${where} failed: ${last.detail}`;
  const age = rules.now.getTime() - new Date(last.at).getTime();
  if (age < -clockSkewMs) return `no ${kind}${where} of the past (the last is of ${last.at})`;
  if (rules.maxAgeMs !== undefined && age > rules.maxAgeMs)
    return `no ${kind}${where} as young as asked for (the last is of ${last.at})`;
  return undefined;
}

/** What else must be that of the deployment, and the words for it. ARM and GitHub compare names without regard to case. */
const origins = [
  { key: 'repository', here: 'of this repository' },
  { key: 'workspace', here: 'in the workspace that its file names now' },
  { key: 'runId', here: 'of this run' },
] as const satisfies readonly { readonly key: keyof Evidence & keyof GateRules; readonly here: string }[];

/** How far the clock of the machine that gathered evidence may be ahead. */
const clockSkewMs = 5 * 60_000;

function uncommitted({ commit }: Pick<Evidence, 'commit'>): string {
  return commit?.endsWith('-dirty') === true ? ' with uncommitted changes' : '';
}

/** The detection tests are not part of the content's hash, but of its commit: so a commit is asked for where one is deployed. */
function isOfCommit({ commit }: Evidence, rules: GateRules): boolean {
  return rules.commit === undefined || commit === rules.commit;
}

function commandFor(kind: EvidenceKind, { from, to }: GateRules): string {
  if (kind === 'tests') return `sentinel-sync test --as ${to}`;
  const command = kind === 'validation' ? 'validate' : 'smoke';
  return `sentinel-sync ${command} --environment ${from} --as ${to}`;
}
