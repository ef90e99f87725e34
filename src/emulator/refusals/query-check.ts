// The refusal that needs the query service: a rule whose query the workspace cannot run.

import type { ArmObjects, QueryFailure, QueryService } from '../../engine/query-service.ts';
import { type Answer, armError } from '../http/errors.ts';
import { asTheServiceCounts } from '../queries/failure-position.ts';
import { type RuleWrite, stringIn } from './refusal.ts';

/** Says what ARM says when the query of a rule does not run; see the behaviours `query-check-*`. */
export async function queryRefusal(
  write: RuleWrite,
  queries: QueryService,
  made: ArmObjects,
): Promise<Answer | undefined> {
  const query = stringIn(write.properties, 'query');
  if (query === undefined) return undefined;
  if (write.properties['enabled'] !== true && write.variants['query-check-when-disabled'] === 'skipped') {
    return undefined;
  }
  const failure = await queries.checkQuery(query, made);
  // What only the embedded engine cannot run is correct KQL: Azure would store the rule.
  if (failure === undefined || failure.kind === 'unsupported') return undefined;
  const short = failure.missingTable === true && write.variants['query-check-words'] === 'short';
  const reason = short
    ? 'One of the tables does not exist.'
    : detailed(asTheServiceCounts(failure, write.variants));
  return armError(400, 'BadRequest', `Failed to run the analytics rule query. ${reason}`);
}

function detailed({ kind, code, message }: QueryFailure): string {
  return kind === 'syntax'
    ? `Request is invalid and cannot be processed: Syntax error: ${code} ${message}`
    : `Semantic error: ${code} ${message}`;
}
