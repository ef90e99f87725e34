// Refusals that depend on what the workspace already holds: deleted ids, etags, templates, names and counts.
import { type Refusal, type RuleWrite, stringIn } from './refusal.ts';

const dayMs = 86_400_000;

function countRefusal(kind: 'Scheduled' | 'NRT', limitOf: (write: RuleWrite) => number): Refusal {
  return {
    id: `${kind.toLowerCase()}-rule-count`,
    says: `A workspace has a limited number of enabled ${kind} rules (see the behaviour rule-count-limit).`,
    evidence: 'S',
    source: 'https://learn.microsoft.com/azure/sentinel/sentinel-service-limits',
    words: 'ours',
    refuses: (write) => {
      if (write.variants['rule-count-limit'] === 'not-enforced') return undefined;
      if (write.kind !== kind || write.properties['enabled'] !== true) return undefined;
      const enabled = write.others.filter(
        (rule) => rule.kind === kind && rule.properties['enabled'] === true,
      );
      if (enabled.length < limitOf(write)) return undefined;
      return `The number of enabled ${kind} alert rules in workspace '${write.identity.workspace}' has reached its limit of ${limitOf(write)}.`;
    },
  };
}

export const workspaceStateRefusals: readonly Refusal[] = [
  {
    id: 'recently-deleted',
    says: 'The id of a rule that was deleted cannot be used for about a day (see the behaviours recently-deleted-*).',
    evidence: 'P',
    source: 'two public deployers',
    words: 'known',
    status: ({ variants }) => Number(variants['recently-deleted-status']),
    code: ({ variants }) => (variants['recently-deleted-status'] === '409' ? 'Conflict' : 'BadRequest'),
    refuses: ({ name, deleted, now, variants }) => {
      if (deleted === undefined || variants['recently-deleted-window'] === 'none') return undefined;
      if (now.getTime() - deleted.getTime() >= dayMs) return undefined;
      return `The rule with id '${name}' was recently deleted. You need to allow some time before re-using the same id. Please try again later.`;
    },
  },
  {
    id: 'rule-if-match',
    says: 'An If-Match header that differs from the etag of the rule (see the behaviour of that name).',
    evidence: 'P',
    source: 'one public deployer',
    words: 'ours',
    status: 412,
    code: 'PreconditionFailed',
    refuses: ({ ifMatch, existing, variants, name }) => {
      if (ifMatch === undefined || ifMatch === '*' || variants['rule-if-match'] === 'ignored')
        return undefined;
      if (existing !== undefined && sameEtag(ifMatch, existing.etag)) return undefined;
      return `The condition specified using HTTP conditional header(s) is not met for rule '${name}'.`;
    },
  },
  {
    id: 'rule-if-none-match',
    says: 'A rule that is there, against `If-None-Match: *` (see the behaviour of that name).',
    evidence: 'U',
    source: 'no source speaks of the header',
    words: 'ours',
    status: 412,
    code: 'PreconditionFailed',
    refuses: ({ ifNoneMatch, existing, variants, name }) =>
      ifNoneMatch === '*' && existing !== undefined && variants['rule-if-none-match'] === 'honoured'
        ? `The condition specified using HTTP conditional header(s) is not met for rule '${name}'.`
        : undefined,
  },
  {
    id: 'rule-etag',
    says: 'An etag in the body that differs from the etag of the rule; a missing one too under a variant of rule-put-without-etag.',
    evidence: 'P',
    source: 'a report of 2019; open issues of the Terraform provider',
    words: 'known',
    status: 409,
    code: 'Conflict',
    refuses: ({ etag, ifMatch, existing, variants, name, identity }) => {
      if (existing === undefined || etag === '*') return undefined;
      if (etag === undefined && ifMatch !== undefined && variants['rule-if-match'] === 'honoured')
        return undefined;
      if (
        etag === undefined ? variants['rule-put-without-etag'] === 'accepted' : sameEtag(etag, existing.etag)
      ) {
        return undefined;
      }
      return `Newer instance of rule '${name}' exists for workspace '${identity.customerId}' (Etag does not match). Data was not saved.`;
    },
  },
  {
    id: 'rule-kind-change',
    says: 'The kind of a rule cannot be changed.',
    evidence: 'U',
    source: 'from memory',
    words: 'ours',
    refuses: ({ existing, kind, name }) =>
      existing !== undefined && existing.kind !== kind
        ? `The kind of rule '${name}' is '${existing.kind}' and cannot be changed to '${kind}'.`
        : undefined,
  },
  {
    id: 'template-already-installed',
    says: 'A second MLBehaviorAnalytics rule of one template (see the behaviour ml-rule-second-put).',
    evidence: 'P',
    source: 'Azure/Azure-Sentinel#10635',
    words: 'partly',
    status: 409,
    code: 'Conflict',
    refuses: ({ kind, properties, others, variants, identity }) => {
      if (kind !== 'MLBehaviorAnalytics' || variants['ml-rule-second-put'] === 'accepted') return undefined;
      const template = stringIn(properties, 'alertRuleTemplateName');
      const installed = others.some(
        (rule) => rule.kind === kind && rule.properties['alertRuleTemplateName'] === template,
      );
      return installed
        ? `Analytics rule template '${template}' is already installed for workspace '${identity.customerId}'.`
        : undefined;
    },
  },
  {
    id: 'display-name-unique',
    says: 'Two rules of one name (see the behaviour of that name).',
    evidence: 'U',
    source: 'Learn',
    words: 'ours',
    refuses: ({ properties, others, variants }) => {
      if (variants['display-name-unique'] === 'not-enforced') return undefined;
      const name = stringIn(properties, 'displayName')?.toLowerCase();
      const taken =
        name !== undefined &&
        others.some((rule) => stringIn(rule.properties, 'displayName')?.toLowerCase() === name);
      return taken
        ? `An alert rule with the display name '${properties['displayName']}' already exists.`
        : undefined;
    },
  },
  countRefusal('Scheduled', ({ limits }) => limits.scheduled),
  countRefusal('NRT', ({ limits }) => limits.nrt),
];

/** The etag of the examples is a quoted string; a client that lost the quotes means the same. */
function sameEtag(a: string, b: string): boolean {
  const bare = (etag: string) => etag.replace(/^"|"$/g, '');
  return bare(a) === bare(b);
}
