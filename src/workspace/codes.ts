// The codes of what a workspace refuses, does not answer or answers wrongly.
import { type Codes, codeIn, errorsOf } from '../diagnostics/codes.ts';

export const workspaceCodes = {
  'workspace/authentication': {
    summary: 'Signing in failed, or the identity lacks rights.',
    hint: 'Sign in with az login, or give the identity the Microsoft Sentinel Contributor role.',
  },
  'workspace/busy': {
    summary: 'The resource is being changed by another operation.',
    hint: 'Run again; apply continues where it stopped.',
  },
  'workspace/endless-list': {
    summary: 'A list of the service does not come to an end: half of it would pass for the whole.',
    hint: 'Find out what answers in place of the service: a proxy, or a wrong endpoint.',
  },
  'workspace/etag-mismatch': {
    summary: 'The resource was changed after the plan read it; nothing was overwritten.',
    hint: 'Plan again.',
  },
  'workspace/foreign-address': {
    summary:
      'A reply leads to an address that is no endpoint of the workspace; no request, and no token, went there.',
    hint: 'Find out what answers in place of the service: a proxy, or a wrong endpoint.',
  },
  'workspace/journal': {
    summary:
      'The journal of a replay is of another one, or cannot be read; its answers would be of another question.',
    hint: 'Name another file with --journal, or delete this one.',
  },
  'workspace/kusto-clock': {
    summary:
      'The engine runs queries at another time than it was asked to: every answer would be of the wrong moment.',
    hint: 'Use another engine; this one does not follow query_now.',
  },
  'workspace/kusto-endpoint': {
    summary: 'The address is that of no Kusto engine that queries, and a token, may be sent to.',
    hint: 'Give http://localhost:8080 for the emulator, or the https address of a cluster, an Eventhouse or the data lake.',
  },
  'workspace/kusto-only': {
    summary:
      'The query uses what a Kusto engine has and a Sentinel workspace does not: a pass would prove nothing.',
    hint: 'Write the query without it.',
  },
  'workspace/let-does-not-shadow': {
    summary:
      'The service reads its real table where seed rows were to stand in: validation would prove nothing.',
    hint: 'Report this workspace and its region; until then promote on tests and smoke alone.',
  },
  'workspace/no-customer-id': {
    summary: 'The workspace answered without the id its queries are addressed by.',
    hint: 'Check the names in the environment file.',
  },
  'workspace/no-location': {
    summary: 'The workspace answered without its region, and a data collection rule must be in the same.',
    hint: 'Check the names in the environment file.',
  },
  'workspace/not-found': {
    summary: 'The subscription, resource group or workspace does not exist, or the identity may not see it.',
    hint: 'Check the environment file.',
  },
  'workspace/not-loopback': {
    summary: 'A request for the embedded workspace would have left this machine; it was not sent.',
    hint: 'Report this: it is a defect.',
  },
  'workspace/not-replayed': {
    summary: 'The query reads what cannot be cut down to the rows that a past run saw.',
    hint: 'Replay it in a workspace, which cuts everything by time, or leave the rule out with --rules.',
  },
  'workspace/not-onboarded': {
    summary: 'The workspace has no Microsoft Sentinel.',
    hint: 'Onboard it first.',
  },
  'workspace/other-identity': {
    summary: 'The server that answered is not the workspace the environment names.',
    hint: 'Stop it, or use another state folder.',
  },
  'workspace/partial-result': {
    summary: 'The service cut the result off; a partial answer proves nothing.',
    hint: 'Narrow the query.',
  },
  'workspace/recently-deleted': {
    summary: 'The id belonged to a rule deleted less than about a day ago; the service keeps it.',
    hint: 'Wait, or give the item a new id.',
  },
  'workspace/refused': {
    summary: 'The service refused the request; its own words are in the message.',
    hint: 'Correct what they name.',
  },
  'workspace/rows-not-sent': {
    summary:
      'The rows of a data folder cannot be put in front of a query, so it cannot run over them on a Kusto engine.',
    hint: 'Run it on the embedded engine, or with fewer rows.',
  },
  'workspace/rule-without-endpoint': {
    summary: 'A data collection rule has no ingestion endpoint of its own, so rows cannot be sent to it.',
    hint: 'Delete the rule and run seed again.',
  },
  'workspace/table-not-provisioned': {
    summary: 'A test table was accepted, but did not come to be within five minutes.',
    hint: 'Look at the table in the portal, then run seed again.',
  },
  'workspace/throttled': {
    summary: 'The service asks for fewer requests.',
    hint: 'Try again later.',
  },
  'workspace/unavailable': {
    summary: 'The service failed, also when asked again.',
    hint: 'Try again later.',
  },
  'workspace/unreachable': {
    summary: 'Nobody answered at the endpoint.',
    hint: 'Check the environment file, the network and the proxy.',
  },
  'workspace/unreadable-reply': {
    summary: 'The service answered something that is not what its contract says.',
    hint: 'Run again with --verbose.',
  },
  'workspace/unreadable-result': {
    summary: 'The service answered a query with something that is no table.',
    hint: 'Run again with --verbose.',
  },
} as const satisfies Codes;

/** Makes the errors of this room. */
export const workspaceError = errorsOf(workspaceCodes);

/** Names a code of this room. */
export const workspaceCode = codeIn(workspaceCodes);
