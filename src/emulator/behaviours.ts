// Every behaviour of the embedded workspace that nobody checked against live Azure for this project, with its variants.
import type { Behaviour } from './behaviour.ts';
import { contentHubBehaviours } from './behaviours-content-hub.ts';
import { ingestionBehaviours } from './behaviours-ingestion.ts';

export type { Behaviour, Evidence } from './behaviour.ts';

/** Every behaviour of the embedded workspace that Azure may show differently, by its id. */
export const behaviours = {
  ...contentHubBehaviours,
  ...ingestionBehaviours,
  'alert-details-placeholders': {
    says: 'How many {{columns}} each format of alertDetailsOverride may hold.',
    evidence: 'S',
    source: 'Azure/Azure-Sentinel, template validator; the service may have raised it since',
    default: 'three',
    variants: { three: 'More than 3 are refused.', unlimited: 'Any number is accepted.' },
  },
  'api-version-form': {
    says: 'What happens to an api-version that is not a date.',
    evidence: 'U',
    source: 'from memory; the words are ours',
    default: 'refused',
    variants: { refused: '400 InvalidApiVersionParameter.', accepted: 'It counts as a stable version.' },
  },
  authorization: {
    says: 'Whether a request needs a bearer token.',
    evidence: 'U',
    source: 'Azure needs one; its code and words here are from memory. No token is ever checked or kept',
    default: 'not-required',
    variants: {
      'not-required': 'Requests without one are served, so that any client can try the workspace.',
      required: '401 AuthenticationFailed without `Authorization: Bearer`.',
    },
  },
  'display-name-unique': {
    says: 'Whether two analytics rules may have the same display name.',
    evidence: 'U',
    source: 'Learn says names are unique in a workspace; no report of a refusal was found',
    default: 'not-enforced',
    variants: { 'not-enforced': 'Accepted.', enforced: '400 BadRequest, in our words.' },
  },
  'dynamic-string-form': {
    says: 'How the query API writes a dynamic value that is a string.',
    evidence: 'U',
    source: 'from memory; objects and arrays are JSON text in either case',
    default: 'plain',
    variants: { plain: 'As it stands: `abc`.', quoted: 'As JSON text: `"abc"`.' },
  },
  'entity-mapping-limit': {
    says: 'How many entity mappings a rule may have.',
    evidence: 'S',
    source:
      'Learn, map-data-fields-to-entities (10); older validators and Terraform count 5 with sentinelEntitiesMappings',
    default: 'ten',
    variants: {
      ten: 'More than 10 are refused.',
      five: 'More than 5 are refused, sentinelEntitiesMappings counted.',
    },
  },
  'function-alias-case': {
    says: 'Whether functionAliases that differ in letter case alone are the same.',
    evidence: 'U',
    source: 'KQL tells names apart by their case; the service was not asked',
    default: 'distinct',
    variants: { distinct: 'Two functions.', same: 'As an alias that is taken.' },
  },
  'function-alias-form': {
    says: 'What happens to a functionAlias that is no name for the portal: spaces, special characters, a leading underscore.',
    evidence: 'S',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/logs/functions says it of the portal; whether ARM does the same was not checked',
    default: 'refused',
    variants: { refused: '400 BadRequest.', stored: 'Stored.' },
  },
  'function-alias-taken': {
    says: 'What happens to a functionAlias that another saved search has already.',
    evidence: 'U',
    source: 'from memory',
    default: 'refused',
    variants: { refused: '400 BadRequest.', stored: 'Stored; queries call the one that is first by name.' },
  },
  'function-body': {
    says: 'What happens to a function whose query cannot run: it does not parse, or names what is not there.',
    evidence: 'U',
    source:
      'a saved search is stored whatever it says; whether the service looks at a function was not checked',
    default: 'stored',
    variants: { stored: 'Stored; queries that call it fail.', refused: '400 BadRequest.' },
  },
  'function-parameters-form': {
    says: 'What happens to functionParameters that are not written `name:type = default, ...`.',
    evidence: 'S',
    source: 'the REST reference names the format; whether the service checks it was not checked',
    default: 'refused',
    variants: { refused: '400 BadRequest.', stored: 'Stored.' },
  },
  'let-shadows-table': {
    says: 'Whether `let T = datatable(...)` hides the table T of the workspace.',
    evidence: 'U',
    source: "Microsoft's own binder hides it; the service was not asked",
    default: 'shadows',
    variants: {
      shadows: 'The let is read.',
      'does-not-shadow': 'The query service is told to read the table of the workspace.',
    },
  },
  'list-order': {
    says: 'In which order lists come.',
    evidence: 'U',
    source: 'not specified anywhere',
    default: 'by-name',
    variants: { 'by-name': 'By resource name.', reversed: 'By resource name, backwards.' },
  },
  'metadata-put-without-etag': {
    says: 'Whether a metadata resource may be overwritten without its etag.',
    evidence: 'U',
    source: 'the REST reference is silent',
    default: 'accepted',
    variants: { accepted: '200 and a new etag.', conflict: '409 Conflict.' },
  },
  'metadata-without-parent': {
    says: 'Whether a metadata resource may be written whose rule or saved search is not there.',
    evidence: 'U',
    source: 'the REST reference is silent; the words of the refusals are ours',
    default: 'accepted',
    variants: {
      accepted: 'Stored: so it can remember when a rule was deleted.',
      'refused-400': '400 BadRequest.',
      'refused-404': '404 NotFound.',
    },
  },
  'ml-rule-second-put': {
    says: 'Whether a second MLBehaviorAnalytics rule of the same template is refused.',
    evidence: 'P',
    source: 'Azure/Azure-Sentinel#10635',
    default: 'conflict',
    variants: { conflict: '409: the template "is already installed".', accepted: '200.' },
  },
  'model-failure-words': {
    says: 'Whether the reason of a refused rule is wrapped in "Invalid data model. [: ...]".',
    evidence: 'P',
    source: 'one live transcript (2025-07-01-preview); older ones show the bare reason',
    default: 'wrapped',
    variants: { wrapped: 'Wrapped.', bare: 'The reason alone.' },
  },
  'not-onboarded-message': {
    says: 'Whether the message of "not onboarded" is itself JSON text.',
    evidence: 'P',
    source: 'four public transcripts',
    default: 'nested',
    variants: { nested: 'An ARM error as text inside the message.', plain: 'The sentence alone.' },
  },
  'nrt-on-stable-put': {
    says: 'Whether a PUT of an NRT rule needs a preview api-version.',
    evidence: 'S',
    source: 'the stable specification 2025-09-01 has no NRT kind; one public deployer sends it all the same',
    default: 'refused',
    variants: { refused: '400 BadRequest, in our words.', accepted: 'Stored.' },
  },
  'nrt-on-stable-read': {
    says: 'Whether a stable api-version shows NRT rules.',
    evidence: 'U',
    source: 'not specified',
    default: 'shown',
    variants: { shown: 'Listed like any rule.', hidden: 'Not listed; a get is 404.' },
  },
  'nrt-schedule-fields': {
    says: 'What happens to queryFrequency, queryPeriod, triggerOperator and triggerThreshold on an NRT rule.',
    evidence: 'P',
    source: 'two public deployers say the service rejects them; the words are ours',
    default: 'refused',
    variants: { refused: '400 BadRequest.', dropped: 'Dropped.' },
  },
  'query-check-when-disabled': {
    says: 'Whether the query of a disabled rule is run when the rule is written.',
    evidence: 'P',
    source: 'one public deployer retries with enabled=false and expects that to pass',
    default: 'skipped',
    variants: { skipped: 'Only enabled rules are checked.', checked: 'Every rule is checked.' },
  },
  'query-check-words': {
    says: 'What a query that cannot be resolved is refused with.',
    evidence: 'P',
    source:
      'six public repositories show the short words for a missing table; others show the semantic error',
    default: 'short',
    variants: {
      short: '"One of the tables does not exist." for a missing table, else the error itself.',
      detailed: 'Always the error itself.',
    },
  },
  'query-error-position': {
    says: 'From which number the service counts the position in a line of a query that is wrong.',
    evidence: 'P',
    source: 'MicrosoftDocs/azure-docs#61086: a query that begins with a pipe fails at line 1, position 0',
    default: 'from-zero',
    variants: {
      'from-zero': '`pos`, and `on line [1,0]` in messages.',
      'from-one': '`pos`, and `on line [1,1]` in messages.',
    },
  },
  'query-without-json-content-type': {
    says: 'What the query API answers to a POST without a JSON content type.',
    evidence: 'S',
    source: 'Learn, Azure Monitor Logs API',
    default: 'empty',
    variants: { empty: '200 without a body.', refused: '400 BadArgumentError.' },
  },
  'read-only-properties': {
    says: 'What happens to a value for a property that the service owns (Fusion displayName, ...).',
    evidence: 'P',
    source: 'one public deployer; words from it',
    default: 'refused',
    variants: { refused: "400: Read-only property '...' cannot be assigned.", ignored: 'Dropped.' },
  },
  'recently-deleted-status': {
    says: 'With which status the id of a deleted rule is refused.',
    evidence: 'P',
    source: 'one public page shows both; the words are the same',
    default: '409',
    variants: { '409': '409 Conflict.', '400': '400 BadRequest.' },
  },
  'recently-deleted-window': {
    says: 'How long the id of a deleted rule cannot be used again.',
    evidence: 'P',
    source: 'two public deployers report about a day; no Microsoft text was found',
    default: 'a-day',
    variants: { 'a-day': '24 hours.', none: 'It can be used at once.' },
  },
  'rule-count-limit': {
    says: 'What happens to the 513th enabled scheduled rule, and the 51st enabled NRT rule.',
    evidence: 'S',
    source: 'Learn, sentinel-service-limits, for the numbers; status and words are ours',
    default: 'refused',
    variants: { refused: '400 BadRequest.', 'not-enforced': 'Accepted.' },
  },
  'rule-if-match': {
    says: 'Whether the If-Match header of a rule PUT is honoured.',
    evidence: 'P',
    source: 'one public deployer sends it and handles 412; the specification has no such header',
    default: 'honoured',
    variants: { honoured: '412 PreconditionFailed when it differs.', ignored: 'Not looked at.' },
  },
  'rule-if-none-match': {
    says: 'Whether `If-None-Match: *` keeps a rule PUT from replacing a rule that is there.',
    evidence: 'U',
    source: 'the specification has no such header; apply sends it on a create, and does not rest on it',
    default: 'ignored',
    variants: { ignored: 'Not looked at.', honoured: '412 PreconditionFailed.' },
  },
  'rule-put-without-etag': {
    says: 'Whether an existing rule may be overwritten without its etag.',
    evidence: 'P',
    source: 'one public deployer does so repeatedly; a report of 2019 shows a 409',
    default: 'accepted',
    variants: { accepted: '200 and a new etag.', conflict: '409 Conflict, the words of 2019.' },
  },
  'saved-search-casing': {
    says: 'How the properties of a saved search are spelled.',
    evidence: 'S',
    source: 'the specification says camelCase; its own list example of 2025-07-01 is PascalCase',
    default: 'camelCase',
    variants: { camelCase: '`displayName`.', PascalCase: '`DisplayName`, and `Name` and `Value` of tags.' },
  },
  'saved-search-delete-absent': {
    says: 'What deleting a saved search that is not there answers.',
    evidence: 'U',
    source: 'the specification has 200 only',
    default: 'not-found',
    variants: { 'not-found': '404.', fine: '200.' },
  },
  'saved-search-id-slash': {
    says: 'Whether the id of a saved search starts with a slash.',
    evidence: 'S',
    source: 'examples of the specification show both',
    default: 'absent',
    variants: { absent: '`subscriptions/...`', present: '`/subscriptions/...`' },
  },
  'saved-search-name': {
    says: 'Whether a saved search comes with `name` and `type`.',
    evidence: 'S',
    source: 'no example of the specification has them; its model does',
    default: 'omitted',
    variants: { omitted: 'The name is the end of the id.', present: 'Both are there.' },
  },
  'sub-technique-in-techniques': {
    says: 'Whether `techniques` may hold a sub-technique (T1098.003).',
    evidence: 'P',
    source: 'hashicorp/terraform-provider-azurerm#28801, words from it',
    default: 'refused',
    variants: { refused: "400: expected format is 'T####'.", accepted: 'Stored.' },
  },
  'suppression-shorter-than-frequency': {
    says: 'Whether suppression, when on, may last shorter than queryFrequency.',
    evidence: 'P',
    source: 'words in the public module AZSentinel; the Terraform documentation says it merely has no effect',
    default: 'refused',
    variants: { refused: '400 BadRequest.', accepted: 'Stored.' },
  },
  'technique-needs-tactic': {
    says: 'Whether a technique is refused when none of its tactics is among the tactics of the rule.',
    evidence: 'S',
    source: 'Azure/Azure-Sentinel, template validator; that the service does the same was not checked',
    default: 'any',
    variants: {
      any: 'One of its tactics must be there.',
      all: 'All of its tactics must be there.',
      'not-checked': 'Accepted.',
    },
  },
  'threat-intelligence-display-name': {
    says: 'Whether a ThreatIntelligence rule must bring a displayName.',
    evidence: 'P',
    source: 'one public deployer, words from it; the specification calls it read-only',
    default: 'required',
    variants: { required: '400 without it.', 'not-required': 'Accepted.' },
  },
  'unknown-properties': {
    says: 'What happens to properties that the api-version does not know.',
    evidence: 'U',
    source: 'ARM services commonly drop them',
    default: 'dropped',
    variants: { dropped: 'Not stored.', kept: 'Stored and returned.', refused: '400 BadRequest.' },
  },
  'unknown-rule-code': {
    says: 'The error code of a rule that is not there.',
    evidence: 'S',
    source: "Microsoft's own clients treat both alike",
    default: 'NotFound',
    variants: { NotFound: '404 NotFound.', ResourceNotFound: '404 ResourceNotFound.' },
  },
} as const satisfies Record<string, Behaviour>;

export type BehaviourId = keyof typeof behaviours;

/** The variant in force, by behaviour. */
export type Variants = {
  readonly [Id in BehaviourId]: keyof (typeof behaviours)[Id]['variants'];
};

/** The variants in force: the defaults, with the given ones over them. */
export function variantsInForce(chosen: Partial<Variants> = {}): Variants {
  const defaults = Object.fromEntries(Object.entries(behaviours).map(([id, entry]) => [id, entry.default]));
  return { ...defaults, ...chosen } as Variants;
}
